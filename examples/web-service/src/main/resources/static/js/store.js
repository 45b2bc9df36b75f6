/** What is open, as the events say, and what of it is looked at. Knows nothing of the page. */

/** @type {Map<string, object>} */
export const orders = new Map();

export const filter = { symbol: "", trader: "", side: "" };

/** Takes an event or a snapshot; answers with the numbers of the orders that are to be drawn anew, or `null` for all. */
export function apply(event) {
  if (event.orders) {
    orders.clear();
    for (const order of event.orders) orders.set(order.trackingNo, order);
    return null;
  }
  const order = event.order;
  if (!order) return [];
  if (event.event === "closed") orders.delete(order.trackingNo);
  else orders.set(order.trackingNo, order);
  return [order.trackingNo];
}

const has = (text, part) => text !== undefined && text.toLowerCase().includes(part);

export function matches(order) {
  const symbol = filter.symbol.toLowerCase();
  const name = filter.trader.toLowerCase();
  return (
    (!symbol || has(order.symbol, symbol)) &&
    (!name || has(order.traderName, name) || has(order.traderId, name)) &&
    (!filter.side || order.side === filter.side)
  );
}

/** The values of a field among open orders, each once, in alphabetical order. */
export function values(of) {
  return [...new Set([...orders.values()].map(of).filter(Boolean))].sort();
}
