/** The filters of the messages, as they stand in the URL and in a saved view; what makes no sense is left out. */

import * as z from "zod/mini";
import { VALUES } from "@/domain/labels";
import { PERIODS } from "@/lib/period";

const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const some = <const Values extends readonly [string, ...string[]]>(values: Values) => maybe(z.array(z.enum(values)));
const yes = maybe(z.literal(true));

export const searchSchema = z.object({
  q: maybe(z.string()),
  period: maybe(z.enum(PERIODS)),
  since: maybe(z.string()),
  until: maybe(z.string()),
  language: some(VALUES.language),
  intent: some(VALUES.intent),
  complaint_type: some(VALUES.complaint_type),
  outcome: some(VALUES.outcome),
  delivery: some(VALUES.delivery),
  flag: some(VALUES.flag),
  by: some(VALUES.read_by),
  waiting: yes,
  attention: yes,
  spam: maybe(z.boolean()),
  contractor: maybe(z.string()),
  contract: maybe(z.string()),
  confidence_below: maybe(z.number()),
  sort: maybe(z.enum(["newest", "oldest"])),
  /** The message whose conversation shows. */
  open: maybe(z.string()),
});

export type Search = z.infer<typeof searchSchema>;
/** What a saved view keeps: everything but the message that shows. */
export type Filters = Omit<Search, "open">;
