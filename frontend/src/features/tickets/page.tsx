import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function TicketsPage() {
  const { t } = useTranslation("tickets");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
