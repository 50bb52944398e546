import { useTranslation } from "react-i18next";
import { cx, Figure, Tile } from "@/components";
import { complaintsWith, messagesWith } from "@/domain/places";
import { useFormat } from "@/lib/format";
import { cached, type Counts, delivered, satisfied, type Share, unaided } from "./measures";
import type { Range } from "./ranges";
import { Sparkline } from "./sparkline";
import type { Stats } from "./stats";

type Figures = Stats["figures"];
type Props = { stats: Stats | undefined; before: Figures | undefined; range: Range };

const p95 = ({ times }: Pick<Figures, "times">) => times.end_to_end?.p95.ms;

/** The five figures that say whether JARVIS does its work; each against the period before. */
export function Tiles({ stats, before, range }: Props) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const shares = {
    delivery: { of: delivered, to: messagesWith({ ...range, delivery: ["accepted", "server_ack", "failed"] }) },
    unaided: { of: unaided, to: messagesWith({ ...range, outcome: ["limited", "with_human", "parked", "failed"] }) },
    cache: { of: cached, to: messagesWith({ ...range, intent: ["status_check"] }) },
    satisfaction: { of: satisfied, to: complaintsWith({ ...range, status: ["resolved"] }) },
  };
  const tile = (name: keyof typeof shares) => {
    const { of, to } = shares[name];
    const now = stats && of(stats.figures.counts);
    return (
      <Tile
        label={t(`tile.${name}`)}
        value={stats && (now ? format.percent(now.value) : "–")}
        tone={now ? "plain" : "none"}
        hint={stats && <Against now={now} then={before && of(before.counts)} />}
        to={to}
      >
        <Sparkline values={stats?.series.map(({ counts }) => of(counts as Counts)?.value) ?? []} />
      </Tile>
    );
  };
  const time = stats && p95(stats.figures);
  return (
    <section aria-label={t("tile.title")} className="grid grid-cols-2 gap-2 md:grid-cols-3 md:gap-3 xl:grid-cols-5">
      {tile("delivery")}
      <Tile
        label={t("tile.time")}
        value={stats && (time === undefined ? "–" : format.duration(time))}
        tone={time === undefined ? "none" : "plain"}
        hint={stats && <Slower now={time} then={before && p95(before)} />}
        to={messagesWith(range)}
      >
        <Sparkline values={stats?.series.map(p95) ?? []} />
      </Tile>
      {tile("unaided")}
      {tile("cache")}
      {tile("satisfaction")}
    </section>
  );
}

/** "+1.2 pt", and of how many. */
function Against({ now, then }: { now: Share; then: Share }) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  if (!now) return t("nothingMeasured");
  const points = then && Math.round((now.value - then.value) * 1_000) / 10;
  return (
    <>
      {points !== undefined && <Change value={points} text={t("points", { value: format.signed(points) })} />}
      {t("of", { count: now.size, formatted: format.number(now.size) })}
    </>
  );
}

/** Less time is better. */
function Slower({ now, then }: { now: number | undefined; then: number | undefined }) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  if (now === undefined) return t("nothingMeasured");
  return then ? <Change value={then - now} text={format.difference((now - then) / then)} /> : null;
}

function Change({ value, text }: { value: number; text: string }) {
  const { t } = useTranslation("analytics");
  return (
    <span className={cx("me-1.5 font-medium", value > 0 && "text-good", value < 0 && "text-bad")}>
      <Figure>{text}</Figure>
      <span className="sr-only"> {t("thanBefore")}</span>
    </span>
  );
}
