import { CloudOff, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReach } from "@/lib/api/reach";

/** Says when the server is away, failing or slow; what was typed stays where it is. */
export function OfflineBanner() {
  const reach = useReach();
  const { t } = useTranslation();
  return (
    <div role="status">
      {reach !== "well" && (
        <p className="flex items-center justify-center gap-2 bg-warn-tint px-3 py-1.5 text-warn">
          {reach === "slow" ? <Hourglass aria-hidden className="size-4" /> : <CloudOff aria-hidden className="size-4" />}
          {t(`ui:reach.${reach}`)}
        </p>
      )}
    </div>
  );
}
