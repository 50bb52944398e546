import { cx } from "./cx";

/** What every floating list looks like. */
export const POPUP = cx(
  "max-h-[min(24rem,var(--available-height))] overflow-y-auto overscroll-contain rounded-card border border-line",
  "bg-raised p-1 text-ink shadow-pop outline-none",
);
export const ITEM = cx(
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none",
  "data-highlighted:bg-chosen data-disabled:opacity-55 pointer-coarse:min-h-11",
);
export const BACKDROP = "fixed inset-0 z-40 bg-[#09101c]/45 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";
