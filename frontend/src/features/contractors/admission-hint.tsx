import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "@/lib/api";
import { useMay } from "@/lib/session";

/** Whom JARVIS answers, and where that is chosen. */
export function AdmissionHint() {
  const { t } = useTranslation("contractors");
  const chooses = useMay()("settings");
  const { data } = api.useQuery("get", "/api/settings");
  if (!data) return t("admission.unknown");
  return (
    <>
      {t(`admission.${data.preferences.admission}`)}{" "}
      {chooses && (
        <Link to="/app/settings" className="rounded-sm text-ink underline underline-offset-2">
          {t("admission.change")}
        </Link>
      )}
    </>
  );
}
