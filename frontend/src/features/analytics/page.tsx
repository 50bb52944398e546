import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function AnalyticsPage() {
  const { t } = useTranslation("analytics");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
