/** The figures of the period that shows, and of the one before. */

import { keepPreviousData } from "@tanstack/react-query";
import { api, type Schemas } from "@/lib/api";
import { type Format, useFormat, useNow } from "@/lib/format";
import { type Range, rangesOf } from "./ranges";
import type { Search } from "./search";

export type Stats = Schemas["StatsOut"];
export type Point = Stats["series"][number];

const HOUR_MS = 3_600_000;
/** No event tells of counts; a minute is as fresh as anybody reads them. */
const AGAIN_MS = 60_000;

export function useStats(search: Search) {
  const format = useFormat();
  const now = useNow();
  const ranges = rangesOf(search, format.day(now), now);
  const more = { placeholderData: keepPreviousData, refetchInterval: AGAIN_MS };
  const current = api.useQuery("get", "/api/dashboard/stats", { params: { query: ranges.now } }, more);
  const before = api.useQuery("get", "/api/dashboard/stats", { params: { query: ranges.before } }, { placeholderData: keepPreviousData });
  return { ...current, before: before.data?.figures, range: ranges.now };
}

/** The hour or day of a point, as the filters of a list say it. */
export function rangeOf(point: Point, step: Stats["step"], format: Format): Required<Range> {
  if (step === "hour") return { since: point.at, until: new Date(Date.parse(point.at) + HOUR_MS).toISOString() };
  const day = format.day(point.at);
  return { since: day, until: day };
}
