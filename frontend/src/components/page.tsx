import { useEffect, type ReactNode } from "react";
import { setPageTitle } from "@/lib/title";
import { cx } from "./cx";

type Props = {
  title: string;
  hint?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** Filters, under the title; they stay while the page scrolls. */
  filters?: ReactNode;
  children: ReactNode;
  /** The page fills the window and its parts scroll: lists, split views. */
  filled?: boolean;
};

/** Every page's frame: one heading, the browser's title, actions, filters, content. */
export function Page({ title, hint, actions, filters, children, filled }: Props) {
  useEffect(() => setPageTitle(title), [title]);
  return (
    <div className={cx("flex flex-col gap-3 p-3 md:p-5", filled && "h-full min-h-0")}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="max-w-full shrink-0 grow">
          <h1 className="text-[1.36rem] font-semibold tracking-[-0.01em]">{title}</h1>
          {hint && <p className="text-soft">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {filters}
      {filled ? <div className="min-h-0 flex-1">{children}</div> : children}
    </div>
  );
}

export function Card({ title, actions, children, className }: { title?: string; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={cx("rounded-card border border-line bg-surface", className)}>
      {title && (
        <div className="flex items-center gap-2 border-b border-line px-4 py-2">
          <h2 className="flex-1 font-semibold">{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
