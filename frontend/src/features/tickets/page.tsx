import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, cx, DataTable, EmptyState, ExportButton, FaultState, LoadMore, Page, useExport } from "@/components";
import { useList } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";
import { useKeys } from "@/lib/keys";
import { usePhone } from "@/lib/phone";
import { useMay } from "@/lib/session";
import { nextOf, type Step, type Ticket, useFollow } from "./changes";
import { Line, useColumns } from "./columns";
import { Detail } from "./detail";
import { Filters, ViewTabs } from "./filters";
import { filterOf, type Search, SORTS } from "./search";
import { SolvedDialog } from "./solved-dialog";

export function TicketsPage() {
  const { t } = useTranslation("tickets");
  const search = useSearch({ from: "/app/tickets" });
  const navigate = useNavigate({ from: "/app/tickets" });
  const put = (change: Partial<Search>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const may = useMay();
  const alone = usePhone() && Boolean(search.open);
  const filter = filterOf(search, useFormat().day(useNow()));
  const sort = search.sort ?? "newest";
  const list = useList("/api/tickets", { ...filter, sort, limit: 100 });
  const { rows, hasNextPage, isFetchingNextPage } = list;
  const more = () => void (hasNextPage && !isFetchingNextPage && list.fetchNextPage());
  const exporting = useExport("/api/exports/tickets", filter);
  const columns = useColumns(Boolean(search.open));
  const [solving, setSolving] = useState<Ticket | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const follow = useFollow();
  const step = (about: Ticket, to: Step) => (to === "resolved" ? setSolving(about) : follow.mutate({ about, status: to }));

  const current = rows.find(({ id }) => id === search.open);
  const stepOn = () => {
    const next = current && nextOf(current.status);
    if (next) step(current, next);
  };
  useKeys(t("title"), [
    ...(may("work")
      ? [
          { keys: "s", label: t("keys.step"), run: stepOn },
          { keys: "o", label: t("orange.edit"), run: () => search.open && setEditing(search.open) },
        ]
      : []),
    { keys: "Escape", label: t("detail.close"), run: () => put({ open: undefined }) },
  ]);

  const detail = search.open && (
    <Detail
      id={search.open}
      onClose={() => put({ open: undefined })}
      onStep={step}
      editing={editing === search.open}
      onEditing={(on) => setEditing(on ? (search.open ?? null) : null)}
    />
  );
  const dialog = solving && <SolvedDialog about={solving} onClose={() => setSolving(null)} />;
  if (alone) {
    return (
      <div className="h-full bg-surface">
        {detail}
        {dialog}
      </div>
    );
  }
  const filtered = Boolean(search.q ?? search.status ?? search.late ?? search.contract ?? search.period) || search.sent !== undefined;
  return (
    <Page
      filled
      title={t("title")}
      actions={may("export") && <ExportButton exporting={exporting} />}
      filters={
        <>
          <ViewTabs search={search} />
          <Filters search={search} onChange={put} />
        </>
      }
    >
      <div className={cx("grid h-full min-h-0 gap-3", detail && "lg:grid-cols-[minmax(0,1fr)_clamp(22rem,34%,28rem)]")}>
        <div className={cx("min-h-0 min-w-0", detail && "max-lg:hidden")}>
          {list.error && rows.length === 0 ? (
            <FaultState error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <DataTable
              name={t("title")}
              rows={rows}
              columns={columns}
              idOf={({ id }) => id}
              current={search.open}
              onOpen={({ id }) => put({ open: id })}
              sort={sort}
              onSort={(order) => put({ sort: SORTS.find((each) => each === order) })}
              loading={list.isPending || list.isPlaceholderData}
              onEnd={more}
              phone={line}
              empty={
                filtered ? (
                  <EmptyState title={t("empty.found")} action={<Button onClick={() => void navigate({ search: {} })}>{t("clear")}</Button>} />
                ) : (
                  <EmptyState title={t("empty.title")} hint={t("empty.hint")} />
                )
              }
              footer={<LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />}
            />
          )}
        </div>
        {detail && <div className="min-h-0 min-w-0 overflow-hidden rounded-card border border-line bg-surface">{detail}</div>}
      </div>
      {dialog}
    </Page>
  );
}

const line = (row: Ticket) => <Line row={row} />;
