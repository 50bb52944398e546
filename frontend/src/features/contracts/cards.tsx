import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Card, Code, IconButton, Phone, Time } from "@/components";
import { State } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import type { Asker } from "./history";

const LINE = "flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-2 last:border-b-0";

function Rows({ title, none, children }: { title: string; none: string | false; children: ReactNode }) {
  return <Card title={title}>{none ? <p className="p-4 text-soft">{none}</p> : <ul>{children}</ul>}</Card>;
}

export function Complaints({ rows }: { rows: ReadonlyArray<Schemas["ComplaintOut"]> }) {
  const { t } = useTranslation("contracts");
  return (
    <Rows title={t("complaints")} none={rows.length === 0 && t("noComplaints")}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/app/complaints" search={{ open: row.id }} className={`${LINE} hover:bg-hover`}>
            <State of="complaint_type" is={row.kind} />
            <State of="complaint_status" is={row.status} />
            <State of="priority" is={row.priority} />
            <Bidi className="text-soft">{row.contractor.name}</Bidi>
            <Time at={row.opened_at} className="ms-auto text-soft" />
          </Link>
        </li>
      ))}
    </Rows>
  );
}

export function Tickets({ rows }: { rows: ReadonlyArray<Schemas["TicketOut"]> }) {
  const { t } = useTranslation("contracts");
  return (
    <Rows title={t("tickets")} none={rows.length === 0 && t("noTickets")}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/app/tickets" search={{ open: row.id }} className={`${LINE} hover:bg-hover`}>
            <Code className="font-medium">{row.number}</Code>
            {row.orange_id && <Code className="text-soft">{row.orange_id}</Code>}
            <State of="ticket_status" is={row.status} />
            <Time at={row.opened_at} className="ms-auto text-soft" />
          </Link>
        </li>
      ))}
    </Rows>
  );
}

type AskersProps = { askers: readonly Asker[]; onTalk: (asker: Asker) => void };

/** Those who wrote about it, and their conversation in one click. */
export function Askers({ askers, onTalk }: AskersProps) {
  const { t } = useTranslation("contracts");
  return (
    <Rows title={t("contractors")} none={askers.length === 0 && t("nobody")}>
      {askers.map((asker) => (
        <li key={asker.contractor.id} className="flex items-center gap-2 border-b border-line py-2 ps-4 pe-2.5 last:border-b-0">
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
            <Link to="/app/contractors" search={{ open: asker.contractor.id }} className="font-medium hover:underline">
              <Bidi>{asker.contractor.name || "–"}</Bidi>
            </Link>
            <span className="text-soft">
              <Phone number={asker.contractor.phone} />
            </span>
            <span className="text-[0.86rem] text-soft">{t("asked", { count: asker.messages })}</span>
            <Time at={asker.latest} className="ms-auto text-soft" />
          </span>
          <IconButton size="small" name={t("talk")} icon={<MessagesSquare aria-hidden className="size-4" />} onClick={() => onTalk(asker)} />
        </li>
      ))}
    </Rows>
  );
}
