import { CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, Bidi, cx, MenuItem } from "@/components";
import { sameFilters, useViews } from "@/domain/views";
import { ViewsMenu } from "@/domain/views-menu";
import { api } from "@/lib/api";
import type { Filters } from "./search";
import { BUILT_IN, OWN } from "./views";

type Props = { filters: Filters; onFilters: (filters: Filters) => void; onSeeAll: () => void };

/** Named filters in one click; the URL is theirs, so a link to one is a view shared. */
export function ViewsBar({ filters, onFilters, onSeeAll }: Props) {
  const { t } = useTranslation("messages");
  const own = useViews(OWN);
  const today = api.useQuery("get", "/api/dashboard/today").data;
  const counts: Record<string, number> = { todo: today?.attention.count ?? 0, waiting: today?.waiting ?? 0 };
  const shown = own.views.find((view) => sameFilters(view.filters, filters));
  const named = shown ?? BUILT_IN.find((view) => sameFilters(view.filters, filters));
  return (
    <div className="flex min-w-0 items-center gap-1">
      <nav aria-label={t("views")} className="flex min-w-0 gap-1 overflow-x-auto p-0.5">
        {BUILT_IN.map((view) => (
          <ViewButton key={view.key} active={named === view} onClick={() => onFilters(view.filters)}>
            {t(`view.${view.key}`)}
            <Badge count={counts[view.key] ?? 0} name={t("inView", { count: counts[view.key] ?? 0 })} />
          </ViewButton>
        ))}
        {own.views.map((view) => (
          <ViewButton key={view.name} active={named === view} onClick={() => onFilters(view.filters)}>
            <Bidi>{view.name}</Bidi>
          </ViewButton>
        ))}
      </nav>
      <ViewsMenu filters={filters} own={own} shown={shown} named={Boolean(named)}>
        <MenuItem icon={<CheckCheck aria-hidden className="size-4" />} onClick={onSeeAll}>
          {t("seeAll")}
        </MenuItem>
      </ViewsMenu>
    </div>
  );
}

function ViewButton({ active, onClick, children }: { active: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onClick}
      className={cx(
        "inline-flex h-7.5 shrink-0 items-center gap-1.5 rounded-full px-3 whitespace-nowrap pointer-coarse:min-h-11",
        active ? "bg-strong font-medium text-on-strong" : "text-soft hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
