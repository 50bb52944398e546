import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Combobox, Field, FilterRow, MultiSelect, Select } from "@/components";
import { PERIODS } from "@/lib/period";
import { ACTIONS, KINDS } from "./actions";
import { usePeopleOptions } from "./people";
import { ResourceName } from "./resource";
import { isFiltered, type Search } from "./search";

type Props = { search: Search; onChange: (change: Partial<Search>) => void };

/** Period, person, action, item: each is in the URL. */
export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation("audit");
  const people = usePeopleOptions();
  const actions = ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }));
  return (
    <FilterRow className="items-end">
      <PeriodChoice search={search} onChange={onChange} />
      <Combobox
        name={t("who")}
        placeholder={t("everybody")}
        className="w-48"
        options={people}
        value={search.actor ?? null}
        onChange={(actor) => onChange({ actor: actor ?? undefined })}
      />
      <MultiSelect
        name={t("what")}
        placeholder={t("everything")}
        className="w-60"
        options={actions}
        value={ACTIONS.filter((action) => search.action?.includes(action))}
        onChange={(action) => onChange({ action: action.length > 0 ? action : undefined })}
      />
      <ItemChoice search={search} onChange={onChange} />
      {isFiltered(search) && (
        <Button
          look="quiet"
          icon={<X aria-hidden className="size-4" />}
          onClick={() => onChange({ period: undefined, since: undefined, until: undefined, actor: undefined, action: undefined, resource: undefined })}
        >
          {t("clear")}
        </Button>
      )}
    </FilterRow>
  );
}

function PeriodChoice({ search: { period, since, until }, onChange }: Props) {
  const { t } = useTranslation("audit");
  const chosen = period ?? (since || until ? "days" : "all");
  const options = (["all", ...PERIODS, "days"] as const).map((value) => ({ value, label: t(`periods.${value}`) }));
  const choose = (value: (typeof options)[number]["value"]) => {
    const dates = value === "days" ? { since: since ?? new Date().toISOString().slice(0, 10) } : { since: undefined, until: undefined };
    onChange({ ...dates, period: value === "all" || value === "days" ? undefined : value });
  };
  return (
    <>
      <Select name={t("period")} className="w-36" options={options} value={chosen} onChange={choose} />
      {chosen === "days" && (
        <>
          <Field label={t("since")} type="date" max={until} value={since ?? ""} onChange={({ target }) => onChange({ since: target.value || undefined })} />
          <Field label={t("until")} type="date" min={since} value={until ?? ""} onChange={({ target }) => onChange({ until: target.value || undefined })} />
        </>
      )}
    </>
  );
}

function ItemChoice({ search: { resource }, onChange }: Props) {
  const { t } = useTranslation("audit");
  const kind = KINDS.find((each) => resource === withIds(each)) ?? (resource ? null : "all");
  const options = [
    { value: "all", label: t("allItems") },
    ...KINDS.map((each) => ({ value: each as string, label: t(`resource.${each}`) })),
  ];
  return (
    <>
      <Select
        name={t("resourceHead")}
        className="w-52"
        options={options}
        value={kind}
        placeholder={t("allItems")}
        onChange={(value) => onChange({ resource: value === "all" ? undefined : withIds(value) })}
      />
      {resource && kind === null && (
        <Button icon={<X aria-hidden className="size-4" />} aria-label={t("removeFilter")} onClick={() => onChange({ resource: undefined })}>
          <ResourceName resource={resource} />
        </Button>
      )}
    </>
  );
}

/** Settings and the contractors' list are one thing each, the others have ids. */
const withIds = (kind: string) => (kind === "preferences" || kind === "contractors" ? kind : `${kind}:*`);
