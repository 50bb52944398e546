import { createFileRoute } from "@tanstack/react-router";
import { admit } from "@/lib/session";
import { Shell } from "@/shell/shell";

export const Route = createFileRoute("/app")({
  beforeLoad: ({ context, location }) => admit(context.queries, location.href),
  component: Shell,
});
