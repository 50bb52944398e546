import { CheckCheck, FileSpreadsheet, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/components";

type Props = { count: number; busy: boolean; onHandled: () => void; onExport?: (() => void) | undefined; onClear: () => void };

/** What can be done with several messages at once. */
export function BulkBar({ count, busy, onHandled, onExport, onClear }: Props) {
  const { t } = useTranslation("messages");
  return (
    <div role="toolbar" aria-label={t("selection")} className="flex flex-wrap items-center gap-2 rounded-card bg-info-tint px-3 py-1.5 text-info">
      <span role="status" className="me-auto font-medium">
        {t("selected", { count })}
      </span>
      <Button size="small" busy={busy} icon={<CheckCheck aria-hidden className="size-4" />} onClick={onHandled}>
        {t("handled")}
      </Button>
      {onExport && (
        <Button size="small" icon={<FileSpreadsheet aria-hidden className="size-4" />} onClick={onExport}>
          {t("ui:export.start")}
        </Button>
      )}
      <IconButton size="small" name={t("clearSelection")} icon={<X aria-hidden className="size-4" />} onClick={onClear} />
    </div>
  );
}
