/** What this person has already looked at, kept in this browser: the dots of what is new to them. */

import { useCallback, useSyncExternalStore } from "react";
import { useMe } from "@/lib/session";

/** Everything up to `upTo` counts as seen, and each of `ids`. */
type Seen = { upTo: string; ids: string[] };

const MOST = 2_000;
const listeners = new Set<() => void>();
const memory = new Map<string, { text: string | null; seen: Seen; ids: ReadonlySet<string> }>();

const keyOf = (person: string) => `jarvis.seen.${person}`;

function parse(text: string | null): Seen {
  try {
    const { upTo, ids } = JSON.parse(text ?? "") as Partial<Seen>;
    if (typeof upTo === "string" && Array.isArray(ids)) return { upTo, ids };
  } catch {
    // Not ours, or from another time: as on the first day.
  }
  return { upTo: "", ids: [] };
}

/** On the first day nothing is new: only what comes from then on has a dot. */
export function read(person: string) {
  const key = keyOf(person);
  const text = localStorage.getItem(key);
  const known = memory.get(person);
  if (known && known.text === text && text !== null) return known;
  const kept = parse(text);
  if (!kept.upTo) {
    write(person, { upTo: new Date().toISOString(), ids: [] });
    return read(person);
  }
  const entry = { text, seen: kept, ids: new Set(kept.ids) };
  memory.set(person, entry);
  return entry;
}

function write(person: string, seen: Seen) {
  localStorage.setItem(keyOf(person), JSON.stringify(seen));
  for (const listener of listeners) listener();
}

export function markSeen(person: string, id: string) {
  const { seen, ids } = read(person);
  if (!ids.has(id)) write(person, { ...seen, ids: [...seen.ids.slice(-MOST), id] });
}

export function markAllSeen(person: string) {
  write(person, { upTo: new Date().toISOString(), ids: [] });
}

type Dated = { id: string; received_at: string };

export function isNew({ seen, ids }: { seen: Seen; ids: ReadonlySet<string> }, { id, received_at: at }: Dated): boolean {
  return Date.parse(at) > Date.parse(seen.upTo) && !ids.has(id);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

export function useSeen() {
  const { id: person } = useMe();
  const entry = useSyncExternalStore(subscribe, () => read(person));
  return {
    isNew: useCallback((message: Dated) => isNew(entry, message), [entry]),
    see: useCallback((id: string) => markSeen(person, id), [person]),
    seeAll: useCallback(() => markAllSeen(person), [person]),
  };
}
