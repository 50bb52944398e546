import { useEffect } from "react";

const QUIET_MS = 300;

/** Code a page needs only when something is opened: fetched once the page stands, so that opening waits for nothing. */
export function useAtHand(load: () => Promise<unknown>) {
  useEffect(() => {
    // What cannot be fetched now is fetched when it is opened.
    const timer = setTimeout(() => void load().catch(() => undefined), QUIET_MS);
    return () => clearTimeout(timer);
  }, [load]);
}
