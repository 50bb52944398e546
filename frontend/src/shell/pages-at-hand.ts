import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { everyWord } from "@/lib/i18n";

const QUIET_MS = 3_000;

/** Once the first page is quiet, the others' code and words come too: a server that goes away takes no page along. */
export function usePagesAtHand() {
  const router = useRouter();
  useEffect(() => {
    const fetchAll = async () => {
      await everyWord();
      await Promise.all(Object.values(router.routesById).map((route) => router.loadRouteChunk(route)));
    };
    // Whatever cannot be fetched now is fetched when somebody goes there.
    const timer = setTimeout(() => void fetchAll().catch(() => undefined), QUIET_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
