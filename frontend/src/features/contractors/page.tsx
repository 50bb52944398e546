import { useNavigate, useSearch } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, DataTable, EmptyState, FaultState, LoadMore, Page } from "@/components";
import { useList } from "@/lib/api";
import { useMay } from "@/lib/session";
import { AdmissionHint } from "./admission-hint";
import { line, useColumns } from "./columns";
import { Details } from "./details";
import { Filters } from "./filters";
import { ImportDialog } from "./import/dialog";
import type { Search } from "./search";

/** A list as every list is: filters in the URL, rows from the server part by part, one line each. */
export function ContractorsPage() {
  const { t } = useTranslation("contractors");
  const search = useSearch({ from: "/app/contractors" });
  const navigate = useNavigate({ from: "/app/contractors" });
  const imports = useMay()("settings");
  const { q, registered, region, sort } = search;
  const { rows, error, refetch, isFetching, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useList(
    "/api/contractors",
    { q, registered, sort, region: region ? [region] : undefined },
  );
  const columns = useColumns();
  const put = (change: Partial<Search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const more = () => void (hasNextPage && !isFetchingNextPage && fetchNextPage());
  const filtered = Boolean(q || region || registered !== undefined);
  const importButton = imports && (
    <Button icon={<FileUp aria-hidden className="size-4" />} onClick={() => put({ importing: true })}>
      {t("import.start")}
    </Button>
  );

  return (
    <Page
      filled
      title={t("title")}
      hint={<AdmissionHint />}
      actions={importButton}
      filters={<Filters search={search} onChange={put} />}
    >
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
          empty={
            <EmptyState
              title={t(filtered ? "nothingFound" : "empty.title")}
              hint={filtered ? undefined : t("empty.hint")}
              action={
                filtered ? (
                  <Button onClick={() => put({ q: undefined, region: undefined, registered: undefined })}>{t("clear")}</Button>
                ) : (
                  importButton
                )
              }
            />
          }
          phone={line}
          footer={<LoadMore count={rows.length} more={hasNextPage} busy={isFetchingNextPage} onMore={more} />}
        />
      )}
      <Details id={search.open} onClose={() => put({ open: undefined })} />
      {imports && <ImportDialog open={Boolean(search.importing)} onClose={() => put({ importing: undefined })} />}
    </Page>
  );
}
