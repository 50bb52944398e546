import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, TextArea } from "@/components";
import { useDraft } from "@/lib/drafts";
import { type Case, useReopen } from "./changes";

/** Begins again, with why. */
export function ReopenDialog({ about, onClose }: { about: Case; onClose: () => void }) {
  const { t } = useTranslation(["complaints", "ui"]);
  const [reason, setReason, forget] = useDraft(`reopen:${about.id}`);
  const [tried, setTried] = useState(false);
  const reopen = useReopen(() => {
    forget();
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) reopen.mutate({ about, reason: reason.trim() });
  };
  return (
    <Dialog open onClose={onClose} title={t("reopenDialog.title", { contract: about.contract })} hint={t("reopenDialog.hint")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <TextArea
          label={t("reason")}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
          error={tried && !reason.trim() ? t("new.missing") : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" type="submit" busy={reopen.isPending}>
            {t("reopen")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
