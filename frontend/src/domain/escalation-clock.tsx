/** The five minutes from the decision to the mail at Orange: running, kept or missed. */

import { CircleCheck, Timer, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/components/cx";
import { useFormat } from "@/lib/format";

export const ESCALATION_MS = 5 * 60_000;

type Props = {
  decidedAt: string;
  sentAt: string | null | undefined;
  /** In a list: one line, without the bar. */
  compact?: boolean;
  className?: string;
};

export function EscalationClock({ decidedAt, sentAt, compact, className }: Props) {
  if (sentAt) return <Stopped decidedAt={decidedAt} sentAt={sentAt} className={className} />;
  return <Running decidedAt={decidedAt} compact={compact} className={className} />;
}

function Stopped({ decidedAt, sentAt, className }: Pick<Props, "decidedAt" | "className"> & { sentAt: string }) {
  const { t } = useTranslation("domain");
  const format = useFormat();
  const ms = Date.parse(sentAt) - Date.parse(decidedAt);
  const late = ms > ESCALATION_MS;
  const Sign = late ? TriangleAlert : CircleCheck;
  return (
    <span className={cx("inline-flex items-center gap-1.5", late ? "text-bad" : "text-good", className)}>
      <Sign aria-hidden className="size-4 shrink-0" />
      {t(late ? "clock.sentLate" : "clock.sent", { taken: format.duration(Math.max(0, ms)) })}
    </span>
  );
}

function Running({ decidedAt, compact, className }: Pick<Props, "decidedAt" | "compact" | "className">) {
  const { t } = useTranslation("domain");
  const format = useFormat();
  const past = useSecond() - Date.parse(decidedAt);
  const left = ESCALATION_MS - past;
  const late = left <= 0;
  const share = Math.min(1, Math.max(0, past / ESCALATION_MS));
  const tone = late ? "text-bad" : share > 0.6 ? "text-warn" : "text-info";
  return (
    <span role="timer" className={cx("inline-flex flex-col gap-1", !compact && "min-w-40", tone, className)}>
      <span className="inline-flex items-center gap-1.5">
        <Timer aria-hidden className="size-4 shrink-0" />
        {late ? t("clock.late", { by: format.duration(-left) }) : t("clock.left", { left: minutes(left) })}
      </span>
      {!compact && (
        <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
          <span className="block h-full rounded-full bg-current" style={{ inlineSize: `${share * 100}%` }} />
        </span>
      )}
    </span>
  );
}

/** "4:09", kept left to right inside an Arabic sentence. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `\u2066${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}\u2069`;
}

function useSecond(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
