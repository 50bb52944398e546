import { CheckCheck, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, ExportButton, IconButton, type useExport } from "@/components";

type Props = { count: number; busy: boolean; onHandled: () => void; exporting?: ReturnType<typeof useExport> | undefined; onClear: () => void };

/** What can be done with several messages at once. */
export function BulkBar({ count, busy, onHandled, exporting, onClear }: Props) {
  const { t } = useTranslation("messages");
  return (
    <div role="toolbar" aria-label={t("selection")} className="flex flex-wrap items-center gap-2 rounded-card bg-info-tint px-3 py-1.5 text-info">
      <span role="status" className="me-auto font-medium">
        {t("selected", { count })}
      </span>
      <Button size="small" busy={busy} icon={<CheckCheck aria-hidden className="size-4" />} onClick={onHandled}>
        {t("handled")}
      </Button>
      {exporting && <ExportButton exporting={exporting} size="small" />}
      <IconButton size="small" name={t("clearSelection")} icon={<X aria-hidden className="size-4" />} onClick={onClear} />
    </div>
  );
}
