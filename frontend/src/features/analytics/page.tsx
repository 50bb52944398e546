import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ExportButton, FaultState, Page, Skeleton, useExport } from "@/components";
import { useFormat, useNow } from "@/lib/format";
import { useMay } from "@/lib/session";
import { PeriodPicker } from "./period-picker";
import type { Range } from "./ranges";
import type { Search } from "./search";
import { useStats } from "./stats";
import { Tiles } from "./tiles";

const Charts = lazy(async () => ({ default: (await import("./charts")).Charts }));

/** What happened in a period, against the one before; every mark leads to the list behind it. */
export function AnalyticsPage() {
  const { t } = useTranslation("analytics");
  const search = useSearch({ from: "/app/analytics" });
  const navigate = useNavigate({ from: "/app/analytics" });
  const { data: stats, before, range, error, refetch } = useStats(search);
  const may = useMay();
  const put = (next: Search) => void navigate({ search: next, replace: true });
  return (
    <Page
      title={t("title")}
      hint={<Days range={range} />}
      actions={may("export") && <Export range={range} />}
      filters={<PeriodPicker search={search} range={range} onChange={put} />}
    >
      {error && !stats ? (
        <FaultState error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <Tiles stats={stats} before={before} range={range} />
          <Suspense fallback={<Waiting />}>{stats ? <Charts stats={stats} before={before} range={range} /> : <Waiting />}</Suspense>
        </>
      )}
    </Page>
  );
}

function Days({ range }: { range: Range }) {
  const { t } = useTranslation("analytics");
  const format = useFormat();
  const today = format.day(useNow());
  const until = range.until ?? today;
  if (range.since === until) return format.weekday(range.since);
  return t("days", { since: format.date(range.since), until: format.date(until) });
}

function Export({ range }: { range: Range }) {
  return <ExportButton exporting={useExport("/api/exports/stats", range)} />;
}

function Waiting() {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-72 rounded-card" />
      ))}
    </div>
  );
}
