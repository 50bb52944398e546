import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Code } from "@/components";
import { EscalationClock } from "@/domain/escalation-clock";
import { State } from "@/domain/labels";
import { WaitingMail } from "@/domain/waiting-mail";
import type { CaseFile } from "./changes";

/** Our tickets at Orange, newest first, each with its five minutes; and the mails that still wait. */
export function Tickets({ file }: { file: CaseFile }) {
  const { t } = useTranslation("complaints");
  if (file.tickets.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-[0.93rem] text-soft">{t("detail.atOrange")}</h3>
      <ul className="flex flex-col gap-2">
        {file.tickets.map((ticket) => (
          <li key={ticket.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-md border border-line px-3 py-2">
            <span className="flex flex-wrap items-center gap-2">
              <Link to="/app/tickets" search={{ open: ticket.id }} className="font-medium text-info hover:underline">
                <Code>{ticket.number}</Code>
              </Link>
              {ticket.orange_id && <Code className="text-soft">{ticket.orange_id}</Code>}
              <State of="ticket_status" is={ticket.status} />
            </span>
            <EscalationClock decidedAt={ticket.opened_at} sentAt={ticket.sent_at} />
          </li>
        ))}
      </ul>
      {file.notices.map((notice) => (
        <WaitingMail key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
