import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/components";
import { Soon } from "@/shell/soon";

const route = getRouteApi("/app/contracts/$number");

export function ContractPage() {
  const { t } = useTranslation("contracts");
  const { number } = route.useParams();
  return (
    <Page title={t("title", { number })}>
      <Soon />
    </Page>
  );
}
