import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/combobox";
import { api, type Schemas, useList } from "@/lib/api";
import { phoneText } from "@/lib/format";

type Contractor = Schemas["ContractorRef"];
type Props = { name: string; value: string | null; onChange: (who: Contractor | null) => void };

/** Chooses a contractor by name or phone, among those who wrote or are on the list. */
export function ContractorBox({ name, value, onChange }: Props) {
  const { t } = useTranslation("domain");
  const [text, setText] = useState("");
  const q = useDeferredValue(text);
  const [picked, setPicked] = useState<Contractor | null>(null);
  const { rows } = useList("/api/contractors", { q: q || undefined, limit: 20 });
  const found: readonly Contractor[] = rows;
  const among = (list: readonly Contractor[]) => list.find(({ id }) => id === value);
  // Who was chosen stays named when the search goes on, and is asked for when a link chose them.
  const near = among(found) ?? (picked?.id === value ? picked : undefined);
  const { data } = api.useQuery("get", "/api/contractors/{contractor_id}", { params: { path: { contractor_id: value ?? "" } } }, { enabled: value !== null && !near });
  const chosen = near ?? (data?.id === value ? data : undefined);
  const known = chosen && !among(found) ? [chosen, ...found] : found;
  const choose = (id: string | null) => {
    const who = known.find((each) => each.id === id) ?? null;
    setPicked(who);
    onChange(who);
  };
  return (
    <Combobox
      name={name}
      placeholder={t("contractor.search")}
      options={known.map((each) => ({ value: each.id, label: contractorText(each) }))}
      value={value}
      onSearch={setText}
      onChange={choose}
    />
  );
}

/** One line: the name, and the number whole and left to right whatever stands around it. */
export function contractorText({ name, phone }: Pick<Contractor, "name" | "phone">): string {
  const number = phone ? `\u2066${phoneText(phone)}\u2069` : "";
  return [name, number].filter(Boolean).join(" · ");
}
