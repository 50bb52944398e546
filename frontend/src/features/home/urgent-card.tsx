import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Bidi, Card, Code, Skeleton, Time } from "@/components";
import { State, useName } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import { More } from "./escalations-card";
import { PLACES } from "./places";

type Props = { complaints: ReadonlyArray<Schemas["ComplaintOut"]> | undefined; count: Schemas["Count"] | undefined };

/** The complaints of high priority that wait longest. */
export function UrgentCard({ complaints, count }: Props) {
  const { t } = useTranslation("home");
  const hidden = (count?.count ?? 0) > (complaints?.length ?? 0);
  return (
    <Card title={t("urgent.title")} actions={hidden && <More to={PLACES.high} />}>
      {!complaints ? (
        <div className="flex flex-col gap-4 p-4">
          <Skeleton />
          <Skeleton />
          <Skeleton />
        </div>
      ) : complaints.length === 0 ? (
        <p className="px-4 py-3 text-soft">{t("urgent.none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {complaints.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ one }: { one: Schemas["ComplaintOut"] }) {
  const name = useName();
  return (
    <li>
      <Link
        to="/app/complaints"
        search={{ open: one.id }}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 outline-offset-[-2px] hover:bg-hover sm:grid-cols-[minmax(0,1.1fr)_7rem_minmax(0,1fr)_6.5rem_6.5rem]"
      >
        <span className="truncate font-medium">{name("complaint_type", one.kind)}</span>
        <Code className="text-soft">{one.contract}</Code>
        <span className="truncate text-soft">
          <Bidi>{one.contractor.name}</Bidi>
        </span>
        <span>
          <State of="complaint_status" is={one.status} />
        </span>
        <Time at={one.opened_at} className="hidden text-end text-soft sm:inline" />
      </Link>
    </li>
  );
}
