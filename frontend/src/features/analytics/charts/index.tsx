import { useTranslation } from "react-i18next";
import { complaintsWith, messagesWith, ticketsWith } from "@/domain/places";
import { useName, VALUES } from "@/domain/labels";
import { useFormat } from "@/lib/format";
import { fallback } from "../measures";
import type { Range } from "../ranges";
import type { Stats } from "../stats";
import { Bars } from "./bars";
import { Columns } from "./columns";
import { Lines } from "./lines";
import { among, coloured, OUTCOME_COLOURS } from "./values";

type Props = { stats: Stats; before: Stats["figures"] | undefined; range: Range };

const MODEL_TARGET = 0.05;
const END_TO_END_MS = 70_000;
const DAY_MS = 86_400_000;

export function Charts(props: Props) {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <Messages {...props} />
      <Complaints {...props} />
    </div>
  );
}

function Messages({ stats, before, range }: Props) {
  const { t } = useTranslation("analytics");
  const name = useName();
  const format = useFormat();
  const shared = { stats, range };
  const outcomes = Object.entries(OUTCOME_COLOURS).map(([key, colour]) => ({
    key,
    colour,
    name: key === "waiting" || key === "overdue" ? t(`value.${key}`) : name("outcome", key),
  }));
  const times = [
    { key: "median", name: t("median"), colour: "var(--series-1)", of: (point: Stats["series"][number]) => point.times.end_to_end?.median.ms },
    { key: "p95", name: t("p95"), colour: "var(--series-3)", of: (point: Stats["series"][number]) => point.times.end_to_end?.p95.ms },
  ];
  const readBy = [{ key: "fallback", name: t("value.fallback"), colour: "var(--series-5)", of: ({ counts }: Stats["series"][number]) => fallback(counts)?.value }];
  return (
    <>
      <Columns
        {...shared}
        name="volume"
        what="messages"
        groups={outcomes}
        listOf={(days, key) =>
          messagesWith(key === "waiting" || key === "overdue" ? { ...days, waiting: true } : { ...days, outcome: among(VALUES.outcome, key) })
        }
      />
      <Lines {...shared} name="time" what={["end_to_end"]} lines={times} target={END_TO_END_MS} format={format.duration} listOf={messagesWith} />
      <Bars
        {...shared}
        before={before}
        name="intents"
        what="intents"
        bars={VALUES.intent.map((key) => ({ key, name: name("intent", key), to: messagesWith({ ...range, intent: [key] }) }))}
      />
      <Bars
        {...shared}
        before={before}
        name="languages"
        what="languages"
        bars={[
          ...VALUES.language.map((key) => ({ key, name: name("language", key), to: messagesWith({ ...range, language: [key] }) })),
          { key: "none", name: t("value.none") },
        ]}
      />
      <Lines
        {...shared}
        name="fallback"
        what={["readings"]}
        lines={readBy}
        target={MODEL_TARGET}
        format={format.percent}
        listOf={(days) => messagesWith({ ...days, by: ["rules"] })}
      />
      <Bars
        {...shared}
        before={before}
        name="lookUps"
        what="look_ups"
        bars={["cache", "portal", "stale", "not_found", "unavailable"].map((key) => ({
          key,
          name: t(`value.${key}`),
          to: messagesWith({ ...range, intent: ["status_check"] }),
        }))}
      />
    </>
  );
}

function Complaints({ stats, before, range }: Props) {
  const { t } = useTranslation("analytics");
  const name = useName();
  const format = useFormat();
  const shared = { stats, range };
  const days = [
    { key: "median", name: t("median"), colour: "var(--series-1)", of: (point: Stats["series"][number]) => point.times.resolved_in?.median.ms },
    { key: "p95", name: t("p95"), colour: "var(--series-3)", of: (point: Stats["series"][number]) => point.times.resolved_in?.p95.ms },
  ];
  return (
    <>
      <Columns
        {...shared}
        name="complaints"
        what="opened"
        groups={coloured(VALUES.complaint_type).map((each) => ({ ...each, name: name("complaint_type", each.key) }))}
        listOf={(within, key) => complaintsWith({ ...within, kind: among(VALUES.complaint_type, key) })}
      />
      <Lines
        {...shared}
        name="resolution"
        what={["resolved_in"]}
        lines={days}
        unit={DAY_MS}
        format={format.duration}
        listOf={(within) => complaintsWith({ ...within, status: ["resolved"] })}
      />
      <Bars
        {...shared}
        before={before}
        name="priorities"
        what="priorities"
        bars={VALUES.priority.map((key) => ({ key, name: name("priority", key), to: complaintsWith({ ...range, priority: [key] }) }))}
      />
      <Bars
        {...shared}
        before={before}
        name="regions"
        what="regions"
        bars={Object.keys(stats.figures.counts.regions ?? {}).map((key) =>
          key === "unknown" ? { key, name: t("value.unknown") } : { key, name: key, to: complaintsWith({ ...range, region: [key] }) },
        )}
      />
      <Bars
        {...shared}
        before={before}
        name="escalations"
        what="escalations"
        bars={[
          { key: "on_time", name: t("value.on_time"), colour: "var(--series-2)", to: ticketsWith({ ...range, sent: true }) },
          { key: "late", name: t("value.late"), colour: "var(--series-5)", to: ticketsWith({ ...range, late: true }) },
          { key: "waiting", name: t("value.running"), colour: "var(--series-3)", to: ticketsWith({ ...range, sent: false }) },
        ]}
      />
      <Bars
        {...shared}
        before={before}
        name="satisfaction"
        what="scores"
        bars={["1", "2", "3"].map((key, index) => ({
          key,
          name: t(`score.${key}`),
          colour: ["var(--series-2)", "var(--series-3)", "var(--series-5)"][index] ?? "",
          to: complaintsWith({ ...range, status: ["resolved"] }),
        }))}
      />
    </>
  );
}
