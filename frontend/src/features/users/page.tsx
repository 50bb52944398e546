import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function UsersPage() {
  const { t } = useTranslation("users");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
