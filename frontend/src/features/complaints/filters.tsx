import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, FilterRow, MultiSelect, SearchBox, Select } from "@/components";
import { useOptions } from "@/domain/labels";
import { useRegions } from "@/domain/regions";
import { PERIODS } from "@/lib/period";
import { countFilters, type Search } from "./search";
import { useStaff } from "./staff";

type Props = { search: Search; onChange: (change: Partial<Search>) => void };

export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation("complaints");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label={t("search")} value={search.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} className="min-w-56 flex-1 md:max-w-80" />
      <FilterRow>
        <Choices search={search} onChange={onChange} />
        {countFilters(search) > 0 && (
          <Button look="quiet" icon={<X aria-hidden className="size-4" />} onClick={() => onChange(CLEARED)}>
            {t("clear")}
          </Button>
        )}
      </FilterRow>
    </div>
  );
}

const CLEARED: Partial<Search> = {
  status: undefined,
  priority: undefined,
  kind: undefined,
  mine: undefined,
  unassigned: undefined,
  assignee: undefined,
  region: undefined,
  period: undefined,
  since: undefined,
  until: undefined,
  contractor: undefined,
  contract: undefined,
  proposed: undefined,
};

/** An empty choice is no filter: it does not stand in the URL. */
const orNone = <Value,>(values: Value[]) => (values.length > 0 ? values : undefined);

function Choices({ search, onChange }: Props) {
  const { t } = useTranslation("complaints");
  const regions = useRegions();
  const known = [...new Set([...regions, ...(search.region ?? [])])].toSorted();
  return (
    <>
      <MultiSelect name={t("status")} placeholder={t("status")} className="w-30" options={useOptions("complaint_status")} value={search.status ?? []} onChange={(status) => onChange({ status: orNone(status) })} />
      <MultiSelect name={t("priority")} placeholder={t("priority")} className="w-29" options={useOptions("priority")} value={search.priority ?? []} onChange={(priority) => onChange({ priority: orNone(priority) })} />
      <MultiSelect name={t("kind")} placeholder={t("kind")} className="w-34" options={useOptions("complaint_type")} value={search.kind ?? []} onChange={(kind) => onChange({ kind: orNone(kind) })} />
      <Assignee search={search} onChange={onChange} />
      {known.length > 0 && (
        <MultiSelect name={t("region")} placeholder={t("region")} className="w-33" options={known.map((value) => ({ value, label: value }))} value={search.region ?? []} onChange={(region) => onChange({ region: orNone(region) })} />
      )}
      <Select
        name={t("period")}
        className="w-33"
        value={search.period ?? "any"}
        options={[{ value: "any", label: t("periods.any") }, ...PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))]}
        onChange={(value) => onChange({ period: value === "any" ? undefined : value, since: undefined, until: undefined })}
      />
    </>
  );
}

/** Everybody, nobody, me, or somebody: one choice for three filters. */
function Assignee({ search, onChange }: Pick<Props, "search" | "onChange">) {
  const { t } = useTranslation("complaints");
  const staff = useStaff();
  const value = search.mine ? "mine" : search.unassigned ? "none" : (search.assignee ?? "all");
  const options = [
    { value: "all", label: t("who.all") },
    { value: "mine", label: t("who.mine") },
    { value: "none", label: t("who.none") },
    ...staff.map(({ id, name, email }) => ({ value: id, label: name || email })),
  ];
  const choose = (next: string) =>
    onChange({
      mine: next === "mine" || undefined,
      unassigned: next === "none" || undefined,
      assignee: ["all", "mine", "none"].includes(next) ? undefined : next,
    });
  return <Select name={t("assignee")} className="w-40" value={value} options={options} onChange={choose} />;
}
