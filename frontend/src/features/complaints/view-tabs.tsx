import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Bidi, cx } from "@/components";
import { kept, sameFilters, useViews } from "@/domain/views";
import { ViewsMenu } from "@/domain/views-menu";
import { api } from "@/lib/api";
import { type Filters, OWN, type Search, type View, VIEWS, viewOf } from "./search";

/** Named views, one's own behind everybody's: links, so that they can be kept, sent and opened beside. */
export function ViewTabs({ search }: { search: Search }) {
  const { t } = useTranslation("complaints");
  const { data: today } = api.useQuery("get", "/api/dashboard/today");
  const own = useViews(OWN);
  const counts: Partial<Record<View, number>> = today
    ? { unassigned: today.unassigned.count, urgent: today.high_priority.count, proposed: today.proposed.count }
    : {};
  const shown = own.views.find(({ filters }) => sameFilters(filters, search));
  const current = shown ? undefined : viewOf(search);
  return (
    <div className="flex min-w-0 items-center gap-1">
      <nav aria-label={t("views.name")} className="relative -ms-3 flex min-w-0 gap-1 overflow-x-auto ps-3 md:ms-0 md:ps-0">
        {(Object.keys(VIEWS) as View[]).map((view) => (
          <Tab key={view} filters={VIEWS[view]} current={view === current}>
            {t(`views.${view}`)}
            <Badge count={counts[view] ?? 0} name={t("views.count", { count: counts[view] ?? 0 })} className={view === "urgent" ? "" : "bg-line! text-ink!"} />
          </Tab>
        ))}
        {own.views.map((view) => (
          <Tab key={view.name} filters={view.filters} current={view === shown}>
            <Bidi>{view.name}</Bidi>
          </Tab>
        ))}
      </nav>
      <ViewsMenu filters={kept(search)} own={own} shown={shown} named={Boolean(shown ?? current)} />
    </div>
  );
}

function Tab({ filters, current, children }: { filters: Filters; current: boolean; children: ReactNode }) {
  return (
    <Link
      to="/app/complaints"
      search={filters}
      activeOptions={{ exact: true }}
      aria-current={current ? "page" : undefined}
      className={cx(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 whitespace-nowrap pointer-coarse:min-h-11",
        current ? "bg-chosen font-medium text-ink" : "text-soft hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
