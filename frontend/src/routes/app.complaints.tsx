import { createFileRoute } from "@tanstack/react-router";
import { ComplaintsPage } from "@/features/complaints/page";
import { searchSchema } from "@/features/complaints/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/complaints")({
  validateSearch: searchSchema,
  loader: () => words("complaints"),
  component: ComplaintsPage,
});
