/** Words and numbers as people read them. All text of the exchange's goes through {@link element}, which makes no markup of it. */

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
const HOURS_24 = 24 * 3600 * 1000;

export const clock = (iso) => CLOCK.format(new Date(iso));

/** The time of today, the day before that. */
export const moment = (iso) => (iso ? (Date.now() - Date.parse(iso) < HOURS_24 ? CLOCK : DAY).format(new Date(iso)) : "–");

/** Grouped by hand: a number of any length stays exact. */
export function number(text) {
  if (text === undefined) return "–";
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

export function seconds(value) {
  if (value < 1) return `${Math.round(value * 1000)} ms`;
  return value < 100 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}

/** An element with this text and nothing else; `bdi`, since a name may be written from right to left. */
export function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export const trader = (order) => order.traderName || order.traderId || "–";
