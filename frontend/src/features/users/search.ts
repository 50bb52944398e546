import * as z from "zod/mini";

/** Whose details show. */
export const searchSchema = z.object({ open: z.catch(z.optional(z.string()), undefined) });
