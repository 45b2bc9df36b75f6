/** All that is known of one order. */
import * as store from "./store.js";
import { element } from "./text.js";

const dialog = document.getElementById("details");

export function show(no) {
  const order = store.orders.get(no);
  if (!order) return;
  document.getElementById("details-title").textContent = `${order.symbol} ${order.side}`;
  const fields = document.getElementById("fields");
  fields.replaceChildren();
  for (const [name, value] of Object.entries(order)) {
    const line = element("div");
    const cell = element("dd");
    cell.append(element("bdi", value));
    line.append(element("dt", name), cell);
    fields.append(line);
  }
  dialog.showModal();
}
