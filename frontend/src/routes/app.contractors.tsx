import { createFileRoute } from "@tanstack/react-router";
import { ContractorsPage } from "@/features/contractors/page";
import { searchSchema } from "@/features/contractors/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/contractors")({
  validateSearch: searchSchema,
  loader: () => words("contractors", "conversation"),
  component: ContractorsPage,
});
