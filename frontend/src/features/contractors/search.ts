import { z } from "zod";

/** The filters of this list, as they stand in the URL; what makes no sense is left out. */
export const searchSchema = z.object({
  q: z.string().optional().catch(undefined),
  /** The row whose details show. */
  open: z.string().optional().catch(undefined),
});
