import { ListFilter } from "lucide-react";
import { lazy, type RefObject, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Chip, Drawer, MultiSelect, SearchBox, Select, SkeletonRows } from "@/components";
import { useOptions } from "@/domain/labels";
import { kept } from "@/domain/views";
import { FilterChips } from "./filter-chips";
import { PERIODS } from "@/lib/period";
import type { Filters } from "./search";

/** Fetched when somebody opens it. */
const FilterForm = lazy(() => import("./filter-form").then(({ FilterForm: form }) => ({ default: form })));

export type Put = (change: Partial<Filters>) => void;
type Props = { filters: Filters; onChange: Put; onClear: () => void; box: RefObject<HTMLDivElement | null> };

/** What is asked for most at hand, everything else behind a button; what is set stands below and can be taken off. */
export function FilterBar({ filters, onChange, onClear, box }: Props) {
  const { t } = useTranslation("messages");
  const [open, setOpen] = useState(false);
  const languages = useOptions("language");
  const intents = useOptions("intent");
  const outcomes = useOptions("outcome");
  const { sort: _, q: __, ...rest } = kept(filters);
  const count = Object.keys(rest).length;
  return (
    <div className="flex flex-col gap-2">
      <div ref={box} className="flex flex-wrap gap-2">
        <SearchBox label={t("search")} value={filters.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} className="min-w-40 flex-1 md:max-w-80" />
        <PeriodSelect filters={filters} onChange={onChange} className="hidden w-46 sm:flex" />
        <MultiSelect name={t("filter.language")} placeholder={t("filter.language")} className="hidden w-36 lg:flex" options={languages} value={filters.language ?? []} onChange={(language) => onChange({ language })} />
        <MultiSelect name={t("filter.intent")} placeholder={t("filter.intent")} className="hidden w-40 lg:flex" options={intents} value={filters.intent ?? []} onChange={(intent) => onChange({ intent })} />
        <MultiSelect name={t("filter.outcome")} placeholder={t("filter.outcome")} className="hidden w-40 lg:flex" options={outcomes} value={filters.outcome ?? []} onChange={(outcome) => onChange({ outcome })} />
        <Button icon={<ListFilter aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
          {t("filters")}
          {count > 0 && <Chip tone="info" className="tabular">{count}</Chip>}
        </Button>
      </div>
      <FilterChips filters={filters} onChange={onChange} onClear={onClear} />
      <Drawer open={open} onClose={() => setOpen(false)} title={t("filters")}>
        <Suspense fallback={<SkeletonRows />}>
          <FilterForm filters={filters} onChange={onChange} />
        </Suspense>
      </Drawer>
    </div>
  );
}

type PeriodProps = { filters: Filters; onChange: Put; className?: string; name?: string };

/** "Chosen days" is there only while days are chosen, in the drawer or by a link from the figures. */
export function PeriodSelect({ filters, onChange, className }: PeriodProps) {
  const { t } = useTranslation("messages");
  const chosen = !filters.period && Boolean(filters.since ?? filters.until);
  const options = [
    { value: "all" as const, label: t("period.all") },
    ...PERIODS.map((period) => ({ value: period, label: t(`period.${period}`) })),
    ...(chosen ? [{ value: "chosen" as const, label: t("period.chosen") }] : []),
  ];
  return (
    <Select
      name={t("filter.period")}
      className={className ?? ""}
      options={options}
      value={chosen ? "chosen" : (filters.period ?? "all")}
      onChange={(value) => {
        if (value === "chosen") return;
        onChange({ period: value === "all" ? undefined : value, since: undefined, until: undefined });
      }}
    />
  );
}
