// SPDX-License-Identifier: Apache-2.0
// Light or dark: as the system says, until the reader chooses.

const THEME_LISTENERS = [];
const DARK = matchMedia("(prefers-color-scheme: dark)");
let chosenTheme = null;

function shownTheme() {
  return chosenTheme || (DARK.matches ? "dark" : "light");
}

function showTheme() {
  document.documentElement.dataset.theme = shownTheme();
  THEME_LISTENERS.forEach((listener) => listener());
}

/// Calls back whenever the colours changed: canvases must be drawn again.
function onTheme(listener) {
  THEME_LISTENERS.push(listener);
}

function themeButton() {
  const button = element("button", {
    type: "button",
    id: "theme",
    onclick: () => {
      chosenTheme = shownTheme() === "dark" ? "light" : "dark";
      showTheme();
    },
  });
  const label = () => {
    const next = shownTheme() === "dark" ? "Light" : "Dark";
    button.textContent = next;
    button.setAttribute("aria-label", `${next} colours`);
  };
  onTheme(label);
  label();
  return button;
}

DARK.addEventListener("change", showTheme);
showTheme();
