import { createFileRoute } from "@tanstack/react-router";
import { HomePage } from "@/features/home/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/")({
  loader: () => words("home", "promises"),
  component: HomePage,
});
