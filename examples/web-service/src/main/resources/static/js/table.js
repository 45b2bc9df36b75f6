/**
 * The table of orders. Rows are made for those in sight and a few around them, however many there are; a row belongs to one
 * order, is changed in place, and is moved only if its order has moved.
 */
import * as store from "./store.js";
import { element, moment, number, trader } from "./text.js";

const numeric = (field) => (order) => Number(order[field] ?? -Infinity);

const COLUMNS = [
  { key: "symbol", title: "Symbol", of: (o) => o.symbol, sort: (o) => o.symbol },
  { key: "side", title: "Side", of: (o) => o.side, sort: (o) => o.side },
  { key: "trader", title: "Trader", of: trader, sort: trader },
  { key: "size", title: "Size", of: (o) => number(o.openSize), sort: numeric("openSize"), number: true },
  { key: "price", title: "Entry", of: (o) => number(o.openPrice), sort: numeric("openPrice"), number: true },
  { key: "leverage", title: "Lev.", of: (o) => (o.leverage ? `${o.leverage}×` : "–"), sort: numeric("leverage"), number: true },
  { key: "margin", title: "Margin", of: (o) => number(o.margin), sort: numeric("margin"), number: true },
  { key: "opened", title: "Opened", of: (o) => moment(o.openTime), sort: (o) => o.openTime ?? "", number: true },
];
/** How many rows there are beyond those in sight, above and below. */
const SPARE = 12;
const PAGE = 10;
/** How long what is new is marked, in milliseconds. */
const GLOW = 1500;

const head = document.getElementById("columns");
const body = document.getElementById("rows");
const table = body.closest("table");
const scroller = body.closest(".scroll");
/** @type {Map<string, HTMLTableRowElement>} */
const rows = new Map();
/** What fits the filter, in order. */
let shown = [];
let sorting = { column: COLUMNS[7], down: true };
/** The number of the order that the keyboard is at. */
let current = null;
let tall = 33;
let scrolled = false;
const marked = [];
let select = () => {};

/** @param onSelect is told which order's details are wanted */
export function start(onSelect) {
  select = onSelect;
  for (const column of COLUMNS) head.append(heading(column));
  scroller.addEventListener("keydown", move);
  body.addEventListener("click", (event) => choose(event.target.closest("tr")));
  body.addEventListener("focusin", (event) => goTo(event.target.closest("tr").dataset.no));
  scroller.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("resize", follow);
  setInterval(fade, 500);
}

function heading(column) {
  const cell = element("th", undefined, column.number ? "number" : "");
  cell.scope = "col";
  cell.setAttribute("role", "columnheader");
  const button = element("button", column.title);
  button.type = "button";
  button.addEventListener("click", () => {
    sorting = { column, down: sorting.column === column ? !sorting.down : Boolean(column.number) };
    draw([]);
  });
  cell.append(button);
  column.cell = cell;
  return cell;
}

/**
 * Shows what is open now.
 *
 * @param numbers of the orders that changed, or `null` for all
 * @param fresh those that have just opened
 * @returns how many fit the filter
 */
export function draw(numbers, fresh = new Set()) {
  const place = shown.findIndex((order) => order.trackingNo === current);
  const focused = rows.get(current)?.contains(document.activeElement);
  shown = [...store.orders.values()].filter(store.matches).sort(compare);
  if (!shown.some((order) => order.trackingNo === current)) {
    // The keyboard goes on at a neighbour, not at the top of the page.
    current = shown[Math.max(0, Math.min(place, shown.length - 1))]?.trackingNo ?? null;
  }
  render(numbers === null ? null : new Set(numbers), fresh);
  if (focused) focus();
  for (const column of COLUMNS) {
    const mine = column === sorting.column;
    column.cell.setAttribute("aria-sort", mine ? (sorting.down ? "descending" : "ascending") : "none");
  }
  return shown.length;
}

function compare(one, other) {
  const a = sorting.column.sort(one);
  const b = sorting.column.sort(other);
  const order = a < b ? -1 : a > b ? 1 : one.trackingNo < other.trackingNo ? -1 : 1;
  return sorting.down ? -order : order;
}

