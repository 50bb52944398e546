import { createFileRoute } from "@tanstack/react-router";
import { TicketsPage } from "@/features/tickets/page";
import { searchSchema } from "@/features/tickets/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/tickets")({
  validateSearch: searchSchema,
  loader: () => words("tickets"),
  component: TicketsPage,
});
