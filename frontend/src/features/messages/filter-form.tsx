import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, MultiSelect, Select, Surround } from "@/components";
import { ContractorBox } from "@/domain/contractor-box";
import { useOptions } from "@/domain/labels";
import { useFormat } from "@/lib/format";
import { type Put, PeriodSelect } from "./filters";
import type { Filters } from "./search";

type Props = { filters: Filters; onChange: Put };

/** Every condition the list knows; each takes effect at once. */
export function FilterForm({ filters, onChange }: Props) {
  const { t } = useTranslation("messages");
  return (
    <div className="flex flex-col gap-3">
      <Surround label={t("filter.period")}>
        <PeriodSelect filters={filters} onChange={onChange} />
      </Surround>
      <div className="grid grid-cols-2 gap-3">
        {(["since", "until"] as const).map((side) => (
          <Field
            key={side}
            type="date"
            label={t(`filter.${side}`)}
            value={filters[side]?.slice(0, 10) ?? ""}
            onChange={({ target }) => onChange({ period: undefined, [side]: target.value || undefined })}
          />
        ))}
      </div>
      <Several of="language" filters={filters} onChange={onChange} />
      <Several of="intent" filters={filters} onChange={onChange} />
      <Several of="complaint_type" filters={filters} onChange={onChange} />
      <Several of="outcome" filters={filters} onChange={onChange} />
      <Yes of="waiting" filters={filters} onChange={onChange} />
      <Yes of="attention" filters={filters} onChange={onChange} />
      <Several of="flag" filters={filters} onChange={onChange} />
      <Several of="delivery" filters={filters} onChange={onChange} />
      <Several of="by" filters={filters} onChange={onChange} />
      <ConfidenceSelect filters={filters} onChange={onChange} />
      <SpamSelect filters={filters} onChange={onChange} />
      <ContractField filters={filters} onChange={onChange} />
      <Surround label={t("filter.contractor")}>
        <ContractorBox name={t("filter.contractor")} value={filters.contractor ?? null} onChange={(who) => onChange({ contractor: who?.id })} />
      </Surround>
      <Surround label={t("filter.sort")}>
        <Select
          value={filters.sort ?? "newest"}
          options={(["newest", "oldest"] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(sort) => onChange({ sort: sort === "newest" ? undefined : sort })}
        />
      </Surround>
    </div>
  );
}

type Listed = "language" | "intent" | "complaint_type" | "outcome" | "flag" | "delivery" | "by";

function Several({ of, filters, onChange }: Props & { of: Listed }) {
  const { t } = useTranslation("messages");
  const options = useOptions(of === "by" ? "read_by" : of);
  return (
    <Surround label={t(`filter.${of}`)}>
      <MultiSelect placeholder={t("any")} options={options} value={filters[of] ?? []} onChange={(value) => onChange({ [of]: value.length > 0 ? value : undefined })} />
    </Surround>
  );
}

function Yes({ of, filters, onChange }: Props & { of: "waiting" | "attention" }) {
  const { t } = useTranslation("messages");
  return (
    <label className="flex items-center gap-2 pointer-coarse:min-h-11">
      <input type="checkbox" checked={filters[of] ?? false} className="size-4 accent-(--focus)" onChange={({ target }) => onChange({ [of]: target.checked || undefined })} />
      {t(`only.${of}`)}
    </label>
  );
}

const ANY = "any";
const SHARES = [0.5, 0.6, 0.75, 0.9];

function ConfidenceSelect({ filters, onChange }: Props) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const value = filters.confidence_below;
  const shares = value === undefined || SHARES.includes(value) ? SHARES : [value, ...SHARES];
  return (
    <Surround label={t("filter.confidence_below")}>
      <Select
        value={String(value ?? ANY)}
        options={[{ value: ANY, label: t("any") }, ...shares.map((share) => ({ value: String(share), label: t("below", { share: format.percent(share) }) }))]}
        onChange={(next) => onChange({ confidence_below: next === ANY ? undefined : Number(next) })}
      />
    </Surround>
  );
}

function SpamSelect({ filters, onChange }: Props) {
  const { t } = useTranslation("messages");
  return (
    <Surround label={t("filter.spam")}>
      <Select
        value={String(filters.spam ?? ANY)}
        options={[ANY, "true", "false"].map((value) => ({ value, label: t(`spam.${value}`) }))}
        onChange={(next) => onChange({ spam: next === ANY ? undefined : next === "true" })}
      />
    </Surround>
  );
}

/** Taken when it is complete: half a number would only be refused. */
function ContractField({ filters, onChange }: Props) {
  const { t } = useTranslation("messages");
  const [text, setText] = useState(filters.contract ?? "");
  const take = () => onChange({ contract: text.trim().toUpperCase() || undefined });
  return <Field label={t("filter.contract")} dir="ltr" placeholder="F1234567D" value={text} onChange={({ target }) => setText(target.value)} onBlur={take} onKeyDown={({ key }) => key === "Enter" && take()} />;
}
