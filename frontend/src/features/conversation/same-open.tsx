import { Link } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Time } from "@/components";
import { State } from "@/domain/labels";
import { type Schemas, useList } from "@/lib/api";

const NUMBER = /^F\d{7}D$/i;

type Props = { contract: string; contractor: string; kind: Schemas["ComplaintType"] | null };

/** Complaints that are open on this contract: the same one would be added to, another one may be the same problem. */
export function SameOpen({ contract, contractor, kind }: Props) {
  const { t } = useTranslation("conversation");
  const status: Schemas["ComplaintStatus"][] = ["open", "assigned", "escalated"];
  const known = NUMBER.test(contract);
  const { rows } = useList("/api/complaints", { contract, status, sort: "newest", limit: 5 }, { enabled: known });
  if (!known || rows.length === 0) return null;
  const same = rows.find((row) => row.kind === kind && row.contractor.id === contractor);
  return (
    <div role="status" className="flex flex-col gap-1.5 rounded-lg bg-info-tint p-2.5 text-info">
      <p className="flex gap-2 font-medium">
        <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t(same ? "complaint.same" : "complaint.others", { count: rows.length })}
      </p>
      <ul className="flex flex-col gap-1">
        {(same ? [same] : rows).map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-2">
            <State of="complaint_type" is={row.kind} />
            <State of="complaint_status" is={row.status} />
            <Bidi>{row.contractor.name}</Bidi>
            <Time at={row.opened_at} />
            <Link to="/app/complaints" search={{ open: row.id }} className="ms-auto font-medium underline">
              {t("complaint.look")}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
