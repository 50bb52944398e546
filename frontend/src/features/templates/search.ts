import * as z from "zod/mini";

/** Which template shows, and what the list is narrowed to. */
export const searchSchema = z.object({
  key: z.catch(z.optional(z.string()), undefined),
  q: z.catch(z.optional(z.string()), undefined),
});

export type Search = z.infer<typeof searchSchema>;
