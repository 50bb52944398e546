import { createFileRoute } from "@tanstack/react-router";
import { UsersPage } from "@/features/users/page";
import { words } from "@/lib/i18n";
import { admit } from "@/lib/session";

export const Route = createFileRoute("/app/users")({
  beforeLoad: ({ context, location }) => admit(context.queries, location.href, "users"),
  loader: () => words("users"),
  component: UsersPage,
});
