import { Link } from "@tanstack/react-router";
import { MailWarning } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/lib/api";
import { useMay } from "@/lib/session";

/** Why no mail can leave, before anybody wonders; nothing when all is well. */
export function MailState() {
  const { t } = useTranslation("escalations");
  const may = useMay();
  const settings = api.useQuery("get", "/api/settings").data;
  const parts = api.useQuery("get", "/api/dashboard/today").data?.parts;
  if (!settings || !parts) return null;
  const mail = parts.find(({ name }) => name === "mail")?.state ?? "ok";
  const trouble = mail === "off" ? "off" : mail === "ok" ? null : "down";
  const addressless = settings.preferences.orange_addresses.length === 0;
  const reason = trouble ?? (addressless ? "noAddress" : null);
  if (!reason) return null;
  return (
    <div role="status" className="flex items-start gap-2 rounded-card bg-warn-tint px-4 py-2.5 text-warn">
      <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p>
        <span className="font-medium">{t(`mail.${reason}`)}</span> {t(`mail.mend.${reason}`)}{" "}
        {reason === "noAddress" && may("settings") && (
          <Link to="/app/settings" className="font-medium underline">
            {t("mail.settings")}
          </Link>
        )}
      </p>
    </div>
  );
}
