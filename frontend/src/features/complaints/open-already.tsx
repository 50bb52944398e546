import { Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { State, useName } from "@/domain/labels";
import { type Schemas, useList } from "@/lib/api";

const CONTRACT = /^F\d{7}[A-Z]$/i;

type Props = { contract: string; contractor: string | undefined; kind: Schemas["ComplaintType"] | null };

/** Says what is open on this contract, and whether this filing adds to it instead of opening another. */
export function OpenAlready({ contract, contractor, kind }: Props) {
  const { t } = useTranslation("complaints");
  const name = useName();
  const number = contract.replaceAll(/\s/g, "");
  const { rows } = useList(
    "/api/complaints",
    { contract: number, contractor, status: ["open", "assigned", "escalated"], limit: 5 },
    { enabled: CONTRACT.test(number) },
  );
  if (!CONTRACT.test(number) || rows.length === 0) return null;
  const same = rows.some((row) => row.kind === kind);
  return (
    <div role="status" className="flex gap-2 rounded-md bg-info-tint px-2.5 py-1.5 text-info">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex flex-col gap-1">
        <p>{same ? t("new.sameOpen") : t("new.othersOpen", { count: rows.length })}</p>
        <ul className="flex flex-wrap gap-2">
          {rows.map((row) => (
            <li key={row.id} className="flex items-center gap-1.5">
              {name("complaint_type", row.kind)} <State of="complaint_status" is={row.status} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
