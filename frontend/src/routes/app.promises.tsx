import { createFileRoute } from "@tanstack/react-router";
import { PromisesPage } from "@/features/promises/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/promises")({
  loader: () => words("promises"),
  component: PromisesPage,
});
