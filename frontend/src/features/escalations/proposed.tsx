import { Link } from "@tanstack/react-router";
import { CircleCheck, Send } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Bidi, Button, Card, Code, cx, EmptyState, FaultState, LoadMore, SkeletonRows } from "@/components";
import { useRowKeys } from "@/components/row-keys";
import { useName } from "@/domain/labels";
import type { Case } from "@/features/complaints/changes";
import { ServiceBar } from "@/features/complaints/service-bar";
import { useList } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { useMay } from "@/lib/session";

/** Of medium priority: a colleague reads the pack, then sends it. The longest waiting comes first. */
export function Proposed({ onPreview }: { onPreview: (about: Case) => void }) {
  const { t } = useTranslation("escalations");
  const list = useList("/api/complaints", { proposed: true, sort: "oldest", limit: 50 });
  const { rows, hasNextPage, isFetchingNextPage } = list;
  return (
    <Card
      title={t("proposed.title")}
      actions={<Badge count={rows.length} name={t("proposed.count", { count: rows.length })} />}
      className="overflow-hidden"
    >
      {list.error && rows.length === 0 && <FaultState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={6} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState icon={<CircleCheck className="size-5" />} title={t("proposed.none")} hint={t("proposed.noneHint")} />
      )}
      {rows.length > 0 && <Queue rows={rows} onPreview={onPreview} />}
      {hasNextPage && <LoadMore count={rows.length} more busy={isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    </Card>
  );
}

function Queue({ rows, onPreview }: { rows: readonly Case[]; onPreview: (about: Case) => void }) {
  const { t } = useTranslation("escalations");
  const works = useMay()("work");
  const box = useRef<HTMLDivElement>(null);
  const show = (index: number) => box.current?.children[index]?.scrollIntoView({ block: "nearest" });
  const open = (row: Case) => works && onPreview(row);
  const keys = useRowKeys({ rows, idOf: ({ id }) => id, onOpen: open, show });
  useKeys(t("title"), works ? [{ keys: "e", label: t("proposed.review"), run: () => keys.open(keys.focused) }] : []);
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus, one at a time
    <div role="grid" aria-label={t("proposed.title")} onKeyDown={keys.onKeyDown}>
      <div ref={box} role="rowgroup">
        {rows.map((row, index) => (
          <div
            key={row.id}
            role="row"
            data-row={row.id}
            tabIndex={index === keys.focused ? 0 : -1}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 outline-offset-[-2px] last:border-0 hover:bg-hover"
          >
            <Row row={row} onReview={works ? () => open(row) : undefined} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Row({ row, onReview }: { row: Case; onReview: (() => void) | undefined }) {
  const { t } = useTranslation("escalations");
  const name = useName();
  const who = row.assignee;
  return (
    <>
      <span role="gridcell" className="flex min-w-0 flex-1 basis-60 flex-col">
        <span className="flex items-baseline gap-2">
          <Link to="/app/complaints" search={{ open: row.id }} className="font-medium hover:underline">
            <Code>{row.contract}</Code>
          </Link>
          <span className="truncate">{name("complaint_type", row.kind)}</span>
        </span>
        <span className="truncate text-soft">
          <Bidi>{row.contractor.name || "–"}</Bidi>
          {who && (
            <>
              {" · "}
              <Bidi>{who.name || who.email}</Bidi>
            </>
          )}
        </span>
      </span>
      <span role="gridcell">
        <ServiceBar row={row} />
      </span>
      <span role="gridcell" className={cx("flex justify-end", !onReview && "hidden")}>
        {onReview && (
          <Button size="small" icon={<Send aria-hidden className="size-3.5 rtl:-scale-x-100" />} onClick={onReview} aria-label={`${t("proposed.review")} ${row.contract}`}>
            {t("proposed.review")}
          </Button>
        )}
      </span>
    </>
  );
}
