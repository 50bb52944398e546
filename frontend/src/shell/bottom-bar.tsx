import { Link } from "@tanstack/react-router";
import { Menu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/components/chip";
import type { Counters } from "./counters";
import { AT_HAND, type Destination } from "./navigation";

const PLACE = "relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[0.79rem] text-soft";

type Props = { destinations: readonly Destination[]; counters: Counters; onMenu: () => void };

/** On a phone: what is used all day under the thumb, the rest behind "menu". */
export function BottomBar({ destinations, counters, onMenu }: Props) {
  const { t } = useTranslation("shell");
  return (
    <nav
      aria-label={t("mainNav")}
      className="flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations
        .filter(({ name }) => AT_HAND.has(name))
        .map(({ name, to, icon: Icon, counter }) => {
          const count = counter ? (counters[counter] ?? 0) : 0;
          return (
            <Link
              key={name}
              to={to}
              activeOptions={{ exact: to === "/app", includeSearch: false }}
              className={`${PLACE} data-[status=active]:font-medium data-[status=active]:text-ink`}
            >
              <Icon aria-hidden className="size-5" />
              {t(`nav.${name}`)}
              <Badge count={count} name={t("waiting", { count })} className="absolute start-1/2 top-1 ms-1.5" />
            </Link>
          );
        })}
      <button type="button" onClick={onMenu} className={PLACE}>
        <Menu aria-hidden className="size-5" />
        {t("menu")}
      </button>
    </nav>
  );
}
