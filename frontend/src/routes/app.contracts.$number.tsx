import { createFileRoute } from "@tanstack/react-router";
import { ContractPage } from "@/features/contracts/page";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/contracts/$number")({
  loader: () => words("contracts", "conversation"),
  component: ContractPage,
});
