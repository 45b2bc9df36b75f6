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

export function keys(onPause) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, dialog");
    if (event.key === "Escape" && !event.target.closest("dialog")) form.reset();
    else if (event.key === "/" && !typing) {
      event.preventDefault();
      form.elements.symbol.focus();
    } else if (event.key === "p" && !typing) onPause();
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
