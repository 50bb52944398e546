import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/components/drawer";
import { ErrorBoundary } from "@/components/error-boundary";
import { OfflineBanner } from "@/components/offline-banner";
import { SkeletonRows } from "@/components/states";
import { useShortcutListener } from "@/lib/keys";
import { useLiveLine } from "@/lib/live";
import { useMe } from "@/lib/session";
import { BottomBar } from "./bottom-bar";
import { ConflictDialog } from "./conflict-dialog";
import { useCounters } from "./counters";
import { KeysSheet } from "./keys-sheet";
import { destinationsFor } from "./navigation";
import { NavigationList, Rail } from "./rail";
import { usePagesAtHand } from "./pages-at-hand";
import { Palette } from "./palette";
import { useShellKeys } from "./shell-keys";
import { TopBar } from "./top-bar";

/** Everything around a page; only its middle scrolls. */
export function Shell() {
  const { t } = useTranslation("shell");
  const { permissions } = useMe();
  const destinations = destinationsFor(permissions);
  const counters = useCounters();
  const [open, setOpen] = useState<"palette" | "keys" | "menu" | null>(null);
  const { pathname } = useLocation();
  const close = () => setOpen(null);
  useLiveLine();
  usePagesAtHand();
  useShortcutListener();
  useShellKeys(destinations, { onSearch: () => setOpen("palette"), onKeys: () => setOpen("keys") });

  return (
    <div className="flex h-dvh flex-col">
      <a href="#content" className="sr-only z-60 rounded-md bg-strong p-2 text-on-strong focus:not-sr-only focus:absolute">
        {t("skip")}
      </a>
      <TopBar onSearch={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
      <OfflineBanner />
      <div className="flex min-h-0 flex-1">
        <Rail destinations={destinations} counters={counters} />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<SkeletonRows />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <BottomBar destinations={destinations} counters={counters} onMenu={() => setOpen("menu")} />
      <Drawer side="start" open={open === "menu"} onClose={close} title="JARVIS">
        <nav aria-label={t("mainNav")}>
          <NavigationList destinations={destinations} counters={counters} onGo={close} />
        </nav>
      </Drawer>
      <Palette open={open === "palette"} onClose={close} onKeys={() => setOpen("keys")} destinations={destinations} />
      <KeysSheet open={open === "keys"} onClose={close} />
      <ConflictDialog />
    </div>
  );
}
