/** Colours: as the system says, or as this reader has chosen. */
const CHOICES = ["", "light", "dark"];
const NAMES = { "": "as the system", light: "light", dark: "dark" };
const KEY = "trackflux.theme";

/** Where the site may keep nothing, even asking throws; then a choice lasts as long as the page. */
function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    return;
  }
}

export function start() {
  const button = document.getElementById("theme");
  const set = (choice) => {
    document.documentElement.dataset.theme = choice;
    button.setAttribute("aria-label", `Colours: ${NAMES[choice]}`);
    button.title = `Colours: ${NAMES[choice]}`;
  };
  let choice = kept();
  set(CHOICES.includes(choice) ? choice : "");
  button.addEventListener("click", () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    keep(choice);
    set(choice);
  });
}
