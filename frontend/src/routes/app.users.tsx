import { createFileRoute } from "@tanstack/react-router";
import { UsersPage } from "@/features/users/page";
import { searchSchema } from "@/features/users/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/users")({
  validateSearch: searchSchema,
  loader: () => words("users"),
  component: UsersPage,
});
