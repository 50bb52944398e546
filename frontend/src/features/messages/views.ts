/** Saved views: filters under a name, each person's own, kept in this browser. */

import { useCallback, useSyncExternalStore } from "react";
import * as z from "zod/mini";
import { useMe } from "@/lib/session";
import { type Filters, searchSchema } from "./search";

export type View = { name: string; filters: Filters };

/** Their names are `messages:view.<key>`. */
export const BUILT_IN: ReadonlyArray<{ key: string; filters: Filters }> = [
  { key: "all", filters: {} },
  { key: "todo", filters: { attention: true } },
  { key: "waiting", filters: { waiting: true } },
  { key: "failed", filters: { outcome: ["failed"] } },
  { key: "human", filters: { outcome: ["with_human"] } },
  { key: "unsure", filters: { confidence_below: 0.6 } },
];

const schema = z.catch(z.array(z.object({ name: z.string(), filters: searchSchema })), []);
const listeners = new Set<() => void>();
const memory = new Map<string, { text: string; views: readonly View[] }>();

const keyOf = (person: string) => `jarvis.views.messages.${person}`;

export function readViews(person: string): readonly View[] {
  const text = localStorage.getItem(keyOf(person)) ?? "[]";
  const known = memory.get(person);
  if (known?.text === text) return known.views;
  const views = parsed(text);
  memory.set(person, { text, views });
  return views;
}

function parsed(text: string): readonly View[] {
  try {
    return schema.parse(JSON.parse(text)).map(({ name, filters }) => ({ name, filters: kept(filters) }));
  } catch {
    return [];
  }
}

function writeViews(person: string, views: readonly View[]) {
  localStorage.setItem(keyOf(person), JSON.stringify(views));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useViews() {
  const { id: person } = useMe();
  const views = useSyncExternalStore(subscribe, () => readViews(person));
  const save = useCallback(
    (name: string, filters: Filters) =>
      writeViews(person, [...readViews(person).filter((view) => view.name !== name), { name, filters: kept(filters) }]),
    [person],
  );
  const remove = useCallback(
    (name: string) => writeViews(person, readViews(person).filter((view) => view.name !== name)),
    [person],
  );
  return { views, save, remove };
}

/** Only what is set, in one order: two ways to the same filters are the same view. */
export function kept(filters: Filters): Filters {
  const entries = Object.entries(filters).filter(([name, value]) => name !== "open" && isSet(value));
  return Object.fromEntries(entries.toSorted(([one], [other]) => one.localeCompare(other)));
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "";
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return JSON.stringify(kept(one)) === JSON.stringify(kept(other));
}
