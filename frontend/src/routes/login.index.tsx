import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { SignInPage } from "@/features/signin/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/login/")({
  validateSearch: z.object({ next: z.catch(z.optional(z.string()), undefined) }),
  loader: () => words("signin"),
  component: SignInPage,
});
