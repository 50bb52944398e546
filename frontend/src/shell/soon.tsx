import { Construction } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "@/components";
import { EmptyState } from "@/components/states";

/** A page that nobody has written yet says so. */
export function Soon() {
  const { t } = useTranslation("shell");
  return (
    <Card>
      <EmptyState icon={<Construction className="size-5" />} title={t("soon.title")} hint={t("soon.hint")} />
    </Card>
  );
}
