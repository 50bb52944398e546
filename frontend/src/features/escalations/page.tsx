import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import type { Case } from "@/features/complaints/changes";
import { EscalateDialog } from "@/features/complaints/escalate-dialog";
import { LateCard, TodayCard } from "./gone";
import { MailState } from "./mail-state";
import { Proposed } from "./proposed";
import { Running } from "./running";

/** What has to go to Orange, by urgency: late and running first, then what waits for a click. */
export function EscalationsPage() {
  const { t } = useTranslation("escalations");
  const [about, setAbout] = useState<Case | null>(null);
  return (
    <Page title={t("title")} hint={t("hint")}>
      <MailState />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(22rem,2fr)]">
        <div className="max-xl:order-2">
          <Proposed onPreview={setAbout} />
        </div>
        <div className="flex flex-col gap-3 max-xl:contents">
          <Running />
          <LateCard />
          <div className="max-xl:order-3">
            <TodayCard />
          </div>
        </div>
      </div>
      {about && <EscalateDialog about={about} onClose={() => setAbout(null)} />}
    </Page>
  );
}
