/** Somebody was faster: what the conflict dialog shows, one at a time. */

import { useSyncExternalStore } from "react";
import type { Problem } from "./problem";

export type OpenConflict = { problem: Problem; again?: ((version: number) => void) | undefined };

let open: OpenConflict | null = null;
const listeners = new Set<() => void>();

function put(next: OpenConflict | null) {
  open = next;
  for (const listener of listeners) listener();
}

export function askAboutConflict(problem: Problem, again?: (version: number) => void) {
  put({ problem, again });
}

export function closeConflict() {
  put(null);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConflict(): OpenConflict | null {
  return useSyncExternalStore(subscribe, () => open);
}
