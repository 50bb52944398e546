import { createFileRoute } from "@tanstack/react-router";
import { AuditPage } from "@/features/audit/page";
import { searchSchema } from "@/features/audit/search";
import { words } from "@/lib/i18n";
import { admit } from "@/lib/session";

export const Route = createFileRoute("/app/audit")({
  validateSearch: searchSchema,
  beforeLoad: ({ context, location }) => admit(context.queries, location.href, "audit"),
  loader: () => words("audit", "templates"),
  component: AuditPage,
});
