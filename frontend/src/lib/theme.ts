/** Light, dark, or as the system has it. */

import { Kept } from "./kept";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const theme = new Kept<Theme>("jarvis.theme", THEMES, "system");
const system = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const chosen = theme.read();
  document.documentElement.dataset.theme = chosen === "system" ? (system.matches ? "dark" : "light") : chosen;
}

/** Before anything shows, and whenever somebody or the system changes its mind. */
export function startTheme() {
  paint();
  theme.subscribe(paint);
  system.addEventListener("change", paint);
}
