import { BookOpen, Check, CheckCheck, CircleAlert, CircleStop, ClockAlert, Eye, Inbox, type LucideIcon, MessageSquareReply, Search, UserCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, cx } from "@/components";
import { useName } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { Said } from "./said";

type Step = Schemas["StepOut"];

const ICONS: Record<Step["step"], LucideIcon> = {
  received: Inbox,
  read: BookOpen,
  looked_up: Search,
  replied: MessageSquareReply,
  settled: CircleStop,
  accepted: Check,
  unconfirmed: ClockAlert,
  delivered: CheckCheck,
  seen: Eye,
  failed: CircleAlert,
  handled: UserCheck,
};

/** Every step JARVIS took, when, and how long each waited for the one before. */
export function Steps({ file }: { file: Schemas["MessageFile"] }) {
  return (
    <ol className="flex flex-col">
      {file.timeline.map((step, index) => (
        // oxlint-disable-next-line no-array-index-key -- a timeline only grows at its end
        <StepLine key={index} step={step} file={file} last={index === file.timeline.length - 1} />
      ))}
    </ol>
  );
}

function StepLine({ step, file, last }: { step: Step; file: Schemas["MessageFile"]; last: boolean }) {
  const { t } = useTranslation("conversation");
  const format = useFormat();
  const Icon = ICONS[step.step];
  const failed = step.step === "failed";
  return (
    <li className="flex gap-2.5">
      <span aria-hidden className="flex flex-col items-center">
        <span className={cx("flex size-6 shrink-0 items-center justify-center rounded-full", failed ? "bg-bad-tint text-bad" : "bg-calm-tint text-calm")}>
          <Icon className="size-3.5" />
        </span>
        {!last && <span className="w-px flex-1 bg-line" />}
      </span>
      <div className={cx("min-w-0 flex-1", !last && "pb-3")}>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={cx("font-medium", failed && "text-bad")}>{t(`step.${step.step}`)}</span>
          {step.by && <Bidi className="text-soft">{step.by.name || step.by.email}</Bidi>}
          <span className="tabular ms-auto flex gap-2 text-[0.86rem] text-soft">
            {typeof step.took_ms === "number" && <bdi>+{format.duration(step.took_ms)}</bdi>}
            {step.at && (
              <time dateTime={step.at} title={format.exact(step.at)} dir="ltr">
                {format.clock(step.at)}
              </time>
            )}
          </span>
        </p>
        <Facts step={step} file={file} />
      </div>
    </li>
  );
}

function Facts({ step, file }: { step: Step; file: Schemas["MessageFile"] }) {
  const { t } = useTranslation("conversation");
  const name = useName();
  const facts = step.facts ?? {};
  const soft = "text-soft wrap-anywhere";
  switch (step.step) {
    case "received":
      return <p className={soft}>{t("fact.number", { instance: facts.instance ?? "" })}</p>;
    case "read":
      return <p className={soft}>{t("fact.readBy", { by: name("read_by", facts.by ?? "") })}</p>;
    case "looked_up":
      return <LookUp facts={facts} file={file} />;
    case "replied":
      return file.sent ? (
        <details className="mt-0.5">
          <summary className="w-fit cursor-pointer text-accent-text">{t("fact.showReply")}</summary>
          <div className="mt-1 rounded-lg bg-good-tint px-2.5 py-1.5"><Said text={file.sent.text} /></div>
        </details>
      ) : null;
    case "accepted":
      return Number(facts.attempts) > 1 ? <p className={soft}>{t("fact.attempts", { count: Number(facts.attempts) })}</p> : null;
    case "settled":
      return <p className={soft}>{ending(name("outcome", facts.outcome ?? ""), facts.reason, t)}</p>;
    case "failed":
      return <p className="wrap-anywhere text-bad">{ending(facts.outcome ? name("outcome", facts.outcome) : "", facts.reason, t)}</p>;
    default:
      return null;
  }
}

type Say = (key: string, values: Record<string, string>) => string;

/** "Limité : trop de messages"; a reason without words of ours is shown as it stands. */
function ending(outcome: string, reason: string | undefined, t: Say): string {
  const why = reason && t(`why.${reason.replaceAll(" ", "_")}`, { defaultValue: reason });
  return [outcome, why].filter(Boolean).join(" : ");
}

/** What the portal said of one contract, and how old that was when the answer left. */
function LookUp({ facts, file }: { facts: Record<string, string>; file: Schemas["MessageFile"] }) {
  const { t } = useTranslation("conversation");
  const format = useFormat();
  const { contract, source = "portal", etat, sous_etat: below, read_at: at, reason } = facts;
  const answered = file.sent?.queued_at ?? file.settled_at;
  const age = at && answered ? Math.max(Date.parse(answered) - Date.parse(at), 0) : null;
  return (
    <div className="text-soft">
      <p className="wrap-anywhere">
        <Code className="font-medium text-ink">{contract}</Code> {etat ? <Bidi className="text-ink">{[etat, below].filter(Boolean).join(" › ")}</Bidi> : t(`source.${source}`)}
        {reason && ` (${t(`why.${reason.replaceAll(" ", "_")}`, { defaultValue: reason })})`}
      </p>
      {etat && at && (
        <p className={cx(source === "stale" && "text-warn")}>
          {t(`source.${source}`)}, {t("fact.readAt", { time: format.time(at) })}
          {age !== null && age >= 1_000 && ` · ${t("fact.age", { age: format.duration(age) })}`}
        </p>
      )}
    </div>
  );
}
