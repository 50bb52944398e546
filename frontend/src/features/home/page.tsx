import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function HomePage() {
  const { t } = useTranslation("home");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
