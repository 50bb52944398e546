import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, cx, FilterRow, MultiSelect, SearchBox, Select } from "@/components";
import { useOptions } from "@/domain/labels";
import { PERIODS } from "@/lib/period";
import { type Search, type View, VIEWS, viewOf } from "./search";

type Props = { search: Search; onChange: (change: Partial<Search>) => void };

export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation("tickets");
  const { q: _q, open: _open, sort: _sort, ...set } = search;
  const some = Object.values(set).some((value) => value !== undefined);
  const none = { status: undefined, late: undefined, sent: undefined, contract: undefined, period: undefined, since: undefined, until: undefined };
  const sending = search.late ? "late" : search.sent === undefined ? "any" : search.sent ? "sent" : "unsent";
  const choose = (value: string) =>
    onChange({ late: value === "late" || undefined, sent: value === "sent" ? true : value === "unsent" ? false : undefined });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label={t("search")} value={search.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} className="min-w-56 flex-1 md:max-w-96" />
      <FilterRow>
        <MultiSelect
          name={t("status")}
          placeholder={t("status")}
          className="w-36"
          options={useOptions("ticket_status")}
          value={search.status ?? []}
          onChange={(status) => onChange({ status: status.length > 0 ? status : undefined })}
        />
        <Select
          name={t("sending.name")}
          className="w-44"
          value={sending}
          options={(["any", "sent", "unsent", "late"] as const).map((value) => ({ value, label: t(`sending.${value}`) }))}
          onChange={choose}
        />
        <Select
          name={t("period")}
          className="w-36"
          value={search.period ?? "any"}
          options={[{ value: "any" as const, label: t("periods.any") }, ...PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))]}
          onChange={(value) => onChange({ period: value === "any" ? undefined : value, since: undefined, until: undefined })}
        />
        {some && (
          <Button look="quiet" icon={<X aria-hidden className="size-4" />} onClick={() => onChange(none)}>
            {t("clear")}
          </Button>
        )}
      </FilterRow>
    </div>
  );
}

/** Named views: links, so that they can be kept, sent and opened beside. */
export function ViewTabs({ search }: { search: Search }) {
  const { t } = useTranslation("tickets");
  const current = viewOf(search);
  return (
    <nav aria-label={t("views.name")} className="relative -mx-3 flex gap-1 overflow-x-auto px-3 md:mx-0 md:px-0">
      {(Object.keys(VIEWS) as View[]).map((view) => (
        <Link
          key={view}
          to="/app/tickets"
          search={VIEWS[view]}
          aria-current={view === current ? "page" : undefined}
          className={cx(
            "inline-flex h-8 shrink-0 items-center rounded-full px-3 whitespace-nowrap pointer-coarse:min-h-11",
            view === current ? "bg-chosen font-medium text-ink" : "text-soft hover:bg-hover hover:text-ink",
          )}
        >
          {t(`views.${view}`)}
        </Link>
      ))}
    </nav>
  );
}
