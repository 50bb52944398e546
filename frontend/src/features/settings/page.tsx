import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card, FaultState, Page, Select, Skeleton, Surround } from "@/components";
import { AddressField } from "./address-field";
import { usePreferences } from "./change";
import { ContractorSettings } from "./contractors";
import { Limits, Parts } from "./in-force";
import { OwnDisplay } from "./own";

const DIGESTS = ["at_once", "hourly", "daily", "off"] as const;

/** What administrators set, each change at once and with a way back; what its operator has set, to read. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const { preferences, data, error, refetch, set, busy } = usePreferences();
  if (error && !data) {
    return (
      <Page title={t("title")}>
        <FaultState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} hint={t("hint")}>
      <div className="grid max-w-6xl items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Part title={t("orange.title")}>
            {preferences && (
              <AddressField
                name="orange"
                label={t("orange.label")}
                hint={t("orange.hint")}
                none={t("orange.none")}
                serious
                addresses={preferences.orange_addresses}
                busy={busy}
                onChange={(orange_addresses) => set({ orange_addresses })}
              />
            )}
          </Part>
          <Part title={t("bo.title")}>
            {preferences && (
              <>
                <AddressField
                  name="bo"
                  label={t("bo.label")}
                  hint={t("bo.hint")}
                  none={t("bo.none")}
                  addresses={preferences.back_office_addresses}
                  busy={busy}
                  onChange={(back_office_addresses) => set({ back_office_addresses })}
                />
                <Surround label={t("bo.digest")}>
                  <Select
                    options={DIGESTS.map((value) => ({ value, label: t(`digest.${value}`) }))}
                    value={preferences.digest}
                    disabled={busy}
                    onChange={(digest) => set({ digest })}
                  />
                </Surround>
              </>
            )}
          </Part>
          <Part title={t("contractors.title")}>{preferences && <ContractorSettings preferences={preferences} busy={busy} onChange={set} />}</Part>
        </div>
        <div className="flex flex-col gap-4">
          <Part title={t("own.title")} hint={t("own.hint")}>
            <OwnDisplay />
          </Part>
          <Part title={t("parts.title")} hint={t("parts.hint")}>{data && <Parts parts={data.in_force.parts} />}</Part>
          <Part title={t("limits.title")} hint={t("parts.hint")}>{data && <Limits inForce={data.in_force} />}</Part>
        </div>
      </div>
    </Page>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Card title={title}>
      <div className="flex flex-col gap-4 p-4">
        {hint && <p className="text-soft">{hint}</p>}
        {children || <Skeleton className="h-24 w-full" />}
      </div>
    </Card>
  );
}
