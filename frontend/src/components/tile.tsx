import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Figure } from "./text";
import { Skeleton } from "./states";
import { cx } from "./cx";

const TONES = { plain: "text-ink", warn: "text-accent-text", bad: "text-bad", none: "text-soft" };

export type TileProps = {
  label: string;
  /** The figure as it reads; nothing while it is on its way. */
  value: string | undefined;
  /** Orange is for what waits, red for what is wrong, grey for nothing to do. */
  tone?: keyof typeof TONES;
  hint?: ReactNode;
  /** The list behind the figure. */
  to?: LinkProps | undefined;
  children?: ReactNode;
  className?: string;
};

/** One figure, and the way to what it counts. */
export function Tile({ label, value, tone = "plain", hint, to, children, className }: TileProps) {
  const frame = cx("flex min-w-0 flex-col rounded-card border border-line bg-surface px-3.5 py-2.5", className);
  const content = (
    <>
      <span className="truncate text-[0.93rem] text-soft">{label}</span>
      <span className={cx("flex h-9 items-center text-[1.72rem] leading-none font-semibold", TONES[tone])}>
        {value === undefined ? <Skeleton className="h-6 w-14" /> : <Figure>{value}</Figure>}
      </span>
      <span className="line-clamp-2 min-h-5 text-[0.86rem] text-soft">{hint}</span>
      {children}
    </>
  );
  if (!to) return <div className={frame}>{content}</div>;
  return (
    <Link {...to} className={cx(frame, "transition-colors hover:border-line-strong hover:bg-hover")}>
      {content}
    </Link>
  );
}
