import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function PromisesPage() {
  const { t } = useTranslation("promises");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
