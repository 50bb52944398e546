/** The filters of the tickets, as they stand in the URL; what makes no sense is left out. */

import * as z from "zod/mini";
import { VALUES } from "@/domain/labels";
import { daysOf, PERIODS } from "@/lib/period";

const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

export const SORTS = ["newest", "oldest"] as const;

export const searchSchema = z.object({
  q: maybe(z.string()),
  status: maybe(z.array(z.enum(VALUES.ticket_status))),
  late: maybe(z.literal(true)),
  sent: maybe(z.boolean()),
  contract: maybe(z.string()),
  period: maybe(z.enum(PERIODS)),
  since: maybe(z.string()),
  until: maybe(z.string()),
  sort: maybe(z.enum(SORTS)),
  /** The ticket whose details show. */
  open: maybe(z.string()),
});

export type Search = z.infer<typeof searchSchema>;

/** Named views: each is nothing but its filters. */
export const VIEWS = {
  all: {},
  atOrange: { status: ["open", "in_progress"], sort: "oldest" },
  unsent: { sent: false },
  late: { late: true },
  toClose: { status: ["resolved"] },
} satisfies Record<string, Omit<Search, "open">>;

export type View = keyof typeof VIEWS;

/** What the server is asked: as the export is, but for the order. */
export function filterOf({ open: _open, sort: _sort, period, ...filters }: Search, today: string) {
  return period ? { ...filters, ...daysOf(period, today) } : filters;
}

export function viewOf(search: Search): View | undefined {
  const filters = shape(search);
  return (Object.keys(VIEWS) as View[]).find((view) => shape(VIEWS[view]) === filters);
}

function shape({ open: _open, ...filters }: Search): string {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined && String(value) !== "");
  return JSON.stringify(set.toSorted(([one], [other]) => one.localeCompare(other)));
}
