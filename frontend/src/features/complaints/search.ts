/** The filters of the complaints, as they stand in the URL; what makes no sense is left out. */

import * as z from "zod/mini";
import { VALUES } from "@/domain/labels";
import { sameFilters, viewsOf } from "@/domain/views";
import { daysOf, PERIODS } from "@/lib/period";

const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const some = <const Values extends readonly [string, ...string[]]>(values: Values) => maybe(z.array(z.enum(values)));
const yes = maybe(z.literal(true));

export const SORTS = ["urgent", "newest", "oldest", "updated"] as const;

export const searchSchema = z.object({
  q: maybe(z.string()),
  status: some(VALUES.complaint_status),
  priority: some(VALUES.priority),
  kind: some(VALUES.complaint_type),
  mine: yes,
  unassigned: yes,
  assignee: maybe(z.string()),
  region: maybe(z.array(z.string())),
  period: maybe(z.enum(PERIODS)),
  since: maybe(z.string()),
  until: maybe(z.string()),
  contractor: maybe(z.string()),
  contract: maybe(z.string()),
  proposed: yes,
  sort: maybe(z.enum(SORTS)),
  /** The complaint whose details show. */
  open: maybe(z.string()),
});

export type Search = z.infer<typeof searchSchema>;
/** What a view keeps: everything but the row that shows. */
export type Filters = Omit<Search, "open">;

const UNRESOLVED: Search["status"] = ["open", "assigned", "escalated"];

/** Named views: each is nothing but its filters. */
export const VIEWS = {
  todo: {},
  mine: { mine: true, status: UNRESOLVED },
  unassigned: { unassigned: true, status: UNRESOLVED },
  urgent: { priority: ["high"], status: UNRESOLVED },
  proposed: { proposed: true },
  resolved: { status: ["resolved"], sort: "updated" },
} satisfies Record<string, Filters>;

export type View = keyof typeof VIEWS;

/** What the server is asked: as the export is, but for the order. */
export function filterOf({ open: _open, sort: _sort, period, ...filters }: Search, today: string) {
  return period ? { ...filters, ...daysOf(period, today) } : filters;
}

/** The view whose filters these are, if any. */
export function viewOf(search: Search): View | undefined {
  return (Object.keys(VIEWS) as View[]).find((view) => sameFilters(VIEWS[view], search));
}

/** The views that people made themselves. */
export const OWN = viewsOf<Filters>("complaints", searchSchema);

/** How many filters are set beside the words searched for. */
export function countFilters({ q: _q, open: _open, sort: _sort, ...filters }: Search): number {
  return Object.values(filters).filter((value) => value !== undefined && String(value) !== "").length;
}
