import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Button, ExportButton, IconButton, type useExport } from "@/components";
import { useAtHand } from "@/lib/at-hand";
import { allowed } from "./acting";
import { type Case, sendAssign, sendResolve } from "./changes";
import type { Bulk } from "./use-acting";
import { useMany } from "./use-many";

const load = () => import("./bulk-dialog").then(({ BulkDialog: dialog }) => ({ default: dialog }));
const BulkDialog = lazy(load);

type Props = {
  cases: readonly Case[];
  bulk: { bulk: Bulk | null; setBulk: (bulk: Bulk | null) => void };
  exporting: ReturnType<typeof useExport> | undefined;
  onClear: () => void;
};

/** Several at once: how many are chosen, and what can be done with all of them. */
export function BulkBar({ cases, bulk: { bulk, setBulk }, exporting, onClear }: Props) {
  const { t } = useTranslation("complaints");
  const many = useMany(onClear);
  useAtHand(load);
  const open = cases.filter((each) => allowed(each, "resolve"));
  if (cases.length === 0) return null;
  const close = () => setBulk(null);
  return (
    <>
      <div role="toolbar" aria-label={t("bulk.name")} className="absolute inset-x-2 bottom-2 z-20 flex flex-wrap items-center gap-2 rounded-card border border-line bg-raised px-3 py-2 shadow-pop">
        <span role="status" className="me-auto font-medium">
          {many.progress ? t("bulk.running", many.progress) : t("bulk.chosen", { count: cases.length })}
        </span>
        <Button size="small" disabled={open.length === 0} busy={many.progress !== null} onClick={() => setBulk("assign")}>
          {t("assign")}
        </Button>
        <Button size="small" disabled={open.length === 0} busy={many.progress !== null} onClick={() => setBulk("resolve")}>
          {t("resolve")}
        </Button>
        {exporting && <ExportButton exporting={exporting} size="small" />}
        <IconButton name={t("bulk.clear")} keys="Escape" size="small" icon={<X aria-hidden className="size-4" />} onClick={onClear} />
      </div>
      {bulk && (
        <Suspense>
          <BulkDialog
            what={bulk}
            count={open.length}
            onClose={close}
            onAssign={(to) => {
              close();
              void many.run(open.filter(({ assignee }) => assignee?.id !== to?.id), (each) => sendAssign(each, to));
            }}
            onResolve={(resolution) => {
              close();
              void many.run(open, (each) => sendResolve(each, resolution));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
