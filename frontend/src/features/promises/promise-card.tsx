import { Link, type LinkProps } from "@tanstack/react-router";
import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Chip, Code, cx, Figure } from "@/components";
import { complaintsWith, messagesWith, ticketsWith } from "@/domain/places";
import { cached, delivered, fallback, onTime, satisfied } from "@/features/analytics/measures";
import type { Range } from "@/features/analytics/ranges";
import { Sparkline } from "@/features/analytics/sparkline";
import type { Point } from "@/features/analytics/stats";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { languageNow } from "@/lib/i18n";
import { usePromiseFigures } from "./figures";

type Promised = Schemas["PromiseOut"];
type Key = Promised["key"];

const LOOKS = {
  kept: { tone: "good", Sign: CircleCheck },
  broken: { tone: "bad", Sign: CircleX },
  unknown: { tone: "calm", Sign: CircleHelp },
} as const;

/** How it moved, where the counts of a day can tell. */
const TRENDS: Partial<Record<Key, (point: Point) => number | undefined>> = {
  delivery: ({ counts }) => delivered(counts)?.value,
  end_to_end: ({ times }) => times.end_to_end?.p95.ms,
  model: ({ counts }) => fallback(counts)?.value,
  cache: ({ counts }) => cached(counts)?.value,
  satisfaction: ({ counts }) => satisfied(counts)?.value,
  escalation: ({ counts }) => onTime(counts)?.value,
};

/** The list of what broke it, where there is one; else of what it is measured on. */
function listOf(key: Key, range: Range): LinkProps | undefined {
  switch (key) {
    case "delivery":
      return messagesWith({ ...range, delivery: ["accepted", "server_ack", "failed"] });
    case "nothing_lost":
      return messagesWith({ ...range, waiting: true });
    case "model":
      return messagesWith({ ...range, by: ["rules"] });
    case "detection":
    case "cache":
      return messagesWith({ ...range, intent: ["status_check"] });
    case "end_to_end":
    case "bilingual":
    case "throughput":
      return messagesWith(range);
    case "satisfaction":
      return complaintsWith({ ...range, status: ["resolved"] });
    case "escalation":
      return ticketsWith({ ...range, late: true });
    case "sign_in_mail":
      return undefined;
  }
}

type Props = { promise: Promised; series: readonly Point[] | undefined; range: Range };

export function PromiseCard({ promise, series, range }: Props) {
  const { t } = useTranslation("promises");
  const format = useFormat();
  const { value, target } = usePromiseFigures()(promise);
  const { tone, Sign } = LOOKS[promise.standing];
  const trend = TRENDS[promise.key];
  const to = listOf(promise.key, range);
  const language = languageNow();
  return (
    <li id={promise.key} className="flex scroll-mt-16 flex-col gap-2 rounded-card border border-line bg-surface px-4 py-3 target:border-focus">
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-semibold">{t(`name.${promise.key}`)}</h2>
        <Chip tone={tone} icon={<Sign aria-hidden className="size-3.5" />}>
          {t(`standing.${promise.standing}`)}
        </Chip>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2.5">
        <Figure className={cx("text-[1.72rem] leading-tight font-semibold", promise.standing === "broken" && "text-bad")}>{value}</Figure>
        <span className="text-soft">
          {t("target")} <Code>{target}</Code>
        </span>
        <span className="ms-auto text-soft">
          {to ? (
            <Link {...to} className="rounded-sm underline-offset-2 hover:underline">
              {t("sample", { count: promise.sample, formatted: format.number(promise.sample) })}
            </Link>
          ) : (
            t("sample", { count: promise.sample, formatted: format.number(promise.sample) })
          )}
        </span>
      </p>
      {trend && series && series.length > 1 && <Sparkline values={series.map(trend)} />}
      <dl className="mt-auto flex flex-col gap-1.5 text-[0.93rem]">
        <div>
          <dt className="font-medium">{t("counted")}</dt>
          <dd className="text-soft">{promise.counted[language]}</dd>
        </div>
        <div>
          <dt className="font-medium">{t("missing")}</dt>
          <dd className="text-soft">{promise.missing[language]}</dd>
        </div>
      </dl>
    </li>
  );
}
