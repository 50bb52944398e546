import { createFileRoute } from "@tanstack/react-router";
import { SettingsPage } from "@/features/settings/page";
import { words } from "@/lib/i18n";
import { admit } from "@/lib/session";

export const Route = createFileRoute("/app/settings")({
  beforeLoad: ({ context, location }) => admit(context.queries, location.href, "settings"),
  loader: () => words("settings"),
  component: SettingsPage,
});
