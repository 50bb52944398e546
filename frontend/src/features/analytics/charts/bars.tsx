import { Link, type LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Bidi, Code } from "@/components";
import { useFormat } from "@/lib/format";
import { countOf } from "../measures";
import type { Range } from "../ranges";
import type { Stats } from "../stats";
import { Frame } from "./frame";

export type BarOf = { key: string; name: string; colour?: string; to?: LinkProps | undefined };
type Props = { name: string; what: string; bars: readonly BarOf[]; stats: Stats; before: Stats["figures"] | undefined; range: Range };

const MOST_BARS = 10;

/** How many there were of each, against the period before. */
export function Bars({ name, what, bars, stats, before, range }: Props) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const all = bars
    .map((bar) => ({ ...bar, count: countOf(stats.figures.counts, what, bar.key), earlier: before && countOf(before.counts, what, bar.key) }))
    .filter(({ count, earlier }) => count > 0 || (earlier ?? 0) > 0);
  const sum = all.reduce((total, { count }) => total + count, 0);
  const most = Math.max(1, ...all.flatMap(({ count, earlier }) => [count, earlier ?? 0]));
  return (
    <Frame
      title={t(`chart.${name}.title`)}
      hint={t(`chart.${name}.hint`)}
      what={[what]}
      range={range}
      empty={all.length === 0}
      table={() => ({
        head: ["", t("now"), t("before")],
        rows: all.map(({ name: label, to, count, earlier }) => ({
          label,
          to,
          cells: [{ text: format.number(count), to }, { text: earlier === undefined ? "–" : format.number(earlier) }],
        })),
      })}
    >
      <ul className="flex flex-col gap-0.5">
        {all.slice(0, MOST_BARS).map(({ key, ...bar }) => (
          <Row key={key} {...bar} most={most} share={sum ? bar.count / sum : 0} />
        ))}
      </ul>
    </Frame>
  );
}

type RowProps = Omit<BarOf, "key"> & { count: number; earlier: number | undefined; most: number; share: number };

function Row({ name, colour, to, count, earlier, most, share }: RowProps) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const content = (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate">
          <Bidi>{name}</Bidi>
        </span>
        <Code className="font-medium">{format.number(count)}</Code>
        <Code className="w-14 text-end text-soft">{format.percent(share)}</Code>
        {earlier !== undefined && (
          <span className="w-16 text-end text-[0.86rem] text-soft">
            <span className="sr-only">{t("before")} </span>
            <Code>({format.number(earlier)})</Code>
          </span>
        )}
      </span>
      <span aria-hidden className="relative mt-0.5 block h-2 overflow-hidden rounded-full bg-hover">
        <span className="absolute inset-y-0 start-0 rounded-full bg-line" style={{ inlineSize: `${(100 * (earlier ?? 0)) / most}%` }} />
        <span
          className="absolute inset-y-0.5 start-0 rounded-full"
          style={{ inlineSize: `${(100 * count) / most}%`, background: colour ?? "var(--series-1)" }}
        />
      </span>
    </>
  );
  return (
    <li>
      {to ? (
        <Link {...to} className="block rounded-md px-1 py-0.5 hover:bg-hover">
          {content}
        </Link>
      ) : (
        <div className="px-1 py-0.5">{content}</div>
      )}
    </li>
  );
}
