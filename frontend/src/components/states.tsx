/** What stands where rows would be: nothing yet, nothing found, not there, gone wrong. */

import { CircleAlert, Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/lib/problems";
import { Button } from "./button";
import { cx } from "./cx";

type EmptyProps = { title: string; hint?: ReactNode; icon?: ReactNode; action?: ReactNode; className?: string };

/** Says honestly why nothing is here, and what to do next. */
export function EmptyState({ title, hint, icon, action, className }: EmptyProps) {
  return (
    <div className={cx("flex flex-col items-center gap-2 px-4 py-12 text-center", className)}>
      <span aria-hidden className="flex size-11 items-center justify-center rounded-full bg-calm-tint text-calm">
        {icon ?? <Inbox className="size-5" />}
      </span>
      <p className="font-medium">{title}</p>
      {hint && <p className="max-w-sm text-soft">{hint}</p>}
      {action}
    </div>
  );
}

/** A query that failed: why, and a way to try again. */
export function FaultState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert className="size-5 text-bad" />}
        title={explain(error)}
        action={onRetry && <Button onClick={onRetry}>{t("ui:retry")}</Button>}
      />
    </div>
  );
}

/** The shape of what is coming, so that nothing jumps when it is there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("block animate-pulse rounded-md bg-line", className ?? "h-4 w-full")} />;
}

export function SkeletonRows({ rows = 8, className }: { rows?: number; className?: string }) {
  const { t } = useTranslation();
  return (
    <div className={cx("flex flex-col gap-3 p-3", className)}>
      <span className="sr-only" role="status">
        {t("ui:loading")}
      </span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={cx("h-5", row % 3 === 1 ? "w-3/4" : "w-full")} />
      ))}
    </div>
  );
}

/** "12 new": new rows never move the list; a click fetches them. */
export function NewRowsPill({ count, label, onClick }: { count: number; label?: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="pointer-events-none sticky top-2 z-10 flex h-0 justify-center">
      {count > 0 && (
        <Button look="primary" size="small" className="pointer-events-auto rounded-full shadow-pop" onClick={onClick}>
          {label ?? t("ui:newRows", { count })}
        </Button>
      )}
    </div>
  );
}

type MoreProps = { more: boolean; busy: boolean; onMore: () => void; count: number };

/** At the end of a list: how many are shown, and the next ones. */
export function LoadMore({ more, busy, onMore, count }: MoreProps) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center justify-center gap-3 p-3 text-soft">
      <span>{t("ui:shown", { count })}</span>
      {more && (
        <Button size="small" busy={busy} onClick={onMore}>
          {t("ui:more")}
        </Button>
      )}
    </div>
  );
}
