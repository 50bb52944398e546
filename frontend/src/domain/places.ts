/** The way to a list under filters: what a figure counts, a click shows. */

import type { LinkProps } from "@tanstack/react-router";
import type { Search as Complaints } from "@/features/complaints/search";
import type { Search as Messages } from "@/features/messages/search";
import type { Search as Tickets } from "@/features/tickets/search";

// The router cannot tell a link apart whose place is a variable; the filters are checked here instead.
export const messagesWith = (search: Messages) => ({ to: "/app/messages", search }) as LinkProps;
export const complaintsWith = (search: Complaints) => ({ to: "/app/complaints", search }) as LinkProps;
export const ticketsWith = (search: Tickets) => ({ to: "/app/tickets", search }) as LinkProps;
