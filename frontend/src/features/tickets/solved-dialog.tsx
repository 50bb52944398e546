import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, TextArea } from "@/components";
import { Told } from "@/domain/told";
import { useDraft } from "@/lib/drafts";
import { type Ticket, useFollow } from "./changes";

/** Orange has solved it: how, and what the contractor reads. */
export function SolvedDialog({ about, onClose }: { about: Ticket; onClose: () => void }) {
  const { t } = useTranslation(["tickets", "ui"]);
  const [notes, setNotes, forget] = useDraft(`solved:${about.id}`);
  const [tried, setTried] = useState(false);
  const follow = useFollow(() => {
    forget();
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (notes.trim()) follow.mutate({ about, status: "resolved", notes: notes.trim() });
  };
  return (
    <Dialog open onClose={onClose} title={t("solved.title", { number: about.number })} hint={t("solved.hint")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <TextArea
          label={t("solved.label")}
          rows={4}
          maxLength={4_000}
          value={notes}
          onChange={({ target }) => setNotes(target.value)}
          onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
          error={tried && !notes.trim() ? t("solved.missing") : undefined}
        />
        <Told template="ticket_resolu" values={{ numero: about.contract, ticket: about.number, notes: notes.trim() }} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" type="submit" busy={follow.isPending}>
            {t("step.resolved")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
