import { Link } from "@tanstack/react-router";
import { ChevronsLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/components/chip";
import { cx } from "@/components/cx";
import { Tip } from "@/components/tip";
import { Kept, useKept } from "@/lib/kept";
import type { Counters } from "./counters";
import type { Destination } from "./navigation";

const width = new Kept("jarvis.rail", ["wide", "narrow"], "wide");
const PARTS = ["work", "insight", "administration"] as const;

type ListProps = { destinations: readonly Destination[]; counters: Counters; narrow?: boolean; onGo?: () => void };

/** The rail at the page's side; on a phone the bottom bar and a drawer take its place. */
export function Rail({ destinations, counters }: ListProps) {
  const { t } = useTranslation("shell");
  const [kept, keep] = useKept(width);
  const narrow = kept === "narrow";
  const label = narrow ? t("expand") : t("collapse");
  return (
    <nav
      aria-label={t("mainNav")}
      className={cx("hidden flex-col border-e border-line bg-surface p-2 md:flex", narrow ? "w-14" : "w-54")}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NavigationList destinations={destinations} counters={counters} narrow={narrow} />
      </div>
      <Tip text={label}>
        <button
          type="button"
          aria-label={label}
          aria-expanded={!narrow}
          onClick={() => keep(narrow ? "wide" : "narrow")}
          className="flex h-8.5 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink"
        >
          <ChevronsLeft aria-hidden className={cx("size-4", narrow ? "rotate-180 rtl:rotate-0" : "rtl:rotate-180")} />
        </button>
      </Tip>
    </nav>
  );
}

export function NavigationList({ destinations, counters, narrow, onGo }: ListProps) {
  return PARTS.map((part) => (
    <ul key={part} className="mb-2 flex flex-col gap-0.5 border-b border-line pb-2 last:border-0 empty:hidden">
      {destinations
        .filter((each) => each.part === part)
        .map((each) => (
          <li key={each.name}>
            <Entry destination={each} count={each.counter ? (counters[each.counter] ?? 0) : 0} narrow={narrow} onGo={onGo} />
          </li>
        ))}
    </ul>
  ));
}

type EntryProps = { destination: Destination; count: number; narrow?: boolean | undefined; onGo?: (() => void) | undefined };

function Entry({ destination: { name, to, icon: Icon, key }, count, narrow, onGo }: EntryProps) {
  const { t } = useTranslation("shell");
  const label = t(`nav.${name}`);
  const link = (
    <Link
      to={to}
      activeOptions={{ exact: to === "/app", includeSearch: false }}
      onClick={onGo}
      className={cx(
        "relative flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-soft hover:bg-hover hover:text-ink pointer-coarse:min-h-11",
        "data-[status=active]:bg-chosen data-[status=active]:font-medium data-[status=active]:text-ink",
        "before:absolute before:start-0 before:h-4 before:w-0.75 before:rounded-full data-[status=active]:before:bg-accent",
        narrow && "justify-center px-0",
      )}
    >
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className={narrow ? "sr-only" : "flex-1 truncate"}>{label}</span>
      <Badge count={count} name={t("waiting", { count })} className={narrow ? "absolute -top-0.5 end-0" : ""} />
    </Link>
  );
  return narrow ? (
    <Tip text={label} keys={`g ${key}`}>
      {link}
    </Tip>
  ) : (
    link
  );
}
