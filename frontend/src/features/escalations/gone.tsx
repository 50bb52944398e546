import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge, Card, Chip, Code, Skeleton, Time } from "@/components";
import { EscalationClock } from "@/domain/escalation-clock";
import { useName } from "@/domain/labels";
import { daysOf } from "@/lib/period";
import { type Schemas, useList } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";

const SHOWN = 8;

/** Sent today, and those of high priority that went by themselves. */
export function TodayCard() {
  const { t } = useTranslation("escalations");
  const today = useFormat().day(useNow());
  const { rows, isPending, hasNextPage } = useList("/api/tickets", { sent: true, ...daysOf("today", today), limit: 50 });
  return (
    <Card title={t("today.title")} actions={<Badge count={rows.length} name={t("today.count", { count: rows.length })} className="bg-line! text-ink!" />}>
      <Gone tickets={rows} pending={isPending} none={t("today.none")} />
      {(rows.length > SHOWN || hasNextPage) && (
        <p className="px-4 py-2">
          <Link to="/app/tickets" search={{ period: "today", sent: true }} className="text-info hover:underline">
            {t("all")}
          </Link>
        </p>
      )}
    </Card>
  );
}

/** Mails of the last seven days that took over five minutes; nothing when there are none. */
export function LateCard() {
  const { t } = useTranslation("escalations");
  const today = useFormat().day(useNow());
  const { rows, hasNextPage } = useList("/api/tickets", { late: true, sent: true, ...daysOf("week", today), limit: 50 });
  if (rows.length === 0) return null;
  return (
    <Card title={t("late.title")} actions={<Badge count={rows.length} name={t("late.count", { count: rows.length })} className="bg-bad-tint! text-bad!" />}>
      <Gone tickets={rows} pending={false} none="" />
      {(rows.length > SHOWN || hasNextPage) && (
        <p className="px-4 py-2">
          <Link to="/app/tickets" search={{ period: "week", late: true }} className="text-info hover:underline">
            {t("all")}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Gone({ tickets, pending, none }: { tickets: ReadonlyArray<Schemas["TicketOut"]>; pending: boolean; none: string }) {
  const { t } = useTranslation("escalations");
  const name = useName();
  if (pending) {
    return (
      <div className="p-4">
        <Skeleton className="h-16" />
      </div>
    );
  }
  if (tickets.length === 0) return <p className="px-4 py-3 text-soft">{none}</p>;
  return (
    <ul>
      {tickets.slice(0, SHOWN).map((ticket) => (
        <li key={ticket.id} className="flex flex-col gap-0.5 border-b border-line px-4 py-2 last:border-0">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <Link to="/app/tickets" search={{ open: ticket.id }} className="font-medium hover:underline">
              <Code>{ticket.number}</Code>
            </Link>
            <Code className="text-soft">{ticket.contract}</Code>
            {ticket.priority === "high" && <Chip>{t("byItself")}</Chip>}
            <Time at={ticket.opened_at} className="ms-auto text-soft" />
          </span>
          <span className="flex flex-wrap items-center justify-between gap-x-4">
            <span className="truncate text-soft">{name("complaint_type", ticket.kind)}</span>
            <EscalationClock decidedAt={ticket.opened_at} sentAt={ticket.sent_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
