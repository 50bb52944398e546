import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx, LoadMore, NewRowsPill, Skeleton } from "@/components";
import { useRowKeys } from "@/components/row-keys";
import { GLANCE, type Message, type useMessages } from "./list";
import { heightOf, MessageRow, useWords } from "./row";

const NEAR_THE_END = 30;
const SKELETON_PX = 96;
const idOf = ({ id }: Message) => id;

type Props = {
  list: ReturnType<typeof useMessages>;
  current: string | undefined;
  onOpen: (row: Message) => void;
  chosen: ReadonlySet<string>;
  /** None for who may only read. */
  onChoose?: ((chosen: ReadonlySet<string>) => void) | undefined;
  isNew: (row: Message) => boolean;
  empty: ReactNode;
  className?: string;
};

/** Thousands of messages, those in sight drawn; what comes waits behind a pill. */
export function ListPane({ list, current, onOpen, chosen, onChoose, isNew, empty, className }: Props) {
  const { t } = useTranslation("messages");
  const { rows, fresh, refresh, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  // The same functions for the same rows: with new ones all the places would be worked out at every step.
  const estimateSize = useCallback((index: number) => (rows[index] ? heightOf(rows[index]) : SKELETON_PX), [rows]);
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  // oxlint-disable-next-line react/incompatible-library -- the compiler leaves this component alone, as it should
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize,
    getItemKey,
    overscan: 4,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  const near = rows.length > 0 && last >= rows.length - NEAR_THE_END;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const show = (index: number) => virtual.scrollToIndex(index, { align: "auto" });
  const keys = useRowKeys({ rows, idOf, current, onOpen, chosen, show, ...(onChoose && { onChoose }) });
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const open = useCallback((index: number) => latest.current.open(index), []);
  const choose = useCallback((index: number, range: boolean) => latest.current.choose(index, range), []);
  const toTop = () => {
    box.current?.scrollTo({ top: 0 });
    void refresh();
  };

  return (
    <div className={cx("relative flex min-h-0 flex-col overflow-hidden rounded-card border border-line bg-surface", className)}>
      <NewRowsPill count={fresh} label={t(fresh < GLANCE ? "arrived" : "arrivedMost", { count: fresh })} onClick={toTop} />
      <div ref={box} className={cx("min-h-0 flex-1 overscroll-contain", list.isPending ? "overflow-hidden" : "overflow-y-auto", list.isPlaceholderData && "opacity-60")}>
        {list.isPending ? (
          <RowsSkeleton />
        ) : rows.length === 0 ? (
          empty
        ) : (
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus, one at a time
          <div role="grid" aria-label={t("title")} aria-rowcount={hasNextPage ? -1 : rows.length} aria-multiselectable={onChoose ? true : undefined} onKeyDown={(event) => keys.onKeyDown(event)}>
            <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
              {shown.map(({ index, key, start }) => {
                const row = rows[index];
                return row && (
                  <MessageRow
                    key={key}
                    row={row}
                    words={words}
                    index={index}
                    start={start}
                    current={row.id === current}
                    chosen={chosen.has(row.id)}
                    choosing={chosen.size > 0}
                    focused={index === keys.focused}
                    fresh={row.id !== current && isNew(row)}
                    onOpen={open}
                    onChoose={onChoose && choose}
                  />
                );
              })}
            </div>
          </div>
        )}
        {rows.length > 0 && <LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      </div>
    </div>
  );
}

function RowsSkeleton() {
  const { t } = useTranslation();
  return (
    <div>
      <span className="sr-only" role="status">
        {t("ui:loading")}
      </span>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="flex flex-col gap-2 border-b border-line px-9 py-3" style={{ height: SKELETON_PX }}>
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
