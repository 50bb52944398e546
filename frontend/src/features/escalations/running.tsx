import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, Card, Code, FaultState, Skeleton } from "@/components";
import { EscalationClock } from "@/domain/escalation-clock";
import { WaitingMail } from "@/domain/waiting-mail";
import { api, useList, type Schemas } from "@/lib/api";

/** Whose reason is asked for: the oldest; the others wait for the same one. */
const EXPLAINED = 3;

/** Decided, and the mail is not at Orange yet: each with its five minutes and what holds it back. */
export function Running() {
  const { t } = useTranslation("escalations");
  const { rows, error, refetch, isPending } = useList("/api/tickets", { sent: false, sort: "oldest", limit: 50 });
  return (
    <Card title={t("running.title")} actions={<Badge count={rows.length} name={t("running.count", { count: rows.length })} />}>
      {error && rows.length === 0 && <FaultState error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div className="p-4">
          <Skeleton className="h-12" />
        </div>
      )}
      {!isPending && !error && rows.length === 0 && (
        <p className="flex items-center gap-2 px-4 py-3">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          {t("running.none")}
        </p>
      )}
      <ul>
        {rows.map((ticket, index) => (
          <li key={ticket.id} className="flex flex-col gap-2 border-b border-line px-4 py-2.5 last:border-0">
            <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span className="flex items-baseline gap-2">
                <Link to="/app/tickets" search={{ open: ticket.id }} className="font-medium hover:underline">
                  <Code>{ticket.number}</Code>
                </Link>
                <Code className="text-soft">{ticket.contract}</Code>
              </span>
              <EscalationClock decidedAt={ticket.opened_at} sentAt={ticket.sent_at} />
            </span>
            {index < EXPLAINED && <Why ticket={ticket} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Why({ ticket }: { ticket: Schemas["TicketOut"] }) {
  const { data } = api.useQuery("get", "/api/tickets/{ticket_id}", { params: { path: { ticket_id: ticket.id } } });
  return data?.notices.filter(({ kind, why }) => kind === "orange" && why).map((notice) => <WaitingMail key={notice.id} notice={notice} />);
}
