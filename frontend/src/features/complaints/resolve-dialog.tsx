import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, TextArea } from "@/components";
import { Told } from "@/domain/told";
import { api } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { type Case, useResolve } from "./changes";

type Props = { about: Case; onClose: () => void; onNext?: (() => void) | undefined };

/** What was done, and what the contractor will read; the text stays here until the server has it. */
export function ResolveDialog({ about, onClose, onNext }: Props) {
  const { t } = useTranslation(["complaints", "ui"]);
  const [text, setText, forget] = useDraft(`resolve:${about.id}`);
  const [tried, setTried] = useState(false);
  const [thenNext, setThenNext] = useState(false);
  const resolve = useResolve(() => {
    forget();
    onClose();
    if (thenNext) onNext?.();
  });
  const submit = (next: boolean) => {
    setTried(true);
    setThenNext(next);
    if (text.trim()) resolve.mutate({ about, resolution: text.trim() });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit(false);
  };
  return (
    <Dialog open onClose={onClose} title={t("resolveDialog.title", { contract: about.contract })} hint={t("resolveDialog.hint")}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextArea
          label={t("resolveDialog.label")}
          rows={4}
          maxLength={4_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            submit(event.shiftKey && onNext !== undefined);
          }}
          error={tried && !text.trim() ? t("new.missing") : undefined}
        />
        {about.status === "escalated" && <p className="rounded-md bg-info-tint px-2.5 py-1.5 text-info">{t("resolveDialog.ticketStays")}</p>}
        <Told template="reclamation_resolue" values={{ numero: about.contract }} kind={about.kind} />
        <Asked />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          {onNext && (
            <Button busy={resolve.isPending && thenNext} onClick={() => submit(true)}>
              {t("resolveDialog.next")}
            </Button>
          )}
          <Button look="primary" type="submit" busy={resolve.isPending && !thenNext}>
            {t("resolve")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Whether they are asked how content they are, too. */
function Asked() {
  const { t } = useTranslation("complaints");
  const { data } = api.useQuery("get", "/api/settings");
  if (!data?.preferences.ask_satisfaction) return null;
  return <p className="text-[0.93rem] text-soft">{t("resolveDialog.asked")}</p>;
}
