import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "good" | "warn" | "bad" | "info" | "calm";

const TONES: Record<Tone, string> = {
  good: "bg-good-tint text-good",
  warn: "bg-warn-tint text-warn",
  bad: "bg-bad-tint text-bad",
  info: "bg-info-tint text-info",
  calm: "bg-calm-tint text-calm",
};

type Props = { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string };

/** A state in a word; the word says it, the colour only helps. */
export function Chip({ tone = "calm", icon, children, className }: Props) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-md px-1.5 py-px text-[0.86rem] font-medium whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** How many wait; nothing at zero. */
export function Badge({ count, name, className }: { count: number; name: string; className?: string }) {
  if (count <= 0) return null;
  return (
    <span
      className={cx(
        "tabular inline-flex min-w-5 justify-center rounded-full bg-accent px-1.5 text-[0.79rem] font-semibold text-on-accent",
        className,
      )}
    >
      <span aria-hidden dir="ltr">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
