/** Whether the server can be reached: seen from every request, shown by the banner. */

import { useSyncExternalStore } from "react";

export type Reach = "well" | "slow" | "failing" | "offline";

const SLOW_MS = 4_000;
let reach: Reach = "well";
const listeners = new Set<() => void>();

function say(next: Reach) {
  if (next === reach) return;
  reach = next;
  for (const listener of listeners) listener();
}

/** Follows one request; call what it returns with how it ended. */
export function follow(): (status: number) => void {
  const timer = setTimeout(() => {
    if (reach === "well") say("slow");
  }, SLOW_MS);
  return (status) => {
    clearTimeout(timer);
    if (status === 0) say("offline");
    else say(status === 502 || status === 503 || status === 504 ? "failing" : "well");
  };
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useReach(): Reach {
  return useSyncExternalStore(subscribe, () => reach);
}
