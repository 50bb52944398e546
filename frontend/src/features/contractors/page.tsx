import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

export function ContractorsPage() {
  const { t } = useTranslation("contractors");
  return (
    <Page title={t("title")}>
      <Soon />
    </Page>
  );
}
