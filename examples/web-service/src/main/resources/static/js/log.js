/** The last events, newest on top. */
import * as store from "./store.js";
import { clock, element, number, trader } from "./text.js";

const KEPT = 200;
const SHOWN = 60;
const list = document.getElementById("events");
const quiet = document.getElementById("quiet");
const pause = document.getElementById("pause");
/** Oldest first. */
let kept = [];
/** What was kept when the reader said stop; null while events are shown as they come. */
let paused = null;

export function start() {
  pause.addEventListener("click", toggle);
}

export function toggle() {
  // A copy is not needed: what comes makes a new list.
  paused = paused ? null : kept;
  pause.setAttribute("aria-pressed", String(Boolean(paused)));
  pause.textContent = paused ? "Go on" : "Pause";
  if (!paused) redraw();
}

const wanted = (event) => !event.order || store.matches(event.order);

/** @param events oldest first */
export function add(events) {
  kept = kept.concat(events).slice(-KEPT);
  if (!paused) {
    prepend(events);
    settle();
  }
}

/** All of them: the filter has changed, or what came in a pause is to be shown. */
export function redraw() {
  list.replaceChildren();
  prepend(paused ?? kept);
  settle();
}

function prepend(events) {
  const items = events.filter(wanted).slice(-SHOWN).reverse().map(item);
  list.prepend(...items);
}

function settle() {
  while (list.childElementCount > SHOWN) list.lastElementChild.remove();
  quiet.hidden = list.childElementCount > 0;
}

function item(event) {
  const made = element("li", undefined, event.event);
  const time = element("time", clock(event.observedAt));
  time.dateTime = event.observedAt;
  made.append(time, element("b", event.event), element("span", event.order ? about(event) : "", "what"));
  const note = element("small", notes(event));
  if (event.order) note.prepend(element("bdi", trader(event.order)), note.textContent && " · ");
  made.append(note);
  return made;
}

const about = ({ order }) => `${order.symbol} ${order.side} ${number(order.openSize)}`;

function notes(event) {
  switch (event.event) {
    case "synced":
      return `the list is read: ${event.open} open`;
    case "gap":
      return `nobody looked from ${clock(event.from)} to ${clock(event.to)}`;
    case "updated":
      return event.changed.map((field) => `${field} ${number(event.before[field])} → ${number(event.order[field])}`).join(", ");
    case "closed":
      return { row: "its row says so", atomic: "proven by one answer", walks: "proven by three walks" }[event.proof];
    default:
      return event.origin === "live" || event.event === "existing" ? "" : event.origin;
  }
}
