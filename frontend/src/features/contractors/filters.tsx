import { useTranslation } from "react-i18next";
import { Combobox, FilterRow, SearchBox, Select } from "@/components";
import { useRegions } from "@/domain/regions";
import type { Search } from "./search";

type Props = { search: Search; onChange: (change: Partial<Search>) => void };

export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation("contractors");
  const regions = useRegions();
  const registered = search.registered === undefined ? "all" : search.registered ? "yes" : "no";
  const known = search.region && !regions.includes(search.region) ? [search.region, ...regions] : regions;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label={t("search")} value={search.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} className="min-w-56 flex-1 md:max-w-72" />
      <FilterRow>
        <Select
          name={t("state")}
          className="w-44"
          value={registered}
          options={[
            { value: "all", label: t("all") },
            { value: "yes", label: t("registered") },
            { value: "no", label: t("unregistered") },
          ]}
          onChange={(value) => onChange({ registered: value === "all" ? undefined : value === "yes" })}
        />
        <Combobox
          name={t("region")}
          className="w-52"
          placeholder={t("allRegions")}
          value={search.region ?? null}
          options={[{ value: "", label: t("allRegions") }, ...known.map((region) => ({ value: region, label: region }))]}
          onChange={(region) => onChange({ region: region || undefined })}
        />
      </FilterRow>
    </div>
  );
}
