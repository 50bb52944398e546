import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Destination } from "./navigation";

const QUIET_MS = 3_000;

/** Once the first page is quiet, the others' code comes too: a server that goes away then takes no page along. */
export function usePagesAtHand(destinations: readonly Destination[]) {
  const router = useRouter();
  const places = destinations.map(({ to }) => to).join(" ");
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const to of places.split(" ")) void router.preloadRoute({ to }).catch(() => undefined);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [router, places]);
}
