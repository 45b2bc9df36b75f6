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
let connected = false;

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
  if (!now) state("lost");
}

/** Nothing is said of a healthy feed but its figures. */
export function show(now) {
  if (connected) state(now.state);
  notice(trouble(now));
  const exchange = at("exchange");
  exchange.textContent = now.simulated ? "SIMULATED exchange" : now.exchange;
  exchange.classList.toggle("simulated", now.simulated);
  at("swept").textContent = `${seconds(now.sweptAgo)} ago`;
  at("trip").textContent = now.latency ? seconds(now.latency) : "–";
  at("calls").textContent = `${now.calls.toFixed(1)} of ${now.limit}`;
}

export function open(count) {
  at("open").textContent = String(count);
}

function trouble(now) {
  if (now.ended) return `The feed has ended: ${now.ended}`;
  if (now.state === "stale") return "What you see is old: do not act on it.";
  if (now.trouble) return `In the way: ${now.trouble.replace("_", " ")}.`;
  return "";
}
