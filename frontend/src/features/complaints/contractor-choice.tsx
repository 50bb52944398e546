import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox, Surround } from "@/components";
import type { Schemas } from "@/lib/api";
import { useList } from "@/lib/api";
import { phoneText } from "@/lib/format";

type Contractor = Schemas["ContractorRef"];
type Props = { value: Contractor | null; onChange: (who: Contractor | null) => void; error?: string | undefined };

/** Finds a contractor by name or phone, among those who wrote or are on the list. */
export function ContractorChoice({ value, onChange, error }: Props) {
  const { t } = useTranslation("complaints");
  const [text, setText] = useState("");
  const q = useDeferredValue(text);
  const { rows } = useList("/api/contractors", { q, limit: 20 });
  const known = value && !rows.some(({ id }) => id === value.id) ? [value, ...rows] : rows;
  const options = known.map((each) => ({ value: each.id, label: nameOf(each) }));
  const choose = (id: string | null) => onChange(known.find((each) => each.id === id) ?? null);
  return (
    <Surround label={t("contractor")} hint={t("new.contractorHint")} error={error}>
      <Combobox
        name={t("contractor")}
        options={options}
        value={value?.id ?? null}
        onSearch={setText}
        onChange={choose}
        placeholder={t("new.contractorSearch")}
      />
    </Surround>
  );
}

export function nameOf({ name, phone }: Contractor): string {
  const number = phone ? `\u2066${phoneText(phone)}\u2069` : "";
  return [name, number].filter(Boolean).join(" · ");
}
