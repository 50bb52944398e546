import { Circle, LinePath } from "@visx/shape";
import type { LinkProps } from "@tanstack/react-router";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/format";
import type { Range } from "../ranges";
import { type Point, rangeOf, type Stats } from "../stats";
import { Frame } from "./frame";
import { Legend } from "./legend";
import { useMomentName } from "./moments";
import { Plot } from "./plot";

type Line = { key: string; name: string; colour: string; of: (point: Point) => number | undefined };
type Props = {
  name: string;
  what: readonly string[];
  lines: readonly Line[];
  /** What is promised: drawn across. */
  target?: number;
  format: (value: number) => string;
  unit?: number;
  stats: Stats;
  range: Range;
  listOf: (range: Range) => LinkProps;
};

/** How a figure moved; where nothing was measured there is no line. */
export function Lines({ name, what, lines, target, format: read, unit, stats, range, listOf }: Props) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const navigate = useNavigate();
  const momentName = useMomentName(stats.step);
  const columns = stats.series.map((point) => ({
    label: momentName(point.at),
    to: listOf(rangeOf(point, stats.step, format)),
    values: lines.map((line) => ({ ...line, value: line.of(point) })),
  }));
  const known = columns.flatMap(({ values }) => values.flatMap(({ value }) => (value === undefined ? [] : [value])));
  const text = { title: t(`chart.${name}.title`), hint: t(`chart.${name}.hint`) };
  return (
    <Frame
      {...text}
      what={what}
      range={range}
      empty={known.length === 0}
      table={() => ({
        head: [t(stats.step), ...lines.map((line) => line.name)],
        rows: columns.map(({ label, to, values }) => ({
          label,
          to,
          cells: values.map(({ value }) => ({ text: value === undefined ? "–" : read(value), to: value === undefined ? undefined : to })),
        })),
      })}
    >
      <Plot
        {...text}
        moments={columns.map(({ label, to, values }) => ({
          label,
          to,
          says: values.map(({ name: line, value, colour }) => ({ name: line, text: value === undefined ? "–" : read(value), colour })),
        }))}
        most={Math.max(...known, target ?? 0)}
        unit={unit}
        format={read}
        onOpen={(to) => void navigate(to)}
      >
        {({ x, width, y }) => (
          <>
            {target !== undefined && (
              <LinePath
                data={[0, columns.length - 1]}
                x={(index) => x(index) + width / 2}
                y={() => y(target)}
                className="stroke-soft"
                strokeDasharray="4 4"
                pointerEvents="none"
              />
            )}
            {lines.map((line, which) => (
              <g key={line.key} style={{ color: line.colour }}>
                <LinePath
                  data={columns}
                  defined={({ values }) => values[which]?.value !== undefined}
                  x={(_, index) => x(index) + width / 2}
                  y={({ values }) => y(values[which]?.value ?? 0)}
                  stroke="currentColor"
                  strokeWidth={2}
                  pointerEvents="none"
                />
                {columns.map(({ label, values, to }, index) => {
                  const value = values[which]?.value;
                  return value === undefined ? null : (
                    <Circle
                      key={label}
                      cx={x(index) + width / 2}
                      cy={y(value)}
                      r={3.5}
                      fill="currentColor"
                      className="cursor-pointer stroke-surface"
                      onClick={() => void navigate(to)}
                    />
                  );
                })}
              </g>
            ))}
          </>
        )}
      </Plot>
      <Legend groups={lines} />
    </Frame>
  );
}
