import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function MessagesPage() {
  const { t } = useTranslation("messages");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
