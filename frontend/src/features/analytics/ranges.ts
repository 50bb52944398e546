/** The days that show, and the same ones a period earlier. */

import { addDays, differenceInCalendarDays, formatISO, parseISO } from "date-fns";
import type { Search } from "./search";

/** As the server takes it: bare dates are whole days in Casablanca, the last included. */
export type Range = { since: string; until?: string };

const HOUR_MS = 3_600_000;
const LONGEST_DAYS = 366;
const DAYS = { today: 1, week: 7, month: 30, quarter: 90 };

function shifted(day: string, days: number): string {
  return formatISO(addDays(parseISO(day), days), { representation: "date" });
}

function daysIn(since: string, until: string): number {
  return differenceInCalendarDays(parseISO(until), parseISO(since)) + 1;
}

/** The days of a custom period in order and within what the server answers, when both are named. */
function customOf({ since, until }: Search): Required<Range> | undefined {
  if (!since || !until) return undefined;
  const [first, last] = since <= until ? [since, until] : [until, since];
  return { since: daysIn(first, last) > LONGEST_DAYS ? shifted(last, 1 - LONGEST_DAYS) : first, until: last };
}

/** `before` ends at the same hour as `now` does, so that a day that runs is compared with as much of another. */
export function rangesOf(search: Search, today: string, now: number): { now: Range; before: Range } {
  const custom = search.period === "custom" ? customOf(search) : undefined;
  if (custom) {
    const days = daysIn(custom.since, custom.until);
    return { now: custom, before: { since: shifted(custom.since, -days), until: shifted(custom.since, -1) } };
  }
  const days = search.period === "custom" ? DAYS.week : DAYS[search.period ?? "week"];
  const since = shifted(today, 1 - days);
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS;
  return {
    now: { since },
    before: { since: shifted(since, -days), until: new Date(hour - days * 24 * HOUR_MS).toISOString() },
  };
}
