import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function TemplatesPage() {
  const { t } = useTranslation("templates");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
