import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function EscalationsPage() {
  const { t } = useTranslation("escalations");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
