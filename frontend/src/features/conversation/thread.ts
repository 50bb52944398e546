/** A contractor's conversation, newest first, older parts when somebody scrolls up. */

import { type InfiniteData, type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, client, type Schemas } from "@/lib/api";

export type Bubble = Schemas["ThreadOut"];
type Part = { items: Bubble[]; next?: string | null };

const PART = 40;
/** How far back a message is looked for before the conversation shows without it. */
const MOST_PARTS = 12;

const keyOf = (contractor: string) => ["thread", "/api/contractors/{contractor_id}/thread", contractor] as const;

export function idOf({ message, reply }: Bubble): string {
  return message?.id ?? reply?.id ?? "";
}

/** The bubbles; loads back to `wanted`, the message that was opened, when that is an older one. */
export function useThread(contractor: string, wanted?: string) {
  const found = useInfiniteQuery({
    queryKey: keyOf(contractor),
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }): Promise<Part> => {
      const params = { path: { contractor_id: contractor }, query: { limit: PART, cursor: pageParam } };
      const { data } = await client.GET("/api/contractors/{contractor_id}/thread", { signal, params });
      return data ?? { items: [] };
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const bubbles = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data]);
  const missing = Boolean(wanted) && !bubbles.some((bubble) => idOf(bubble) === wanted);
  const parts = found.data?.pages.length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (missing && parts < MOST_PARTS && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [missing, parts, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { ...found, bubbles };
}

/** What was just sent shows before the server's list has it. */
export function showSent(queries: QueryClient, contractor: string, reply: Schemas["ReplyView"]) {
  queries.setQueryData<InfiniteData<Part>>(keyOf(contractor), (data) => {
    const [first, ...rest] = data?.pages ?? [];
    if (!data || !first) return data;
    const items = [{ at: reply.queued_at, reply }, ...first.items.filter((bubble) => idOf(bubble) !== reply.id)];
    return { ...data, pages: [{ ...first, items }, ...rest] };
  });
}

/** Who they are, who has the conversation, what is open. */
export function useContractor(id: string) {
  return api.useQuery("get", "/api/contractors/{contractor_id}", { params: { path: { contractor_id: id } } });
}
