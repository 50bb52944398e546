import { useTranslation } from "react-i18next";
import { Tile, type TileProps, Time } from "@/components";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { PLACES } from "./places";

type Count = Schemas["Count"];

/** What waits for somebody: each figure leads to its list. */
export function Tiles({ today }: { today: Schemas["TodayOut"] | undefined }) {
  const { t } = useTranslation("home");
  const tile = useTile();
  const running = today && { count: today.escalations.length };
  return (
    <section aria-label={t("waits")} className="grid grid-cols-2 gap-2 md:grid-cols-4 md:gap-3">
      <Tile {...tile("attention", today?.attention, "warn")} />
      <Tile {...tile("unanswered", today?.unanswered, "bad")} />
      <Tile {...tile("high", today?.high_priority, "bad")} />
      <Tile {...tile("proposed", today?.proposed, "warn")} />
      <Tile
        {...tile("waiting", today && { count: today.waiting })}
        hint={today?.oldest_waiting_at ? <Oldest at={today.oldest_waiting_at} /> : t("hint.waiting")}
      />
      <Tile {...tile("parked", today?.parked)} />
      <Tile {...tile("unassigned", today?.unassigned, "warn")} />
      <Tile {...tile("unsent", running, today?.escalations.some(({ late }) => late) ? "bad" : "warn")} />
    </section>
  );
}

function useTile() {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (name: keyof typeof PLACES, count: Partial<Count> | undefined, tone: TileProps["tone"] = "plain"): TileProps => ({
    label: t(`tile.${name}`),
    value: count && `${format.number(count.count ?? 0)}${count.more ? "+" : ""}`,
    tone: count?.count ? tone : "none",
    hint: t(`hint.${name}`),
    to: PLACES[name],
  });
}

function Oldest({ at }: { at: string }) {
  const { t } = useTranslation("home");
  return (
    <>
      {t("oldest")} <Time at={at} />
    </>
  );
}
