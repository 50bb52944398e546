import { createFileRoute } from "@tanstack/react-router";
import { SessionsPage } from "@/features/sessions/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/sessions")({
  loader: () => words("sessions"),
  component: SessionsPage,
});
