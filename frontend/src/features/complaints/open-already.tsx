import { Link } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Time } from "@/components";
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
    { contract: number, status: ["open", "assigned", "escalated"], limit: 5 },
    { enabled: CONTRACT.test(number) },
  );
  if (!CONTRACT.test(number) || rows.length === 0) return null;
  const same = rows.find((row) => row.kind === kind && row.contractor.id === contractor);
  return (
    <div role="status" className="flex gap-2 rounded-md bg-info-tint px-2.5 py-1.5 text-info">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p>{same ? t("new.sameOpen") : t("new.othersOpen", { count: rows.length })}</p>
        <ul className="flex flex-col gap-1">
          {(same ? [same] : rows).map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-2">
              {name("complaint_type", row.kind)} <State of="complaint_status" is={row.status} />
              {row.contractor.id !== contractor && <Bidi>{row.contractor.name}</Bidi>}
              <Time at={row.opened_at} />
              <Link to="/app/complaints" search={{ open: row.id }} className="font-medium underline">
                {t("new.look")}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
