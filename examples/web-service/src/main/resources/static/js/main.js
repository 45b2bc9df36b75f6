/** Puts the parts together: what comes is kept at once, and drawn once for each frame. */
import * as details from "./details.js";
import * as filters from "./filters.js";
import * as health from "./health.js";
import * as log from "./log.js";
import * as plot from "./plot.js";
import * as store from "./store.js";
import { connect } from "./stream.js";
import * as table from "./table.js";
import * as theme from "./theme.js";

const shown = document.getElementById("shown");
const empty = document.getElementById("empty");
const waiting = { all: false, numbers: new Set(), fresh: new Set(), events: [], plots: false };
let scheduled = false;
let synced = false;
const CHANGES = ["opened", "updated", "closed"];

function schedule() {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(frame);
  }
}

function frame() {
  scheduled = false;
  const { all, numbers, fresh, events } = waiting;
  if (all || numbers.size) {
    const count = table.draw(all ? null : numbers, fresh);
    const total = store.orders.size;
    shown.textContent = count === total ? `${total} orders` : `${count} of ${total} orders`;
    empty.hidden = count > 0;
    empty.textContent = !synced ? "Waiting for the list to be read…" : total ? "No order fits the filter." : "Nothing is open.";
    health.open(total);
    filters.suggest();
  }
  if (events.length) log.add(events);
  if (waiting.plots) plot.draw();
  Object.assign(waiting, { all: false, numbers: new Set(), fresh: new Set(), events: [], plots: false });
}

function take(numbers) {
  if (numbers === null) waiting.all = true;
  else for (const number of numbers) waiting.numbers.add(number);
  schedule();
}

function news(event) {
  if (event.event === "synced") synced = waiting.all = true;
  if (event.event === "opened") waiting.fresh.add(event.order.trackingNo);
  if (event.origin === "live" && CHANGES.includes(event.event)) {
    // Drawn with the next vitals.
    plot.event(event.event, Math.max(0, (Date.parse(event.observedAt) - Date.parse(event.notBefore)) / 1000));
  }
  // What was open before is in the table; as news it would only hide what is.
  if (event.event !== "existing") waiting.events = waiting.events.concat(event).slice(-200);
  take(store.apply(event));
}

theme.start();
log.start();
table.start(details.show);
filters.start(() => {
  take(null);
  log.redraw();
});
filters.keys(log.toggle);

connect({
  event: news,
  snapshot: (snapshot) => {
    synced = snapshot.synced;
    if (snapshot.reason === "other-run") plot.forget();
    take(store.apply(snapshot));
  },
  vitals: (now) => {
    plot.add(now);
    health.show(now);
    waiting.plots = true;
    schedule();
  },
  connected: () => {
    // The last two minutes are told anew.
    plot.forget();
    health.isConnected(true);
  },
  lost: () => health.isConnected(false),
});
