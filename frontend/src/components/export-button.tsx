import { FileSpreadsheet, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { download, type ExportPath, type ExportQuery } from "@/lib/api/download";
import { useFormat } from "@/lib/format";
import { languageNow } from "@/lib/i18n";
import { explain } from "@/lib/problems";
import { Button, type ButtonProps, IconButton } from "./button";
import { toast } from "./toast";

const MEGABYTE = 1_000_000;

/** Fetches an Excel file of what the filters show; `start` may also be called by a key. */
export function useExport(path: ExportPath, query: ExportQuery) {
  const { t } = useTranslation();
  const [bytes, setBytes] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  const start = async () => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setBytes(0);
    try {
      const lang = languageNow() === "ar" ? "ar" : "fr";
      const name = await download(path, { ...query, lang }, { signal: controller.signal, onBytes: setBytes });
      toast.done(t("export.done", { name }));
    } catch (error) {
      if (!controller.signal.aborted) toast.fault(explain(error));
    }
    running.current = null;
    setBytes(null);
  };
  return { bytes, start: () => void start(), cancel: () => running.current?.abort() };
}

type Props = { exporting: ReturnType<typeof useExport>; label?: string; size?: ButtonProps["size"] };

/** "Export"; while it runs, how much has come, and a way to stop it. */
export function ExportButton({ exporting: { bytes, start, cancel }, label, size = "normal" }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const running = bytes !== null;
  const done = format.number(Math.round(((bytes ?? 0) / MEGABYTE) * 10) / 10);
  return (
    <span className="inline-flex items-center" role="status">
      <Button size={size} busy={running} onClick={start} icon={<FileSpreadsheet aria-hidden className="size-4" />} className="tabular">
        {running ? t("export.running", { done }) : (label ?? t("export.start"))}
      </Button>
      {running && <IconButton name={t("export.stop")} icon={<X aria-hidden className="size-4" />} onClick={cancel} />}
    </span>
  );
}
