import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, cx, DataTable, EmptyState, ExportButton, FaultState, LoadMore, Page, useExport } from "@/components";
import { useList } from "@/lib/api";
import { useAtHand } from "@/lib/at-hand";
import { useFormat, useNow } from "@/lib/format";
import { usePhone } from "@/lib/phone";
import { useMay } from "@/lib/session";
import { BulkBar } from "./bulk-bar";
import type { Case } from "./changes";
import { Line, useColumns } from "./columns";
import { Detail } from "./detail";
import { Filters } from "./filters";
import { NewComplaint } from "./new-complaint";
import { countFilters, filterOf, type Search, SORTS } from "./search";
import { useActing } from "./use-acting";
import { ViewTabs } from "./view-tabs";

const load = () => import("./acting-dialog").then(({ ActingDialog: dialog }) => ({ default: dialog }));
const ActingDialog = lazy(load);

export function ComplaintsPage() {
  const { t } = useTranslation("complaints");
  const search = useSearch({ from: "/app/complaints" });
  const navigate = useNavigate({ from: "/app/complaints" });
  const put = (change: Partial<Search>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const may = useMay();
  const works = may("work");
  useAtHand(load);
  const alone = usePhone() && Boolean(search.open);
  const filter = filterOf(search, useFormat().day(useNow()));
  const sort = search.sort ?? "urgent";
  const list = useList("/api/complaints", { ...filter, sort, limit: 100 });
  const { rows, hasNextPage, isFetchingNextPage } = list;
  const more = () => void (hasNextPage && !isFetchingNextPage && list.fetchNextPage());
  const exporting = useExport("/api/exports/complaints", filter);
  const [filing, setFiling] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const exportingChosen = useExport("/api/exports/complaints", { id: [...chosen] });
  const acting = useActing({ rows, open: search.open, chosen, onOpen: (open) => put({ open }), onNew: () => setFiling(true), onChoose: setChosen });
  const columns = useColumns(Boolean(search.open));
  const filtered = countFilters(search) > 0 || Boolean(search.q);

  const detail = search.open && (
    <Detail id={search.open} noting={acting.noting} onAct={acting.act} onClose={() => put({ open: undefined })} />
  );
  const dialogs = (
    <>
      {acting.acting && (
        <Suspense>
          <ActingDialog acting={acting.acting} onClose={acting.stop} onNext={acting.next} />
        </Suspense>
      )}
      <NewComplaint open={filing} onClose={() => setFiling(false)} onFiled={({ complaint }) => put({ open: complaint.id })} />
    </>
  );
  if (alone) {
    return (
      <div className="h-full bg-surface">
        {detail}
        {dialogs}
      </div>
    );
  }
  return (
    <Page
      filled
      title={t("title")}
      actions={
        <>
          {may("export") && <ExportButton exporting={exporting} />}
          {works && (
            <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setFiling(true)}>
              {t("new.button")}
            </Button>
          )}
        </>
      }
      filters={
        <>
          <ViewTabs search={search} />
          <Filters search={search} onChange={put} />
        </>
      }
    >
      <div className={cx("grid h-full min-h-0 gap-3", detail && "lg:grid-cols-[minmax(0,1fr)_clamp(22rem,34%,28rem)]")}>
        <div className={cx("relative min-h-0 min-w-0", detail && "max-lg:hidden")}>
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
              {...(works && { chosen, onChoose: setChosen })}
              empty={<Empty filtered={filtered} onClear={() => void navigate({ search: {} })} onNew={works ? () => setFiling(true) : undefined} />}
              footer={<LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />}
            />
          )}
          {works && <BulkBar cases={rows.filter(({ id }) => chosen.has(id))} bulk={acting} exporting={may("export") ? exportingChosen : undefined} onClear={() => setChosen(new Set())} />}
        </div>
        {detail && <div className="min-h-0 min-w-0 overflow-hidden rounded-card border border-line bg-surface">{detail}</div>}
      </div>
      {dialogs}
    </Page>
  );
}

function Empty({ filtered, onClear, onNew }: { filtered: boolean; onClear: () => void; onNew: (() => void) | undefined }) {
  const { t } = useTranslation("complaints");
  if (filtered) return <EmptyState title={t("empty.found")} hint={t("empty.foundHint")} action={<Button onClick={onClear}>{t("clear")}</Button>} />;
  return <EmptyState title={t("empty.title")} hint={t("empty.hint")} action={onNew && <Button onClick={onNew}>{t("new.button")}</Button>} />;
}

const line = (row: Case) => <Line row={row} />;
