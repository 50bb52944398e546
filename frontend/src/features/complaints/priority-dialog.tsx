import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, Select, Surround, TextArea } from "@/components";
import { useOptions } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { type Case, useSetPriority } from "./changes";

type Priority = Schemas["Priority"];
type Props = { about: Case; to?: Priority | undefined; onClose: () => void };

/** Another priority, and why: the reason stands in the history. */
export function PriorityDialog({ about, to, onClose }: Props) {
  const { t } = useTranslation(["complaints", "ui"]);
  const [wanted, setWanted] = useState<Priority | null>(to ?? null);
  const [reason, setReason, forget] = useDraft(`priority:${about.id}`);
  const [tried, setTried] = useState(false);
  const change = useSetPriority();
  const options = useOptions("priority").filter(({ value }) => value !== about.priority);
  const leaves = wanted === "high" && (about.status === "open" || about.status === "assigned");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wanted || !reason.trim()) return;
    change.mutate({ about, to: wanted, reason: reason.trim() }, { onSuccess: forget });
    onClose();
  };
  const missing = (there: boolean) => (tried && !there ? t("new.missing") : undefined);
  return (
    <Dialog open onClose={onClose} title={t("priorityDialog.title")} hint={t("priorityDialog.hint", { contract: about.contract })}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <Surround label={t("priority")} error={missing(wanted !== null)}>
          <Select value={wanted} options={options} onChange={setWanted} placeholder={t("new.choose")} />
        </Surround>
        <TextArea
          label={t("reason")}
          value={reason}
          maxLength={500}
          rows={2}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
          error={missing(Boolean(reason.trim()))}
        />
        {leaves && <p className="rounded-md bg-warn-tint px-2.5 py-1.5 text-warn">{t("priorityDialog.leaves")}</p>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" type="submit">
            {t("priorityDialog.change")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
