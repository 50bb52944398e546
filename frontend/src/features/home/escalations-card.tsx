import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, Code, cx, Skeleton } from "@/components";
import type { Schemas } from "@/lib/api";
import { PLACES } from "./places";

const PROMISED_S = 300;

/** The five minutes of each escalation whose mail has not left. `asOf`: when the server said so. */
export function EscalationsCard({ running, asOf }: { running: ReadonlyArray<Schemas["RunningOut"]> | undefined; asOf: number }) {
  const { t } = useTranslation("home");
  const gone = useSecondsSince(asOf, Boolean(running?.some(({ late }) => !late)));
  return (
    <Card title={t("running.title")} actions={<More to={PLACES.unsent} />}>
      {!running ? (
        <div className="p-4">
          <Skeleton />
        </div>
      ) : running.length === 0 ? (
        <p className="px-4 py-3 text-soft">{t("running.none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {running.slice(0, 6).map((one) => (
            <Row key={one.ticket} one={one} left={Math.max(0, one.seconds_left - gone)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ one, left }: { one: Schemas["RunningOut"]; left: number }) {
  const { t } = useTranslation("home");
  const urgent = left < 60;
  return (
    <li>
      <Link to="/app/tickets" search={{ open: one.ticket }} className="flex items-center gap-3 px-4 py-2 outline-offset-[-2px] hover:bg-hover">
        <Code className="font-medium">{one.number}</Code>
        <Code className="text-soft">{one.contract}</Code>
        <span aria-hidden className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-line">
          <span
            className={cx("block h-full rounded-full", urgent ? "bg-bad" : "bg-accent")}
            style={{ inlineSize: `${(100 * left) / PROMISED_S}%` }}
          />
        </span>
        <span role="timer" className={cx("min-w-14 text-end font-medium", urgent && "text-bad")}>
          {left > 0 ? <Code>{clock(left)}</Code> : t("running.late")}
        </span>
      </Link>
    </li>
  );
}

export function More({ to }: { to: (typeof PLACES)[keyof typeof PLACES] }) {
  const { t } = useTranslation("home");
  return (
    <Link {...to} className="rounded-md text-[0.93rem] text-soft underline-offset-2 hover:text-ink hover:underline">
      {t("all")}
    </Link>
  );
}

/** "4:05" */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Whole seconds since a moment; it ticks only while something runs. */
function useSecondsSince(moment: number, runs: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return Math.max(0, Math.round((now - moment) / 1_000));
}
