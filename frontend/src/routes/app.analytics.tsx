import { createFileRoute } from "@tanstack/react-router";
import { AnalyticsPage } from "@/features/analytics/page";
import { searchSchema } from "@/features/analytics/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/analytics")({
  validateSearch: searchSchema,
  loader: () => words("analytics"),
  component: AnalyticsPage,
});
