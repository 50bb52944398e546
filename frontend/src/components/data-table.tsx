import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/lib/phone";
import { cx } from "./cx";
import { useRowKeys } from "./row-keys";
import { SkeletonRows } from "./states";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: "8rem", "minmax(10rem, 2fr)"; one share of what is left by default. */
  width?: string;
  /** The server sorts: the names of its orders. */
  sort?: { up?: string; down?: string };
};

type Props<Row> = {
  /** Says what the rows are, to a screen reader. */
  name: string;
  rows: readonly Row[];
  columns: ReadonlyArray<Column<Row>>;
  idOf: (row: Row) => string;
  /** The row whose details show; J, K, the arrows, Home and End move it, Enter opens it. */
  current?: string | null | undefined;
  onOpen: (row: Row) => void;
  /** Several rows at once: X, shift+X and the boxes; without it there are none. */
  chosen?: ReadonlySet<string>;
  onChoose?: (chosen: ReadonlySet<string>) => void;
  sort?: string | undefined;
  onSort?: (order: string) => void;
  loading?: boolean;
  empty: ReactNode;
  /** The end is near: fetch the next part. */
  onEnd?: (() => void) | undefined;
  /** A row on a phone: two or three lines instead of columns. */
  phone: (row: Row) => ReactNode;
  footer?: ReactNode;
};

const ROW_PX = 38;
const PHONE_ROW_PX = 76;
const NEAR_THE_END = 15;

/** Rows of a server's list, only those in sight drawn; sorting, filters and paging are the server's. */
export function DataTable<Row>(props: Props<Row>) {
  const { name, rows, columns, idOf, chosen, onChoose, loading, empty, onEnd, footer } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const narrow = usePhone();
  // oxlint-disable-next-line react/incompatible-library -- the compiler leaves this component alone, as it should
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (narrow ? PHONE_ROW_PX : ROW_PX),
    getItemKey: (index) => idOf(rows[index] as Row),
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - NEAR_THE_END) onEnd?.();
  }, [last, rows.length, onEnd]);

  const keys = useRowKeys({ ...props, show: (index) => virtual.scrollToIndex(index) });
  const tracks = [onChoose && "2.25rem", ...columns.map(({ width }) => width ?? "minmax(0, 1fr)")].filter(Boolean).join(" ");
  const onKeyDown = (event: KeyboardEvent) => keys.onKeyDown(event);

  if (loading && rows.length === 0) return <SkeletonRows />;
  if (rows.length === 0) return empty;
  return (
    <div ref={box} className="h-full overflow-auto overscroll-contain rounded-card border border-line bg-surface">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus, one at a time */}
      <div role="grid" aria-label={name} aria-rowcount={rows.length + 1} aria-busy={loading} onKeyDown={onKeyDown}>
        {!narrow && <Header {...props} tracks={tracks} />}
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const row = rows[index] as Row;
            const id = idOf(row);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys of its rows
              <div
                key={key}
                ref={virtual.measureElement}
                role="row"
                tabIndex={index === keys.focused ? 0 : -1}
                data-index={index}
                data-row={id}
                aria-rowindex={index + 2}
                aria-selected={chosen?.has(id) || id === props.current}
                onClick={() => keys.open(index)}
                className={cx(
                  "absolute inset-x-0 top-0 cursor-default border-b border-line outline-offset-[-2px]",
                  id === props.current ? "bg-chosen" : "hover:bg-hover",
                )}
                style={{ transform: `translateY(${start}px)` }}
              >
                {narrow ? (
                  <div role="gridcell" className="px-3 py-2">{props.phone(row)}</div>
                ) : (
                  <div role="presentation" className="grid min-h-9 items-center gap-3 px-3" style={{ gridTemplateColumns: tracks }}>
                    {onChoose && (
                      <span role="gridcell" className="flex">
                        <input
                          type="checkbox"
                          tabIndex={-1}
                          aria-label={t("ui:choose")}
                          checked={chosen?.has(id) ?? false}
                          onClick={(event) => event.stopPropagation()}
                          onChange={() => keys.choose(index)}
                        />
                      </span>
                    )}
                    {columns.map((column) => (
                      <div key={column.id} role="gridcell" className="min-w-0 truncate">
                        {column.cell(row)}
                      </div>
                    ))}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {footer}
    </div>
  );
}

function Header<Row>({ columns, sort, onSort, onChoose, tracks }: Props<Row> & { tracks: string }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" aria-rowindex={1} className="grid h-9 items-center gap-3 px-3 text-[0.86rem] text-soft" style={{ gridTemplateColumns: tracks }}>
        {onChoose && <span role="columnheader" aria-label="✓" />}
        {columns.map(({ id, header, sort: orders }) => {
          const way = orders && sort && (sort === orders.up ? "ascending" : sort === orders.down ? "descending" : undefined);
          const next = orders && (way === "descending" ? (orders.up ?? orders.down) : (orders.down ?? orders.up));
          return (
            <div key={id} role="columnheader" aria-sort={way || undefined} className="min-w-0 truncate">
              {next && onSort ? (
                <button type="button" className="inline-flex items-center gap-1 font-medium hover:text-ink" onClick={() => onSort(next)}>
                  {header}
                  {way === "ascending" && <ArrowUp aria-hidden className="size-3.5" />}
                  {way === "descending" && <ArrowDown aria-hidden className="size-3.5" />}
                </button>
              ) : (
                header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
