import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function AuditPage() {
  const { t } = useTranslation("audit");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
