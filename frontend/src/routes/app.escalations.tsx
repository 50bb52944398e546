import { createFileRoute } from "@tanstack/react-router";
import { EscalationsPage } from "@/features/escalations/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/escalations")({
  loader: () => words("escalations", "complaints"),
  component: EscalationsPage,
});
