import { useTranslation } from "react-i18next";
import { Button, Field, Select } from "@/components";
import { useFormat, useNow } from "@/lib/format";
import type { Range } from "./ranges";
import { type Period, PERIODS, type Search } from "./search";

type Props = { search: Search; range: Range; onChange: (search: Search) => void };

/** Today, some days, or days of one's own. */
export function PeriodPicker({ search, range, onChange }: Props) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const today = format.day(useNow());
  const period = search.period ?? "week";
  const choose = (next: Period) =>
    onChange(next === "custom" ? { period: next, since: range.since, until: range.until ?? today } : { period: next });
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div role="group" aria-label={t("period.title")} className="hidden gap-1 md:flex">
        {PERIODS.map((each) => (
          <Button key={each} look={each === period ? "primary" : "plain"} aria-pressed={each === period} onClick={() => choose(each)}>
            {t(`period.${each}`)}
          </Button>
        ))}
      </div>
      <Select
        name={t("period.title")}
        className="w-48 md:hidden"
        value={period}
        options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={choose}
      />
      {period === "custom" && (
        <>
          <Field
            type="date"
            label={t("period.since")}
            value={search.since ?? ""}
            max={search.until ?? today}
            onChange={({ target }) => onChange({ ...search, since: target.value || undefined })}
          />
          <Field
            type="date"
            label={t("period.until")}
            value={search.until ?? ""}
            min={search.since}
            max={today}
            onChange={({ target }) => onChange({ ...search, until: target.value || undefined })}
          />
        </>
      )}
    </div>
  );
}
