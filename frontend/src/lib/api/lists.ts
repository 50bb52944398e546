/** Lists that page by key: `{items, next}` from the server, one flat array here. */

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { paths } from "./api.gen";
import { client } from "./client";

type Listed<Row> = { items: Row[]; next?: string | null };
type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

/** Every path whose GET answers a list. */
export type ListPath = { [P in keyof paths]: Answer<P> extends Listed<unknown> ? P : never }[keyof paths];
export type RowOf<Path extends ListPath> = Answer<Path> extends Listed<infer Row> ? Row : never;
type QueryOf<Path extends ListPath> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? Omit<NonNullable<Query>, "cursor">
  : never;

type Ask = (path: string, init: object) => Promise<{ data?: unknown }>;

export const listKey = (path: string, query: object = {}) => ["list", path, query] as const;

/**
 * A list under a filter; while another filter loads, the rows of the last one stay (`isPlaceholderData`).
 * A steady one is never asked again by itself: its rows stay where they are until its reader wants the new ones.
 */
export function useList<Path extends ListPath>(path: Path, query: QueryOf<Path>, { enabled = true, steady = false } = {}) {
  const found = useInfiniteQuery({
    queryKey: listKey(path, query),
    enabled,
    ...(steady && { meta: { steady }, staleTime: Infinity }),
    placeholderData: keepPreviousData,
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const ask = client.GET as unknown as Ask;
      const { data } = await ask(path, { signal, params: { query: { ...query, cursor: pageParam } } });
      return data as Listed<RowOf<Path>>;
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  return { ...found, rows };
}
