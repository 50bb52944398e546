/** The messages under a filter: rows that stay where they are, and how many have come since. */

import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { client, listKey, type RowOf, useList } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";
import { daysOf } from "@/lib/period";
import type { Filters } from "./search";

export type Message = RowOf<"/api/dashboard/messages">;
type Part = { items: Message[]; next?: string | null };
type Pages = InfiniteData<Part, string>;

const PATH = "/api/dashboard/messages";
const PART = 100;
/** More that has come than this is "more than". */
export const GLANCE = 50;

/** The filters as the server takes them: a named period becomes days. */
export function useWanted(filters: Filters) {
  const today = useFormat().day(useNow());
  const { period, ...rest } = filters;
  const text = JSON.stringify({ ...rest, ...(period && daysOf(period, today)) });
  return useMemo(() => JSON.parse(text) as Omit<Filters, "period">, [text]);
}

export function useMessages(wanted: Omit<Filters, "period">) {
  const queries = useQueryClient();
  const query = useMemo(() => ({ ...wanted, limit: PART }), [wanted]);
  const key = useMemo(() => listKey(PATH, query), [query]);
  const list = useList(PATH, query, { steady: true });
  const { data: glance = NONE } = useQuery({
    queryKey: ["glance", PATH, wanted],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET(PATH, { signal, params: { query: { ...wanted, sort: "newest", limit: GLANCE } } });
      return data?.items ?? [];
    },
  });
  const { rows, hasNextPage, refetch } = list;
  useEffect(() => {
    queries.setQueryData<Pages>(key, (data) => data && taken(data, glance));
  }, [queries, key, glance]);
  const ready = !list.isPending && !list.isPlaceholderData;
  const fresh = useMemo(
    () => (ready ? freshOf(glance, rows, wanted.sort === "oldest", !hasNextPage) : 0),
    [ready, glance, rows, wanted.sort, hasNextPage],
  );
  /** Back to the top, with what has come; what was loaded further down is loaded again when it is reached. */
  const refresh = useCallback(async () => {
    queries.setQueryData<Pages>(key, (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
    await refetch();
  }, [queries, key, refetch]);
  // Nobody's place is lost in an empty list.
  const empty = ready && rows.length === 0 && fresh > 0;
  useEffect(() => {
    if (empty) void refresh();
  }, [empty, refresh]);
  return { ...list, fresh, refresh };
}

const NONE: Message[] = [];

/** Rows that changed, in their places; the same data when none did. */
export function taken(data: Pages, glance: readonly Message[]): Pages {
  const latest = new Map(glance.map((row) => [row.id, row]));
  let changed = false;
  const one = (row: Message) => {
    const now = latest.get(row.id);
    if (!now || now === row || JSON.stringify(now) === JSON.stringify(row)) return row;
    changed = true;
    return now;
  };
  const pages = data.pages.map((page) => {
    if (!page.items.some(({ id }) => latest.has(id))) return page;
    return { ...page, items: page.items.map(one) };
  });
  return changed ? { ...data, pages } : data;
}

/** How many rows belong among those loaded and are not there. */
export function freshOf(glance: readonly Message[], rows: readonly Message[], oldestFirst: boolean, complete: boolean): number {
  const known = new Set(rows.map(({ id }) => id));
  const end = rows.at(-1)?.received_at;
  const within = ({ received_at: at }: Message) => complete || !end || (oldestFirst ? at < end : at > end);
  return glance.filter((row) => !known.has(row.id) && within(row)).length;
}
