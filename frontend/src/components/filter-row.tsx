import type { ReactNode } from "react";
import { cx } from "./cx";

/** Filters side by side; on a phone one line that scrolls under the thumb, so that the list keeps the screen. */
export function FilterRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx("relative -mx-3 -my-1 flex gap-2 overflow-x-auto px-3 py-1 *:shrink-0 md:mx-0 md:flex-wrap md:overflow-visible md:px-0", className)}>
      {children}
    </div>
  );
}
