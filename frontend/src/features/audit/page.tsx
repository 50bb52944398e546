import { useNavigate, useSearch } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, Code, type Column, DataTable, Drawer, EmptyState, ExportButton, FaultState, IconButton, LoadMore, Page, Time, useExport } from "@/components";
import { useList } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";
import { useKeys } from "@/lib/keys";
import { usePhone } from "@/lib/phone";
import { Chain } from "./chain";
import { EntryDetails, Who } from "./entry";
import type { Entry } from "./facts";
import { Filters } from "./filters";
import { ResourceLink } from "./resource";
import { filterOf, isFiltered, type Search } from "./search";

const WEEK_MS = 7 * 86_400_000;

/** Who did what: read-only for everybody. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  const search: Search = useSearch({ from: "/app/audit" });
  const navigate = useNavigate({ from: "/app/audit" });
  const format = useFormat();
  const narrow = usePhone();
  const wanted = filterOf(search, format.day(useNow()));
  const { rows, error, refetch, isFetching, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useList("/api/audit", wanted);
  const [verifying, setVerifying] = useState(false);
  const exporting = useExport("/api/exports/audit", wanted);
  const put = (change: Partial<Search>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const more = () => void (hasNextPage && !isFetchingNextPage && fetchNextPage());
  const open = rows.find(({ seq }) => seq === search.open);
  const columns = useColumns(open !== undefined);
  const close = () => put({ open: undefined });
  useKeys(t("title"), [
    { keys: "v", label: t("chain.verify"), run: () => setVerifying(true) },
    { keys: "Escape", run: close },
  ]);

  const table =
    error && rows.length === 0 ? (
      <FaultState error={error} onRetry={() => void refetch()} />
    ) : (
      <DataTable
        name={t("title")}
        rows={rows}
        columns={columns}
        idOf={({ seq }) => String(seq)}
        current={search.open === undefined ? undefined : String(search.open)}
        onOpen={({ seq }) => put({ open: seq })}
        loading={isPending || isFetching}
        onEnd={more}
        empty={isFiltered(search) ? <EmptyState title={t("nothingFound")} /> : <EmptyState title={t("empty.title")} hint={t("empty.hint")} />}
        phone={line}
        footer={<LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />}
      />
    );
  return (
    <Page
      filled
      title={t("title")}
      hint={t("hint")}
      filters={<Filters search={search} onChange={put} />}
      actions={
        <>
          <Chain open={verifying} onOpen={() => setVerifying(true)} onClose={() => setVerifying(false)} />
          <ExportButton exporting={exporting} />
        </>
      }
    >
      {narrow ? (
        <>
          {table}
          <Drawer open={open !== undefined} onClose={close} title={open ? actionName(t, open) : ""}>
            {open && <EntryDetails entry={open} />}
          </Drawer>
        </>
      ) : (
        <div className={open ? "grid h-full min-h-0 grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)] gap-3" : "h-full min-h-0"}>
          {table}
          {open && <Details entry={open} onClose={close} />}
        </div>
      )}
    </Page>
  );
}

type Say = ReturnType<typeof useTranslation>["t"];
const actionName = (t: Say, { action }: Entry) => t(`audit:action.${action}`, { defaultValue: action });

function Details({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation("audit");
  return (
    <Card className="flex min-h-0 flex-col">
      <header className="flex items-center gap-2 border-b border-line px-4 py-1.5">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{actionName(t, entry)}</h2>
        <span className="text-soft">{t("entry", { seq: entry.seq })}</span>
        <IconButton name={t("ui:close")} size="small" icon={<X aria-hidden className="size-4" />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <EntryDetails entry={entry} />
      </div>
    </Card>
  );
}

/** With the details beside them, the columns that stand there too make room. */
function useColumns(beside: boolean): ReadonlyArray<Column<Entry>> {
  const { t } = useTranslation("audit");
  return useMemo(() => {
    const all: ReadonlyArray<Column<Entry>> = [
      { id: "at", header: t("at"), width: beside ? "8rem" : "14rem", cell: ({ at }) => <Moment at={at} brief={beside} /> },
      { id: "who", header: t("who"), cell: (entry) => <Who entry={entry} /> },
      { id: "what", header: t("what"), width: "minmax(10rem, 1.5fr)", cell: (entry) => <span className="font-medium">{actionName(t, entry)}</span> },
      { id: "resource", header: t("resourceHead"), width: "minmax(9rem, 1.5fr)", cell: ({ resource }) => <ResourceLink resource={resource} /> },
      { id: "ip", header: t("ip"), width: "9rem", cell: ({ ip }) => (ip ? <Code className="text-soft">{ip}</Code> : <span className="text-soft">–</span>) },
    ];
    return beside ? all.filter(({ id }) => id !== "ip") : all;
  }, [t, beside]);
}

/** An audit is read by the clock; how long ago stands beside it. */
function Moment({ at, brief }: { at: string; brief: boolean }) {
  const recent = useNow() - new Date(at).getTime() < WEEK_MS;
  return (
    <span className="flex gap-2">
      <Time at={at} absolute /> {recent && !brief && <Time at={at} className="text-soft" />}
    </span>
  );
}

const line = (entry: Entry) => <Line entry={entry} />;

function Line({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{actionName(t, entry)}</span>
        <Time at={entry.at} className="text-soft" />
      </span>
      <span className="flex flex-wrap items-center justify-between gap-2 text-soft">
        <Who entry={entry} />
        <ResourceLink resource={entry.resource} />
      </span>
    </div>
  );
}
