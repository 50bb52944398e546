/** What the server announces makes the queries about it fresh again. */

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { invalidate } from "@/lib/api/changes";
import { type LiveEvent, type LiveState, Stream } from "./stream";

export type { LiveEvent, LiveState } from "./stream";

/** Which paths an event is about. A new kind needs a line here, nothing else. */
const ABOUT: Record<string, readonly string[]> = {
  message: ["/api/dashboard/messages", "/api/contractors", "/api/contracts"],
  reply: ["/api/dashboard/messages", "/api/contractors"],
  contractor: ["/api/contractors"],
  complaint: ["/api/complaints", "/api/contracts", "/api/dashboard/complaints"],
  ticket: ["/api/tickets", "/api/complaints", "/api/contracts"],
  alert: ["/api/dashboard/messages"],
  settings: ["/api/settings", "/api/templates", "/api/users", "/api/auth/me"],
  presence: ["/api/presence"],
};
/** What waits changes with nearly everything; who looks at what does not count. */
const COUNTED = "/api/dashboard/today";
const COUNTS_NOT = new Set(["presence", "settings"]);
/** Twenty messages a second are one refresh, not twenty. */
const GATHER_MS = 400;
/** Under a lasting stream of events, a page is asked again this often and no more. */
const REST_MS = 2_000;

/** Gathers what is out of date and makes it fresh in one go. */
export function refresher(queries: QueryClient, wait = GATHER_MS) {
  const due = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  return ({ kind }: LiveEvent) => {
    for (const path of ABOUT[kind] ?? []) due.add(path);
    if (!COUNTS_NOT.has(kind)) due.add(COUNTED);
    timer ??= setTimeout(() => {
      timer = undefined;
      last = Date.now();
      const paths = [...due];
      due.clear();
      for (const path of paths) void invalidate(queries, path);
    }, Math.max(wait, last + REST_MS - Date.now()));
  };
}

const watchers = new Set<(event: LiveEvent) => void>();
let stream: Stream | null = null;

/** Opens the line for as long as the shell shows. */
export function useLiveLine() {
  const queries = useQueryClient();
  useEffect(() => {
    const refresh = refresher(queries);
    const tell = (event: LiveEvent) => {
      refresh(event);
      for (const watcher of watchers) watcher(event);
    };
    const everything = () => void queries.invalidateQueries({ predicate: ({ meta }) => !meta?.steady });
    stream = new Stream(() => new EventSource("/api/events"), tell, everything);
    const stop = stream.start();
    return stop;
  }, [queries]);
}

/** Sees each event as it comes, for what is more than a refresh: "12 new", a sound, presence. */
export function useLiveEvents(watcher: (event: LiveEvent) => void) {
  useEffect(() => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }, [watcher]);
}

export function useLiveState(): { state: LiveState; upAt: number } {
  const state = useSyncExternalStore(
    (listener) => stream?.subscribe(listener) ?? (() => undefined),
    () => stream?.read() ?? "connecting",
  );
  return { state, upAt: stream?.upAt ?? 0 };
}
