import { createFileRoute } from "@tanstack/react-router";
import { z } from "zod";
import { SignInPage } from "@/features/signin/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/login/")({
  validateSearch: z.object({ next: z.string().optional().catch(undefined) }),
  loader: () => words("signin"),
  component: SignInPage,
});
