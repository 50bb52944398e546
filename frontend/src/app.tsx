/** What surrounds every page: queries, words and their direction, popups without inline styles, toasts. */

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Toasts } from "@/components/toast";
import { buildQueryClient } from "@/lib/api/query-client";
import { routeTree } from "./routeTree.gen";

const queries = buildQueryClient(signInAgain);
const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: "intent",
  // Queries decide how long what they have is good; the router asks them each time.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** The session ended under way: sign in, then back to this very place. */
function signInAgain() {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith("/login")) return;
  void router.navigate({ to: "/login", search: { next: href } }).then(() => queries.clear());
}

export function App() {
  const { i18n } = useTranslation();
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={i18n.dir()}>
        <QueryClientProvider client={queries}>
          <Tooltip.Provider delay={400}>
            <Toasts>
              <RouterProvider router={router} />
            </Toasts>
          </Tooltip.Provider>
        </QueryClientProvider>
      </DirectionProvider>
    </CSPProvider>
  );
}
