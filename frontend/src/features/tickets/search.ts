import * as z from "zod/mini";
import { VALUES } from "@/domain/labels";

/** The filters of this list, as they stand in the URL; what makes no sense is left out. */
export const searchSchema = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  status: z.catch(z.optional(z.array(z.enum(VALUES.ticket_status))), undefined),
  /** Whether the mail to Orange has left, and whether it took too long. */
  sent: z.catch(z.optional(z.boolean()), undefined),
  late: z.catch(z.optional(z.boolean()), undefined),
  since: z.catch(z.optional(z.string()), undefined),
  until: z.catch(z.optional(z.string()), undefined),
  /** The row whose details show. */
  open: z.catch(z.optional(z.string()), undefined),
});

export type Search = z.infer<typeof searchSchema>;
