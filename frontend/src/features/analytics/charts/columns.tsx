import { Bar } from "@visx/shape";
import { useNavigate } from "@tanstack/react-router";
import type { LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/format";
import { countOf } from "../measures";
import type { Range } from "../ranges";
import { rangeOf, type Stats } from "../stats";
import { Frame } from "./frame";
import { type Group, Legend } from "./legend";
import { Plot } from "./plot";
import { useMomentName } from "./moments";

type Props = {
  name: string;
  /** What is counted, and the values that stack, from below. */
  what: string;
  groups: ReadonlyArray<Omit<Group, "to">>;
  stats: Stats;
  range: Range;
  /** The list of some days; of one value, when it can tell them apart. */
  listOf: (range: Range, key?: string) => LinkProps;
};

/** How many there were by hour or day, stacked by what they were. */
export function Columns({ name, what, groups, stats, range, listOf }: Props) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const navigate = useNavigate();
  const momentName = useMomentName(stats.step);
  const totals = (key: string) => countOf(stats.figures.counts, what, key);
  const shown = groups.filter(({ key }) => totals(key) > 0);
  const columns = stats.series.map((point) => {
    const within = rangeOf(point, stats.step, format);
    const values = shown.map((group) => ({ ...group, count: countOf(point.counts, what, group.key), to: listOf(within, group.key) }));
    return { label: momentName(point.at), to: listOf(within), values, total: values.reduce((sum, { count }) => sum + count, 0) };
  });
  const says = (values: (typeof columns)[number]["values"]) =>
    values.filter(({ count }) => count > 0).map((each) => ({ name: each.name, text: format.number(each.count), colour: each.colour }));
  const text = { title: t(`chart.${name}.title`), hint: t(`chart.${name}.hint`) };
  return (
    <Frame
      {...text}
      what={[what]}
      range={range}
      empty={shown.length === 0}
      table={() => ({
        head: [t(stats.step), ...shown.map((group) => group.name)],
        rows: columns.map(({ label, to, values }) => ({
          label,
          to,
          cells: values.map(({ count, to: list }) => ({ text: format.number(count), to: count > 0 ? list : undefined })),
        })),
      })}
    >
      <Plot
        {...text}
        moments={columns.map(({ label, to, values }) => ({ label, to, says: says(values) }))}
        most={Math.max(...columns.map(({ total }) => total))}
        format={(count) => (Number.isInteger(count) ? format.compact(count) : "")}
        onOpen={(to) => void navigate(to)}
      >
        {({ x, width, y, floor }) =>
          columns.map(({ label, values }, index) => {
            let below = 0;
            return values.map(({ key, count, colour, to }) => {
              const [from, upTo] = [y(below), y((below += count))];
              return count > 0 ? (
                <Bar
                  key={label + key}
                  x={x(index)}
                  width={width}
                  y={upTo}
                  height={Math.max(0, Math.min(from, floor) - upTo)}
                  className="cursor-pointer hover:brightness-110"
                  style={{ fill: colour }}
                  onClick={() => void navigate(to)}
                />
              ) : null;
            });
          })
        }
      </Plot>
      <Legend groups={shown.map((group) => ({ ...group, to: listOf(range, group.key) }))} totals={totals} />
    </Frame>
  );
}
