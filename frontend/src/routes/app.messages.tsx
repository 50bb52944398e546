import { createFileRoute } from "@tanstack/react-router";
import { MessagesPage } from "@/features/messages/page";
import { searchSchema } from "@/features/messages/search";
import { words } from "@/lib/i18n";

export const Route = createFileRoute("/app/messages")({
  validateSearch: searchSchema,
  loader: () => words("messages", "conversation"),
  component: MessagesPage,
});
