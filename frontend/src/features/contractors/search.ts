import * as z from "zod/mini";

/** The filters of this list, as they stand in the URL; what makes no sense is left out. */
export const searchSchema = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  registered: z.catch(z.optional(z.boolean()), undefined),
  region: z.catch(z.optional(z.string()), undefined),
  sort: z.catch(z.optional(z.enum(["latest", "name"])), undefined),
  /** The row whose details show. */
  open: z.catch(z.optional(z.string()), undefined),
  /** The import of an Excel list shows. */
  importing: z.catch(z.optional(z.literal(true)), undefined),
});

export type Search = z.infer<typeof searchSchema>;
