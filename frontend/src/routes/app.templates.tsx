import { createFileRoute } from "@tanstack/react-router";
import { TemplatesPage } from "@/features/templates/page";
import { searchSchema } from "@/features/templates/search";
import { words } from "@/lib/i18n";
import { admit } from "@/lib/session";

export const Route = createFileRoute("/app/templates")({
  validateSearch: searchSchema,
  beforeLoad: ({ context, location }) => admit(context.queries, location.href, "templates"),
  loader: () => words("templates"),
  component: TemplatesPage,
});
