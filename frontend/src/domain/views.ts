/** Saved views of a list: filters under a name, each person's own, kept in this browser. */

import { useCallback, useSyncExternalStore } from "react";
import * as z from "zod/mini";
import { useMe } from "@/lib/session";

export type View<Filters> = { name: string; filters: Filters };

export type Views<Filters> = {
  read: (person: string) => ReadonlyArray<View<Filters>>;
  write: (person: string, views: ReadonlyArray<View<Filters>>) => void;
  subscribe: (listener: () => void) => () => void;
};

/** The views of one list; `schema` is that of its URL: what makes no sense in a kept view is left out as there. */
export function viewsOf<Filters extends object>(list: string, schema: z.ZodMiniType<Filters>): Views<Filters> {
  const all = z.catch(z.array(z.object({ name: z.string(), filters: schema })), []);
  const listeners = new Set<() => void>();
  const memory = new Map<string, { text: string; views: ReadonlyArray<View<Filters>> }>();
  const keyOf = (person: string) => `jarvis.views.${list}.${person}`;
  const parsed = (text: string) => all.parse(jsonOf(text)).map(({ name, filters }) => ({ name, filters: kept(filters) }));
  return {
    read: (person) => {
      const text = localStorage.getItem(keyOf(person)) ?? "[]";
      const known = memory.get(person);
      if (known?.text === text) return known.views;
      const views = parsed(text);
      memory.set(person, { text, views });
      return views;
    },
    write: (person, views) => {
      localStorage.setItem(keyOf(person), JSON.stringify(views));
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

export function useViews<Filters extends object>({ read, write, subscribe }: Views<Filters>) {
  const { id: person } = useMe();
  const views = useSyncExternalStore(subscribe, () => read(person));
  const save = useCallback(
    (name: string, filters: Filters) =>
      write(person, [...read(person).filter((view) => view.name !== name), { name, filters: kept(filters) }]),
    [person, read, write],
  );
  const remove = useCallback(
    (name: string) => write(person, read(person).filter((view) => view.name !== name)),
    [person, read, write],
  );
  return { views, save, remove };
}

/** Only what is set, in one order, without the row that shows: two ways to the same filters are the same view. */
export function kept<Filters extends object>(filters: Filters): Filters {
  const entries = Object.entries(filters).filter(([name, value]) => name !== "open" && isSet(value));
  return Object.fromEntries(entries.toSorted(([one], [other]) => one.localeCompare(other))) as Filters;
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "";
}

export function sameFilters(one: object, other: object): boolean {
  return JSON.stringify(kept(one)) === JSON.stringify(kept(other));
}
