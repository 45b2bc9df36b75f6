/** How the feed and the connection stand. */
import { seconds } from "./text.js";

const at = (id) => document.getElementById(id);
const WORDS = {
  connecting: "connecting",
  lost: "reconnecting…",
  syncing: "reading the list…",
  live: "live",
  degraded: "degraded",
  stale: "stale",
  halted: "halted",
};
const TILES = ["open", "swept", "trip", "calls"];
let connected = false;
let count = 0;

/** Written only if it changes: it is read aloud then. */
function state(name) {
  const pill = at("state");
  if (pill.dataset.state !== name) {
    pill.dataset.state = name;
    pill.textContent = WORDS[name] ?? name;
  }
}

function notice(text) {
  const box = at("notice");
  if (box.textContent !== text) {
    box.textContent = text;
    box.hidden = !text;
  }
}

export function isConnected(now) {
  connected = now;
  if (now) return;
  state("lost");
  // Figures that stand still look like those of a quiet market.
  for (const id of TILES) at(id).textContent = "–";
  notice("Not connected: what you see is old.");
}

/** Nothing is said of a healthy feed but its figures. */
export function show(now) {
  if (!connected) return;
  state(now.state);
  notice(trouble(now));
  const exchange = at("exchange");
  exchange.textContent = now.simulated ? "SIMULATED exchange" : now.exchange;
  exchange.classList.toggle("simulated", now.simulated);
  open(count);
  at("swept").textContent = `${seconds(now.sweptAgo)} ago`;
  at("trip").textContent = now.latency ? seconds(now.latency) : "–";
  at("calls").textContent = `${now.calls.toFixed(1)} of ${now.limit}`;
}

export function open(orders) {
  count = orders;
  if (connected) at("open").textContent = String(count);
}

function trouble(now) {
  if (now.ended) return `The feed has ended: ${now.ended}`;
  if (now.state === "stale" || now.state === "halted") return "What you see is old: do not act on it.";
  if (now.trouble) return `In the way: ${now.trouble.replace("_", " ")}.`;
  return "";
}
