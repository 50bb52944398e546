import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, toast } from "@/components";
import { download } from "@/lib/api/download";
import { explain } from "@/lib/problems";
import { DropZone } from "./drop-zone";
import { ReportView } from "./report";
import { useImport, whyNot } from "./send";

/** A file, what it would change line by line, and only then the change. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(["contractors", "ui"]);
  const [file, setFile] = useState<File | null>(null);
  const importing = useImport();
  const report = importing.data;
  const again = () => {
    setFile(null);
    importing.reset();
  };
  const close = () => {
    onClose();
    if (report?.saved) again();
  };
  const tryOut = (chosen: File) => {
    setFile(chosen);
    importing.mutate({ file: chosen, dryRun: true });
  };
  const changes = report && !report.saved ? (report.counts.added ?? 0) + (report.counts.changed ?? 0) : 0;

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t("import.title")}
      hint={t(report?.saved ? "import.doneHint" : report ? "import.trialHint" : "import.hint")}
      actions={
        report?.saved ? (
          <Button look="primary" onClick={close}>
            {t("ui:close")}
          </Button>
        ) : (
          <>
            {report && <Button onClick={again}>{t("import.other")}</Button>}
            {report && file && (
              <Button
                look="primary"
                busy={importing.isPending}
                disabled={changes === 0}
                onClick={() => importing.mutate({ file, dryRun: false })}
              >
                {t("import.confirm", { count: changes })}
              </Button>
            )}
          </>
        )
      }
    >
      {report ? <ReportView report={report} /> : <DropZone busy={importing.isPending} name={file?.name} onFile={tryOut} />}
      {importing.error && (
        <p role="alert" dir="auto" className="rounded-lg bg-bad-tint px-3 py-2 text-bad">
          {whyNot(importing.error)}
        </p>
      )}
      {!report && <Template />}
    </Dialog>
  );
}

function Template() {
  const { t } = useTranslation("contractors");
  const [busy, setBusy] = useState(false);
  const fetchIt = () => {
    setBusy(true);
    download("/api/contractors/import/template", {}, { signal: new AbortController().signal, onBytes: () => undefined })
      .catch((error: unknown) => toast.fault(explain(error)))
      .finally(() => setBusy(false));
  };
  return (
    <Button look="quiet" className="self-start" busy={busy} onClick={fetchIt} icon={<Download aria-hidden className="size-4" />}>
      {t("import.template")}
    </Button>
  );
}
