/** The filter: kept in the address, so that a reload or a bookmark has it. */
import * as store from "./store.js";
import { trader } from "./text.js";

const form = document.getElementById("filters");
const lists = { symbols: (o) => o.symbol, traders: trader };

export function start(onChange) {
  const given = new URLSearchParams(location.search);
  for (const key of Object.keys(store.filter)) form.elements[key].value = given.get(key) ?? "";
  const read = () => {
    for (const key of Object.keys(store.filter)) store.filter[key] = form.elements[key].value.trim();
    const set = Object.entries(store.filter).filter(([, value]) => value);
    history.replaceState(null, "", set.length ? `?${new URLSearchParams(set)}` : location.pathname);
    onChange();
  };
  read();
  form.addEventListener("input", read);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after this event.
  form.addEventListener("reset", () => setTimeout(read));
}

/** No letter works page-wide: whoever speaks to the computer, or hits keys by mistake, would set it off (WCAG 2.1.4). */
export function keys(onPause) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !event.target.closest("dialog")) form.reset();
    else if (event.key === "p" && event.target.closest(".events")) onPause();
  });
}

/** What can be chosen; written only if it changed. */
export function suggest() {
  for (const [id, of] of Object.entries(lists)) {
    const list = document.getElementById(id);
    const values = store.values(of);
    if (values.length !== list.childElementCount || values.some((value, i) => list.children[i].value !== value)) {
      list.replaceChildren(
        ...values.map((value) => {
          const option = document.createElement("option");
          option.value = value;
          return option;
        }),
      );
    }
  }
}
