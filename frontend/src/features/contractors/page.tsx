import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Chip, type Column, DataTable, EmptyState, FaultState, LoadMore, Page, Phone, SearchBox, Select, Time } from "@/components";
import { type RowOf, useList } from "@/lib/api";
import type { Search } from "./search";

type Contractor = RowOf<"/api/contractors">;

/** A list as every list is: filters in the URL, rows from the server part by part, one line each. */
export function ContractorsPage() {
  const { t } = useTranslation("contractors");
  const search = useSearch({ from: "/app/contractors" });
  const navigate = useNavigate({ from: "/app/contractors" });
  const { q, registered, sort } = search;
  const { rows, error, refetch, isFetching, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useList(
    "/api/contractors",
    { q, registered, sort },
  );
  const columns = useColumns();
  const put = (change: Partial<Search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const more = () => void (hasNextPage && !isFetchingNextPage && fetchNextPage());

  return (
    <Page filled title={t("title")} filters={<Filters search={search} onChange={put} />}>
      {error && rows.length === 0 ? (
        <FaultState error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          name={t("title")}
          rows={rows}
          columns={columns}
          idOf={({ id }) => id}
          current={search.open}
          onOpen={({ id }) => put({ open: id })}
          sort={sort ?? "latest"}
          onSort={(order) => put({ sort: order === "name" ? "name" : "latest" })}
          loading={isPending || isFetching}
          onEnd={more}
          empty={<EmptyState title={t(q ? "nothingFound" : "empty.title")} hint={q ? undefined : t("empty.hint")} />}
          phone={line}
          footer={<LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />}
        />
      )}
    </Page>
  );
}

function useColumns(): ReadonlyArray<Column<Contractor>> {
  const { t } = useTranslation("contractors");
  return useMemo(
    () => [
      { id: "name", header: t("name"), width: "minmax(10rem, 2fr)", sort: { up: "name" }, cell: (row) => <Bidi>{row.name || "–"}</Bidi> },
      { id: "phone", header: t("phone"), cell: (row) => <Phone number={row.phone} /> },
      { id: "region", header: t("region"), cell: (row) => <Bidi>{row.region}</Bidi> },
      { id: "state", header: t("state"), cell: (row) => <States row={row} /> },
      {
        id: "latest",
        header: t("latest"),
        width: "9rem",
        sort: { down: "latest" },
        cell: ({ last_message_at: at }) => (at ? <Time at={at} /> : "–"),
      },
    ],
    [t],
  );
}

function States({ row }: { row: Contractor }) {
  const { t } = useTranslation("contractors");
  return (
    <span className="flex flex-wrap gap-1">
      {row.with_human_until && <Chip tone="info">{t("withHuman")}</Chip>}
      {row.unresolved_complaints > 0 && <Chip tone="warn">{t("complaints", { count: row.unresolved_complaints })}</Chip>}
      {!row.registered && <Chip>{t("unregistered")}</Chip>}
    </span>
  );
}

function line(row: Contractor) {
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2">
        <Bidi className="truncate font-medium">{row.name || "–"}</Bidi>
        {row.last_message_at && <Time at={row.last_message_at} className="text-soft" />}
      </span>
      <span className="flex flex-wrap items-center justify-between gap-2 text-soft">
        <Phone number={row.phone} />
        <States row={row} />
      </span>
    </div>
  );
}

function Filters({ search, onChange }: { search: Search; onChange: (change: Partial<Search>) => void }) {
  const { t } = useTranslation("contractors");
  const registered = search.registered === undefined ? "all" : search.registered ? "yes" : "no";
  return (
    <div className="flex flex-wrap gap-2">
      <SearchBox label={t("search")} value={search.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} className="w-72" />
      <Select
        name={t("state")}
        className="w-48"
        value={registered}
        options={[
          { value: "all", label: t("all") },
          { value: "yes", label: t("registered") },
          { value: "no", label: t("unregistered") },
        ]}
        onChange={(value) => onChange({ registered: value === "all" ? undefined : value === "yes" })}
      />
    </div>
  );
}
