import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, IconButton, TextArea } from "@/components";
import { useDraft } from "@/lib/drafts";
import { allowed } from "./acting";
import { type Case, sendAssign, sendResolve } from "./changes";
import { PersonPicker } from "./person-picker";
import type { Bulk } from "./use-acting";
import { useMany } from "./use-many";

type Props = {
  cases: readonly Case[];
  bulk: { bulk: Bulk | null; setBulk: (bulk: Bulk | null) => void };
  onClear: () => void;
};

/** Several at once: how many are chosen, and what can be done with all of them. */
export function BulkBar({ cases, bulk: { bulk, setBulk }, onClear }: Props) {
  const { t } = useTranslation("complaints");
  const many = useMany(onClear);
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
        <IconButton name={t("bulk.clear")} keys="Escape" size="small" icon={<X aria-hidden className="size-4" />} onClick={onClear} />
      </div>
      <Dialog open={bulk === "assign"} onClose={close} title={t("bulk.assign", { count: open.length })}>
        <PersonPicker
          onPick={(to) => {
            close();
            void many.run(open.filter(({ assignee }) => assignee?.id !== to.id), (each) => sendAssign(each, to));
          }}
        />
      </Dialog>
      {bulk === "resolve" && (
        <ResolveMany
          count={open.length}
          onClose={close}
          onResolve={(resolution) => {
            close();
            void many.run(open, (each) => sendResolve(each, resolution));
          }}
        />
      )}
    </>
  );
}

function ResolveMany({ count, onClose, onResolve }: { count: number; onClose: () => void; onResolve: (text: string) => void }) {
  const { t } = useTranslation(["complaints", "ui"]);
  const [text, setText, forget] = useDraft("resolve:many");
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim()) return;
    forget();
    onResolve(text.trim());
  };
  return (
    <Dialog open onClose={onClose} title={t("bulk.resolve", { count })} hint={t("bulk.resolveHint")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <TextArea
          label={t("resolveDialog.label")}
          rows={3}
          value={text}
          maxLength={4_000}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
          error={tried && !text.trim() ? t("new.missing") : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" type="submit">
            {t("resolve")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
