import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge, cx } from "@/components";
import { api } from "@/lib/api";
import { type View, VIEWS, viewOf, type Search } from "./search";

/** Named views: links, so that they can be kept, sent and opened beside. */
export function ViewTabs({ search }: { search: Search }) {
  const { t } = useTranslation("complaints");
  const { data: today } = api.useQuery("get", "/api/dashboard/today");
  const counts: Partial<Record<View, number>> = today
    ? { unassigned: today.unassigned.count, urgent: today.high_priority.count, proposed: today.proposed.count }
    : {};
  const current = viewOf(search);
  return (
    <nav aria-label={t("views.name")} className="relative -mx-3 flex gap-1 overflow-x-auto px-3 md:mx-0 md:px-0">
      {(Object.keys(VIEWS) as View[]).map((view) => (
        <Link
          key={view}
          to="/app/complaints"
          search={VIEWS[view]}
          activeOptions={{ exact: true }}
          aria-current={view === current ? "page" : undefined}
          className={cx(
            "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 whitespace-nowrap pointer-coarse:min-h-11",
            view === current ? "bg-chosen font-medium text-ink" : "text-soft hover:bg-hover hover:text-ink",
          )}
        >
          {t(`views.${view}`)}
          <Badge count={counts[view] ?? 0} name={t("views.count", { count: counts[view] ?? 0 })} className={view === "urgent" ? "" : "bg-line! text-ink!"} />
        </Link>
      ))}
    </nav>
  );
}
