import { createFileRoute } from "@tanstack/react-router";
import { AnalyticsPage } from "@/features/analytics/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/analytics")({
  loader: () => words("analytics"),
  component: AnalyticsPage,
});
