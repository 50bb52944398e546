/** Changes that show at once, are taken back when the server refuses, and can be undone for six seconds. */

import { type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/toast";
import { explain } from "@/lib/problems";
import { askAboutConflict } from "./conflicts";
import { isProblem } from "./problem";

type Row = Record<string, unknown>;
type Listing = { pages: ReadonlyArray<{ items: readonly Row[] }> };

/** What shows before the server has answered: in every loaded query that names `path`, the row with this id. */
export type Shown = { path: string; id: string; to: Row };

type Plan<Input, Output> = {
  send: (input: Input) => Promise<Output>;
  /** Shown at once. */
  shows?: (input: Input) => readonly Shown[];
  /** Paths whose queries are asked again afterwards. */
  touches: readonly string[];
  /** A sentence for the toast; nothing for changes that speak for themselves. */
  says?: (output: Output, input: Input) => string;
  /** Takes it back; the toast then has an "undo". */
  undo?: (output: Output, input: Input) => Promise<unknown>;
  /** Shown at once when it is taken back. */
  unshows?: (input: Input) => readonly Shown[];
  /** Sends it again over what somebody else changed meanwhile; the conflict dialog offers it. */
  again?: (input: Input, version: number) => Input;
  onDone?: (output: Output, input: Input) => void;
};

/** Whether a query is about this path, whatever its parameters: `/api/complaints` and `/api/complaints/{id}`. */
export function isAbout(key: QueryKey, path: string): boolean {
  return key.some((part) => typeof part === "string" && (part === path || part.startsWith(`${path}/`)));
}

/** A query with `meta: { steady: true }` is left alone: it takes in what is new when its reader asks. */
export function invalidate(queries: QueryClient, path: string) {
  return queries.invalidateQueries({ predicate: ({ queryKey, meta }) => !meta?.steady && isAbout(queryKey, path) });
}

/** A row of a list, or a thing by itself, with what changes; anything else as it was. */
export function patched(data: unknown, id: string, to: Row): unknown {
  if (typeof data !== "object" || data === null) return data;
  if ((data as Row).id === id) return { ...data, ...to };
  if (!("pages" in data)) return data;
  const listing = data as Listing;
  const one = (row: Row) => (row.id === id ? { ...row, ...to } : row);
  return { ...listing, pages: listing.pages.map((page) => ({ ...page, items: page.items.map(one) })) };
}

export function useChange<Input, Output>(plan: Plan<Input, Output>) {
  const queries = useQueryClient();
  const touch = () => Promise.all(plan.touches.map((path) => invalidate(queries, path)));
  const mutation = useMutation({
    mutationFn: plan.send,
    onMutate: (input: Input) => show(queries, plan.shows?.(input) ?? []),
    onSuccess: (output, input) => {
      plan.onDone?.(output, input);
      const { says, undo, unshows } = plan;
      if (!says) return;
      const takeBack = async () => {
        const before = await show(queries, unshows?.(input) ?? []);
        await undo?.(output, input).catch((error: unknown) => {
          restore(queries, before);
          toast.fault(explain(error));
        });
        await touch();
      };
      toast.done(says(output, input), undo && (() => void takeBack()));
    },
    onError: (error, input, before) => {
      restore(queries, before ?? []);
      const { again } = plan;
      if (isProblem(error) && error.kind === "outdated") {
        askAboutConflict(error, again && ((version) => mutation.mutate(again(input, version))));
      } else if (!isProblem(error) || error.status !== 401) {
        toast.fault(explain(error));
      }
    },
    onSettled: touch,
  });
  return mutation;
}

type Before = Array<[QueryKey, unknown]>;

/** Puts the changes on the screen; answers what was there before. */
async function show(queries: QueryClient, changes: readonly Shown[]) {
  const before: Before = [];
  for (const { path, id, to } of changes) {
    const predicate = ({ queryKey }: { queryKey: QueryKey }) => isAbout(queryKey, path);
    // oxlint-disable-next-line no-await-in-loop -- an answer on its way must not overwrite what we show
    await queries.cancelQueries({ predicate });
    before.push(...queries.getQueriesData({ predicate }));
    queries.setQueriesData({ predicate }, (data: unknown) => patched(data, id, to));
  }
  return before;
}

/** The last first: of a query that several changes reached, the first knows what it was. */
function restore(queries: QueryClient, before: Before) {
  for (const [key, data] of before.toReversed()) queries.setQueryData(key, data);
}
