import { Link } from "@tanstack/react-router";
import { Bot, CircleCheck, FileSearch, type LucideIcon, MessageSquareText, MessageSquareWarning, Send, Ticket, TicketCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Card, Code, cx } from "@/components";
import { State } from "@/domain/labels";
import { NotText, typedIn } from "@/features/conversation/content";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";

type Entry = Schemas["TimelineEntry"];
type File = Schemas["ContractFile"];

const ICONS: Record<Entry["what"], [icon: LucideIcon, look: string]> = {
  status_read: [FileSearch, "bg-calm-tint text-calm"],
  message: [MessageSquareText, "bg-info-tint text-info"],
  reply: [Bot, "bg-good-tint text-good"],
  complaint_opened: [MessageSquareWarning, "bg-warn-tint text-warn"],
  complaint_resolved: [CircleCheck, "bg-good-tint text-good"],
  ticket_opened: [Ticket, "bg-warn-tint text-warn"],
  ticket_sent: [Send, "bg-info-tint text-info"],
  ticket_closed: [TicketCheck, "bg-good-tint text-good"],
};
const PART = 60;

/** Statuses, messages, answers, complaints and tickets, the newest first, day by day. */
export function Timeline({ file }: { file: File }) {
  const { t } = useTranslation("contracts");
  const format = useFormat();
  const [shown, setShown] = useState(PART);
  const entries = file.timeline.slice(0, shown);
  return (
    <Card title={t("timeline")}>
      <ol className="flex flex-col px-4 py-3">
        {entries.map((entry, index) => {
          const day = format.day(entry.at);
          const before = entries[index - 1];
          return (
            // oxlint-disable-next-line no-array-index-key -- two readings of one moment are told apart by their place alone
            <li key={`${entry.what}${entry.at}${index}`}>
              {(!before || format.day(before.at) !== day) && (
                <h3 className="pt-2 pb-1.5 text-[0.86rem] font-medium text-soft first-letter:uppercase">{format.weekday(entry.at)}</h3>
              )}
              <Line entry={entry} file={file} />
            </li>
          );
        })}
      </ol>
      {file.timeline.length > shown && (
        <div className="flex justify-center pb-3">
          <Button size="small" onClick={() => setShown(shown + PART)}>
            {t("more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Line({ entry, file }: { entry: Entry; file: File }) {
  const { t } = useTranslation("contracts");
  const format = useFormat();
  const [Icon, look] = ICONS[entry.what];
  return (
    <div className="flex gap-2.5 pb-3">
      <span aria-hidden className={cx("mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full", look)}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <Door entry={entry}>{t(`what.${entry.what}`)}</Door>
          <time dateTime={entry.at} title={format.exact(entry.at)} className="tabular ms-auto text-[0.86rem] text-soft">
            {format.time(entry.at)}
          </time>
        </p>
        <Told entry={entry} file={file} />
      </div>
    </div>
  );
}

function Door({ entry: { what, id }, children }: { entry: Entry; children: ReactNode }) {
  const look = "font-medium hover:underline";
  if (what === "message" && id) return <Link to="/app/messages" search={{ open: id }} className={look}>{children}</Link>;
  if (what.startsWith("complaint") && id) return <Link to="/app/complaints" search={{ open: id }} className={look}>{children}</Link>;
  if (what.startsWith("ticket") && id) return <Link to="/app/tickets" search={{ open: id }} className={look}>{children}</Link>;
  return <span className="font-medium">{children}</span>;
}

function Told({ entry: { what, id, facts }, file }: { entry: Entry; file: File }) {
  switch (what) {
    case "status_read":
      return <Bidi className="text-soft">{[facts?.etat, facts?.sous_etat].filter(Boolean).join(" › ")}</Bidi>;
    case "message": {
      const message = file.messages.find((each) => each.id === id);
      return message ? <Words message={message} /> : null;
    }
    case "reply":
      return facts?.delivery ? <State of="delivery" is={facts.delivery} /> : null;
    case "complaint_opened":
    case "complaint_resolved":
      return (
        <p className="flex flex-wrap gap-1.5">
          <State of="complaint_type" is={facts?.kind ?? ""} />
          <State of="priority" is={facts?.priority ?? ""} />
        </p>
      );
    default:
      return <Code className="text-soft">{facts?.number ?? ""}</Code>;
  }
}

function Words({ message }: { message: Schemas["MessageOut"] }) {
  const text = typedIn(message.content);
  return (
    <div className="mt-0.5 w-fit max-w-full rounded-lg bg-ground px-2.5 py-1.5">
      <Bidi className="text-[0.86rem] text-soft">{message.contractor.name}</Bidi>
      {text ? (
        <p dir="auto" className="line-clamp-3 whitespace-pre-wrap wrap-anywhere">
          {text}
        </p>
      ) : (
        <NotText content={message.content} />
      )}
    </div>
  );
}
