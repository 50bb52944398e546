import { useTranslation } from "react-i18next";
import { FaultState, Page } from "@/components";
import { api } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";
import { EscalationsCard } from "./escalations-card";
import { HealthCard } from "./health-card";
import { PromisesCard } from "./promises-card";
import { Tiles } from "./tiles";
import { UrgentCard } from "./urgent-card";
import { VolumeCard } from "./volume-card";

/** Today at a glance: what waits, what runs out of time, how JARVIS is doing. Events keep it fresh. */
export function HomePage() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const now = useNow();
  const { data: today, dataUpdatedAt, error, refetch } = api.useQuery("get", "/api/dashboard/today", {}, { refetchInterval: 60_000 });
  if (error && !today) {
    return (
      <Page title={t("title")}>
        <FaultState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} hint={format.weekday(now)}>
      <Tiles today={today} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <VolumeCard />
          <EscalationsCard running={today?.escalations} asOf={dataUpdatedAt} />
          <UrgentCard complaints={today?.urgent} count={today?.high_priority} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <HealthCard parts={today?.parts} />
          <PromisesCard />
        </div>
      </div>
    </Page>
  );
}
