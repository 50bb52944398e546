import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components";
import { useList } from "@/lib/api";
import { phoneText } from "@/lib/format";
import { useContractor } from "./thread";

type Props = { name: string; value: string | null; onChange: (contractor: string | null) => void };

/** Chooses a contractor by name or phone. */
export function ContractorBox({ name, value, onChange }: Props) {
  const { t } = useTranslation("conversation");
  const [text, setText] = useState("");
  const { rows } = useList("/api/contractors", { q: text || undefined, limit: 20 });
  const known = rows.some(({ id }) => id === value);
  const options = rows.map(({ id, name: own, phone }) => ({ value: id, label: [own, phone && phoneText(phone)].filter(Boolean).join(" · ") }));
  return (
    <>
      <Combobox name={name} placeholder={t("findContractor")} options={options} value={value} onSearch={setText} onChange={onChange} />
      {value && !known && <Named id={value} />}
    </>
  );
}

/** Somebody who is not among those found just now. */
function Named({ id }: { id: string }) {
  const { data } = useContractor(id);
  return <bdi className="text-soft">{data?.name || data?.phone}</bdi>;
}
