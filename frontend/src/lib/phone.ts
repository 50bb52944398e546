/** Whether the window is a phone's: lists then show lines instead of columns. */

import { useSyncExternalStore } from "react";

const narrow = matchMedia("(max-width: 47.99rem)");

function subscribe(listener: () => void) {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
