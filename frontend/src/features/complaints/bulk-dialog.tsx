import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, TextArea } from "@/components";
import { useDraft } from "@/lib/drafts";
import type { Person } from "./changes";
import { PersonPicker } from "./person-picker";
import type { Bulk } from "./use-acting";

type Props = {
  what: Bulk;
  count: number;
  onClose: () => void;
  onAssign: (to: Person | null) => void;
  onResolve: (resolution: string) => void;
};

/** To whom several go, or what was done about all of them. */
export function BulkDialog({ what, count, onClose, onAssign, onResolve }: Props) {
  const { t } = useTranslation("complaints");
  if (what === "resolve") return <ResolveMany count={count} onClose={onClose} onResolve={onResolve} />;
  return (
    <Dialog open onClose={onClose} title={t("bulk.assign", { count })}>
      <PersonPicker leave onPick={onAssign} />
    </Dialog>
  );
}

function ResolveMany({ count, onClose, onResolve }: Omit<Props, "what" | "onAssign">) {
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
