import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet, useRouter } from "@tanstack/react-router";
import { Fault } from "@/components/error-boundary";
import { NotFound } from "@/shell/not-found";

export const Route = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: RouteFault,
});

function RouteFault({ error }: { error: unknown }) {
  const router = useRouter();
  return <Fault error={error} onRetry={() => void router.invalidate()} />;
}
