import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/states";

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <EmptyState
      title={t("notFound.title")}
      action={
        <Link to="/app" className="font-medium text-accent-text underline">
          {t("notFound.back")}
        </Link>
      }
    />
  );
}
