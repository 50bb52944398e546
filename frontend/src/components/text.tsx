/** Pieces of text that keep their own direction, whatever stands around them. */

import type { ReactNode } from "react";
import { type Instant, phoneText, useFormat, useNow } from "@/lib/format";
import { cx } from "./cx";
import { Tip } from "./tip";

/** What a person wrote: a name, a message, a note. */
export function Bidi({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="auto" className={className}>
      {children}
    </bdi>
  );
}

/** Several lines somebody wrote, each in its own direction. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cx("whitespace-pre-wrap wrap-anywhere", className)}>
      {text.split("\n").map((line, index) => (
        // oxlint-disable-next-line no-array-index-key -- lines of one text neither move nor have names
        <p key={index} dir="auto">
          {line || " "}
        </p>
      ))}
    </div>
  );
}

/** Numbers, ids, addresses: always left to right, digits of equal width. */
export function Code({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span dir="ltr" className={cx("tabular inline-block", className)}>
      {children}
    </span>
  );
}

const ARABIC = /\p{Script=Arabic}/u;

/** A measured figure: one whose unit is an Arabic word reads from the right, any other from the left. */
export function Figure({ children, className }: { children: string; className?: string }) {
  return (
    <bdi dir={ARABIC.test(children) ? "rtl" : "ltr"} className={cx("tabular inline-block", className)}>
      {children}
    </bdi>
  );
}

export function Phone({ number }: { number: string | null | undefined }) {
  return number ? <Code>{phoneText(number)}</Code> : <span className="text-soft">–</span>;
}

/** Relative, kept up to date; exact when pointed at or focused. */
export function Time({ at, absolute, className }: { at: Instant; absolute?: boolean; className?: string }) {
  const format = useFormat();
  const now = useNow();
  const moment = new Date(at);
  return (
    <Tip text={format.exact(moment)}>
      <time dateTime={moment.toISOString()} className={cx("tabular whitespace-nowrap", className)}>
        {absolute ? format.dateTime(moment) : format.relative(moment, now)}
      </time>
    </Tip>
  );
}
