/** The filters of the audit log, as they stand in the URL; what makes no sense is left out. */

import * as z from "zod/mini";
import { daysOf, PERIODS } from "@/lib/period";

const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const day = maybe(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)));

export const searchSchema = z.object({
  period: maybe(z.enum(PERIODS)),
  since: day,
  until: day,
  /** A person's id, "jarvis", "console" or "settings". */
  actor: maybe(z.string()),
  action: maybe(z.array(z.string())),
  /** `complaint:<id>`, or `complaint:*`. */
  resource: maybe(z.string()),
  /** The number of the entry whose details show. */
  open: maybe(z.number()),
});

export type Search = z.infer<typeof searchSchema>;

/** What the server is asked for; `today` is the day in Casablanca. */
export function filterOf({ open: _open, period, ...filters }: Search, today: string) {
  return { ...filters, ...(period && daysOf(period, today)) };
}

export function isFiltered({ open: _open, ...filters }: Search): boolean {
  return Object.values(filters).some((value) => value !== undefined && !(Array.isArray(value) && value.length === 0));
}
