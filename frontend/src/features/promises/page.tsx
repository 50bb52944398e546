import { keepPreviousData } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FaultState, Page, Skeleton } from "@/components";
import { PeriodPicker } from "@/features/analytics/period-picker";
import { useStats } from "@/features/analytics/stats";
import { api } from "@/lib/api";
import { PromiseCard } from "./promise-card";

/** What JARVIS promises: each figure live, with its definition and what it cannot see. */
export function PromisesPage() {
  const { t } = useTranslation("promises");
  const search = useSearch({ from: "/app/promises" });
  const navigate = useNavigate({ from: "/app/promises" });
  const { data: stats, range } = useStats(search);
  const more = { refetchInterval: 60_000, placeholderData: keepPreviousData };
  const { data, error, refetch } = api.useQuery("get", "/api/dashboard/promises", { params: { query: range } }, more);
  return (
    <Page
      title={t("title")}
      hint={t("hint")}
      filters={<PeriodPicker search={search} range={range} onChange={(next) => void navigate({ search: next, replace: true })} />}
    >
      {error && !data ? (
        <FaultState error={error} onRetry={() => void refetch()} />
      ) : (
        <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {data
            ? data.promises.map((promise) => <PromiseCard key={promise.key} promise={promise} series={stats?.series} range={range} />)
            : Array.from({ length: 9 }, (_, index) => (
                <li key={index}>
                  <Skeleton className="h-56 rounded-card" />
                </li>
              ))}
        </ul>
      )}
    </Page>
  );
}
