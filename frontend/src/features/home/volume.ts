/** Today against yesterday, from counts by the hour. */

import { addDays, formatISO, parseISO } from "date-fns";
import type { Schemas } from "@/lib/api";

type Point = Schemas["PointOut"];
export type Hour = { at: string; today: number; yesterday: number };

const HOUR_MS = 3_600_000;

export function dayBefore(day: string): string {
  return formatISO(addDays(parseISO(day), -1), { representation: "date" });
}

function messagesOf(point: Point): number {
  return Object.values(point.counts.messages ?? {}).reduce((sum, count) => sum + count, 0);
}

/** The hours of today, each with the one a day earlier; those to come are empty. */
export function hoursOf(series: readonly Point[], dayOf: (at: string) => string, today: string): Hour[] {
  const before = series.filter(({ at }) => dayOf(at) !== today);
  const now = series.filter(({ at }) => dayOf(at) === today);
  return before.map((point, index) => ({
    at: now[index]?.at ?? new Date(Date.parse(point.at) + 24 * HOUR_MS).toISOString(),
    today: now[index] ? messagesOf(now[index]) : 0,
    yesterday: messagesOf(point),
  }));
}

/** Both days up to this minute; of yesterday's hour that runs now, the part that had passed. */
export function soFar(hours: readonly Hour[], now: number): { today: number; yesterday: number } {
  let [today, yesterday] = [0, 0];
  for (const hour of hours) {
    const passed = Math.max(0, Math.min(1, (now - Date.parse(hour.at)) / HOUR_MS));
    today += hour.today;
    yesterday += hour.yesterday * passed;
  }
  return { today, yesterday: Math.round(yesterday) };
}
