/** How much waits, for the rail and the browser's title. */

import { useEffect } from "react";
import { api, type Schemas } from "@/lib/api";
import { setWaiting } from "@/lib/title";
import type { Counter } from "./navigation";

export type Counters = Partial<Record<Counter, number>>;

export function countersOf(today: Schemas["TodayOut"]): Counters {
  return {
    messages: today.attention.count,
    complaints: today.unassigned.count,
    escalations: today.proposed.count,
    tickets: today.escalations.length,
  };
}

/** Live events keep it fresh; once a minute in any case, for what only time changes. */
export function useCounters(): Counters {
  const today = api.useQuery("get", "/api/dashboard/today", {}, { refetchInterval: 60_000 });
  const counters = today.data ? countersOf(today.data) : {};
  const waiting = Object.values(counters).reduce((sum, count) => sum + count, 0);
  useEffect(() => setWaiting(waiting), [waiting]);
  return counters;
}
