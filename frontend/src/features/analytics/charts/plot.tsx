/** What the charts over time share: axes that turn with the language, a grid, and a line that says what is there. */

import { Axis, type TickRendererProps } from "@visx/axis";
import { GridRows } from "@visx/grid";
import { ParentSize } from "@visx/responsive";
import { scaleBand, scaleLinear } from "@visx/scale";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkProps } from "@tanstack/react-router";
import { Figure } from "@/components";

const HEIGHT = 216;
const BELOW = 24;
const ABOVE = 8;
const BESIDE = 44;
const LABEL_PX = 62;

export type Moment = { label: string; says: readonly Said[]; to: LinkProps };
export type Said = { name: string; text: string; colour?: string | undefined };
export type Scales = { x: (index: number) => number; width: number; y: (value: number) => number; floor: number };

type Props = {
  title: string;
  hint: string;
  moments: readonly Moment[];
  /** The greatest value that shows. */
  most: number;
  /** What the axis counts in, so that its steps are round: a day of milliseconds, say. */
  unit?: number | undefined;
  format: (value: number) => string;
  onOpen: (to: LinkProps) => void;
  children: (scales: Scales) => ReactNode;
};

export function Plot(props: Props) {
  // Positions are counted from the left whatever the language; what reads from the right is turned by the scale.
  return (
    <div dir="ltr" className="relative" style={{ blockSize: HEIGHT }}>
      <ParentSize debounceTime={50}>{({ width }) => (width > 0 ? <Drawing {...props} width={width} /> : null)}</ParentSize>
    </div>
  );
}

function Drawing({ title, hint, moments, most, unit = 1, format, onOpen, children, width }: Props & { width: number }) {
  const { i18n } = useTranslation();
  const id = useId();
  const [here, setHere] = useState<number | null>(null);
  const mirrored = i18n.dir() === "rtl";
  const inner: [number, number] = mirrored ? [width - BESIDE, 0] : [BESIDE, width];
  const band = scaleBand({ domain: moments.map((_, index) => index), range: inner, paddingInner: 0.25, paddingOuter: 0.15 });
  const scale = scaleLinear({ domain: [0, most / unit || 1], range: [HEIGHT - BELOW, ABOVE], nice: 4 });
  const every = Math.max(1, Math.ceil((moments.length * LABEL_PX) / (width - BESIDE)));
  const scales = { x: (index: number) => band(index) ?? 0, width: band.bandwidth(), y: (value: number) => scale(value / unit), floor: HEIGHT - BELOW };
  return (
    <>
      <svg width={width} height={HEIGHT} role="group" aria-labelledby={`${id}t ${id}d`} className="block overflow-visible">
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{hint}</desc>
        <GridRows scale={scale} left={mirrored ? 0 : BESIDE} width={width - BESIDE} numTicks={4} stroke="var(--line)" />
        {moments.map((moment, index) => (
          <rect
            key={moment.label}
            x={scales.x(index) - scales.width * 0.15}
            width={scales.width * 1.3}
            y={ABOVE}
            height={scales.floor - ABOVE}
            className={index === here ? "fill-hover" : "fill-transparent"}
            onMouseEnter={() => setHere(index)}
            onMouseLeave={() => setHere(null)}
            onClick={() => onOpen(moment.to)}
          />
        ))}
        {children(scales)}
        <Axis
          orientation={mirrored ? "right" : "left"}
          left={mirrored ? width - BESIDE : BESIDE}
          scale={scale}
          numTicks={4}
          hideAxisLine
          hideTicks
          tickFormat={(value) => format(Number(value) * unit)}
          tickComponent={mirrored ? afterAxis : beforeAxis}
        />
        <Axis
          orientation="bottom"
          top={HEIGHT - BELOW}
          scale={band}
          tickValues={moments.map((_, index) => index).filter((index) => index % every === 0)}
          hideTicks
          stroke="var(--line)"
          tickFormat={(index) => moments[Number(index)]?.label}
          tickComponent={belowAxis}
        />
      </svg>
      {here !== null && moments[here] && <Bubble moment={moments[here]} at={scales.x(here) + scales.width / 2} width={width} />}
    </>
  );
}

/** Set apart from the drawing, which runs left to right: an Arabic unit or month stands behind its number. */
function label(anchor: "start" | "middle" | "end", down: number) {
  return ({ x, y, formattedValue }: TickRendererProps) => (
    <text x={x} y={Number(y) + down} textAnchor={anchor} className="tabular fill-soft text-[0.79rem]">
      {`\u2068${formattedValue}\u2069`}
    </text>
  );
}
const beforeAxis = label("end", 4);
const afterAxis = label("start", 4);
const belowAxis = label("middle", 0);

function Bubble({ moment, at, width }: { moment: Moment; at: number; width: number }) {
  const { i18n } = useTranslation();
  const beyond = at > width / 2;
  return (
    <div
      aria-hidden
      dir={i18n.dir()}
      className="pointer-events-none absolute top-1 z-10 rounded-md border border-line bg-raised px-2.5 py-1.5 text-[0.86rem] shadow-pop"
      style={{ transform: `translateX(${at + (beyond ? -14 : 14)}px) ${beyond ? "translateX(-100%)" : ""}` }}
    >
      <p className="font-medium whitespace-nowrap">{moment.label}</p>
      {moment.says.map(({ name, text, colour }) => (
        <p key={name} className="flex items-center gap-1.5 whitespace-nowrap">
          {colour && <span className="size-2 rounded-full" style={{ background: colour }} />}
          <span className="flex-1 text-soft">{name}</span>
          <Figure className="ps-3">{text}</Figure>
        </p>
      ))}
    </div>
  );
}
