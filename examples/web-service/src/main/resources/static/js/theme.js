/** Colours: as the system says, or as this reader has chosen. */
const CHOICES = ["", "light", "dark"];
const NAMES = { "": "as the system", light: "light", dark: "dark" };
const KEY = "trackflux.theme";

export function start() {
  const button = document.getElementById("theme");
  const set = (choice) => {
    document.documentElement.dataset.theme = choice;
    button.setAttribute("aria-label", `Colours: ${NAMES[choice]}`);
    button.title = `Colours: ${NAMES[choice]}`;
  };
  let choice = localStorage.getItem(KEY) ?? "";
  set(CHOICES.includes(choice) ? choice : "");
  button.addEventListener("click", () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    localStorage.setItem(KEY, choice);
    set(choice);
  });
}
