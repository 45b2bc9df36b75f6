/** Two plots over the last two minutes, drawn by hand as SVG. */
import { seconds } from "./text.js";

const SPAN = 120_000;
const [WIDTH, HEIGHT] = [600, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 8, 10, 20];
const SVG = "http://www.w3.org/2000/svg";

/** What the server's clock is behind this one's: what it said of the past is put there by that. */
let skew = 0;
const vitals = [];
const delays = [];

export function add(now) {
  skew = Date.now() - Date.parse(now.at);
  vitals.push(now);
  while (vitals.length > 130) vitals.shift();
}

/** A server that was started anew has another past. */
export function forget() {
  vitals.length = 0;
}

/** @param wait seconds that the event can have waited */
export function event(kind, wait) {
  delays.push({ at: Date.now(), kind, wait });
  while (delays.length > 400) delays.shift();
}

export function draw() {
  const now = Date.now();
  const points = vitals.map((v) => ({ ...v, x: x(Date.parse(v.at) + skew, now) })).filter((v) => v.x >= LEFT);
  latency(points, now);
  budget(points);
}

const x = (at, now) => LEFT + (1 - (now - at) / SPAN) * (WIDTH - LEFT - RIGHT);
const scale = (most) => (value) => HEIGHT - BOTTOM - (Math.min(value, most) / most) * (HEIGHT - TOP - BOTTOM);

/** The next of 1, 2, 5, 10, … times a power of ten. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((step) => step * power >= value);
}

function latency(points, now) {
  const dots = delays.filter((d) => now - d.at < SPAN);
  const most = nice(Math.max(0.2, ...dots.map((d) => d.wait), ...points.map((p) => p.latency)));
  const y = scale(most);
  const drawn = points.filter((p) => p.latency > 0);
  const path = drawn.map((p, i) => `${i ? "L" : "M"}${p.x.toFixed(1)} ${y(p.latency).toFixed(1)}`).join("");
  const nodes = [...axes(most, y, seconds), shape("path", { d: path, class: "trip" })];
  for (const d of dots) nodes.push(shape("circle", { cx: x(d.at, now).toFixed(1), cy: y(d.wait).toFixed(1), r: 3.2, class: d.kind }));
  const svg = show("latency", nodes);
  const last = points.at(-1);
  if (last) svg.setAttribute("aria-label", `Latency: round trip ${seconds(last.latency)}; ${dots.length} events in two minutes`);
}

function budget(points) {
  const most = Math.max(2, ...points.map((p) => p.ceiling), ...points.map((p) => p.calls)) * 1.15;
  const y = scale(most);
  const width = (WIDTH - LEFT - RIGHT) / (SPAN / 1000);
  const nodes = axes(most, y, (value) => String(Math.round(value)));
  for (const p of points) {
    const top = y(p.calls);
    const height = Math.max(0, HEIGHT - BOTTOM - top);
    nodes.push(shape("rect", { x: (p.x - width).toFixed(1), y: top.toFixed(1), width: Math.max(1, width - 1).toFixed(1), height: height.toFixed(1), class: "calls" }));
  }
  const step = points.map((p, i) => `${i ? "L" : "M"}${p.x.toFixed(1)} ${y(p.limit).toFixed(1)}`).join("");
  nodes.push(shape("path", { d: step, class: "limit" }));
  const svg = show("budget", nodes);
  const last = points.at(-1);
  if (last) svg.setAttribute("aria-label", `Budget: ${last.calls.toFixed(1)} calls a second of ${last.limit}`);
}

function axes(most, y, label) {
  const nodes = [];
  for (const part of [0, 0.5, 1]) {
    const at = y(most * part);
    nodes.push(shape("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: at, y2: at, class: "grid" }));
    nodes.push(words(LEFT - 6, at + 4, label(most * part), "end"));
  }
  nodes.push(words(LEFT, HEIGHT - 4, "2 min ago", "start"), words(WIDTH - RIGHT, HEIGHT - 4, "now", "end"));
  return nodes;
}

function words(left, top, text, anchor) {
  const made = shape("text", { x: left, y: top, "text-anchor": anchor });
  made.textContent = text;
  return made;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function show(id, nodes) {
  const svg = document.getElementById(id);
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.replaceChildren(...nodes);
  return svg;
}
