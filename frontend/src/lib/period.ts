/** Periods with a name move with the day: a saved view of "today" is of today tomorrow. */

import { addDays, formatISO, parseISO } from "date-fns";

export const PERIODS = ["today", "yesterday", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** Days back from today: the first, and the last when it is not today. */
const DAYS: Record<Period, [since: number, until?: number]> = {
  today: [0],
  yesterday: [1, 1],
  week: [6],
  month: [29],
};

/** Bare dates, as the server takes them: whole days in Casablanca. `today` is the day there. */
export function daysOf(period: Period, today: string): { since: string; until?: string } {
  const back = (days: number) => formatISO(addDays(parseISO(today), -days), { representation: "date" });
  const [since, until] = DAYS[period];
  return until === undefined ? { since: back(since) } : { since: back(since), until: back(until) };
}
