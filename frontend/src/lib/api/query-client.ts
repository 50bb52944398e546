/** When to ask again, when to give up, and what happens when the session is over. */

import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

const MINUTE = 60_000;
const TRIES = 2;

/** Live events say what changed; between them, half a minute old is fresh enough. */
export function buildQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error) && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: MINUTE / 2,
        gcTime: 10 * MINUTE,
        retry: (failures, error) => failures < TRIES && isProblem(error) && error.passing,
        retryDelay: (failures) => Math.min(1_000 * 2 ** failures, 8_000),
        // The browser's own idea of "offline" is wrong on an office network without the internet.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
