import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function ComplaintsPage() {
  const { t } = useTranslation("complaints");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
