import { createFileRoute } from "@tanstack/react-router";
import { searchSchema } from "@/features/analytics/search";
import { PromisesPage } from "@/features/promises/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/promises")({
  validateSearch: searchSchema,
  loader: () => words("promises", "analytics"),
  component: PromisesPage,
});