/** Makes the rows that are in sight what they should be. */
function render(changed, fresh) {
  tall = body.firstElementChild?.offsetHeight || tall;
  const first = Math.max(0, Math.floor(scroller.scrollTop / tall) - SPARE);
  const last = Math.min(shown.length, first + Math.ceil(scroller.clientHeight / tall) + 2 * SPARE);
  const seen = shown.slice(first, last);
  const keep = new Set(seen.map((order) => order.trackingNo));
  for (const [no, row] of rows) {
    if (!keep.has(no)) {
      row.remove();
      rows.delete(no);
    }
  }
  const tabbed = keep.has(current) ? current : seen[0]?.trackingNo;
  let at = body.firstElementChild;
  seen.forEach((order, i) => {
    const no = order.trackingNo;
    const known = rows.get(no);
    const row = known ?? made(no);
    if (!known || changed === null || changed.has(no)) fill(row, order, Boolean(known) && changed !== null);
    if (!known && fresh.has(no)) glow(row);
    row.setAttribute("aria-rowindex", first + i + 2);
    button(row).tabIndex = no === tabbed ? 0 : -1;
    if (row === at) at = at.nextElementSibling;
    else body.insertBefore(row, at);
  });
  body.style.paddingTop = `${first * tall}px`;
  body.style.paddingBottom = `${(shown.length - last) * tall}px`;
  table.setAttribute("aria-rowcount", shown.length + 1);
}

function made(no) {
  const row = document.createElement("tr");
  row.setAttribute("role", "row");
  row.dataset.no = no;
  for (const column of COLUMNS) {
    const cell = element("td", undefined, column.number ? "number" : "");
    cell.setAttribute("role", "cell");
    cell.dataset.column = column.key;
    cell.dataset.title = column.title;
    const inner = document.createElement(column === COLUMNS[0] ? "button" : "bdi");
    if (inner instanceof HTMLButtonElement) {
      inner.type = "button";
      inner.setAttribute("aria-haspopup", "dialog");
    }
    cell.append(inner);
    row.append(cell);
  }
  rows.set(no, row);
  return row;
}

function fill(row, order, mark) {
  row.dataset.side = order.side === "long" || order.side === "short" ? order.side : "other";
  COLUMNS.forEach((column, i) => {
    const inner = row.children[i].firstChild;
    const text = column.of(order);
    if (inner.textContent !== text) {
      inner.textContent = text;
      if (mark) glow(row.children[i]);
    }
  });
}

/** Marks what is new for a while: all marks fade in steps together, so that many cost no more frames than one. */
function glow(what) {
  what.classList.add("new");
  marked.push({ what, until: performance.now() + GLOW });
}

function fade() {
  const now = performance.now();
  while (marked.length && marked[0].until <= now) marked.shift().what.classList.remove("new");
}

/** Once for each frame, however often it is scrolled. */
function follow() {
  if (!scrolled) {
    scrolled = true;
    requestAnimationFrame(() => {
      scrolled = false;
      const focused = body.contains(document.activeElement);
      render(new Set(), new Set());
      // What had the focus may be out of sight now; the arrows go on from there.
      if (focused && !body.contains(document.activeElement)) scroller.focus({ preventScroll: true });
    });
  }
}

const button = (row) => row.querySelector("button");

function focus() {
  const row = rows.get(current);
  if (row) button(row).focus({ preventScroll: true });
  else scroller.focus({ preventScroll: true });
}

function goTo(no) {
  for (const old of body.querySelectorAll('button[tabindex="0"]')) old.tabIndex = -1;
  current = no;
  const row = rows.get(no);
  if (row) button(row).tabIndex = 0;
}

function move(event) {
  const at = shown.findIndex((order) => order.trackingNo === current);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: Math.min(at + PAGE, shown.length - 1),
    PageUp: Math.max(at - PAGE, 0),
    Home: 0,
    End: shown.length - 1,
  }[event.key];
  if (to === undefined || event.target.closest("thead")) return;
  event.preventDefault();
  if (shown[to]) {
    goTo(shown[to].trackingNo);
    bring(to);
    render(new Set(), new Set());
    focus();
  }
}

/** Scrolls no further than it must. */
function bring(place) {
  const room = scroller.clientHeight - head.offsetHeight;
  const top = place * tall;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + tall > scroller.scrollTop + room) scroller.scrollTop = top + tall - room;
}

function choose(row) {
  if (row) {
    goTo(row.dataset.no);
    select(row.dataset.no);
  }
}
