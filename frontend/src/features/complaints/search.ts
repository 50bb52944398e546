import * as z from "zod/mini";

/** The filters of this list, as they stand in the URL; what makes no sense is left out. */
export const searchSchema = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  /** The row whose details show. */
  open: z.catch(z.optional(z.string()), undefined),
});

export type Search = z.infer<typeof searchSchema>;
