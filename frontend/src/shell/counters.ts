/** How much waits, for the rail and the browser's title. */

import { useEffect } from "react";
import { setWaiting } from "@/lib/title";
import type { Counter } from "./navigation";

export type Counters = Partial<Record<Counter, number>>;

export function useCounters(): Counters {
  const counters: Counters = {};
  const waiting = Object.values(counters).reduce((sum, count) => sum + count, 0);
  useEffect(() => setWaiting(waiting), [waiting]);
  return counters;
}
