import * as z from "zod/mini";

export const PERIODS = ["today", "week", "month", "quarter", "custom"] as const;
export type Period = (typeof PERIODS)[number];

const date = z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined);

/** The period that shows, as it stands in the URL; a week unless one is named. */
export const searchSchema = z.object({
  period: z.catch(z.optional(z.enum(PERIODS)), undefined),
  /** Whole days in Casablanca, the last included; of a custom period only. */
  since: date,
  until: date,
});

export type Search = z.infer<typeof searchSchema>;
