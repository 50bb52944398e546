import { createFileRoute } from "@tanstack/react-router";
import { VerifyPage } from "@/features/signin/verify";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/login/verify")({
  loader: () => words("signin"),
  component: VerifyPage,
});
