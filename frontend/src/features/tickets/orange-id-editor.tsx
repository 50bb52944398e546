import { Pencil } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Code, Field, IconButton } from "@/components";
import { isProblem } from "@/lib/api";
import { useMay } from "@/lib/session";
import { type TicketFile, useFollow } from "./changes";
import { faultOf, tidied } from "./orange-id";

type Props = { file: TicketFile; editing: boolean; onEditing: (editing: boolean) => void };

/** Orange's own number, written down where it stands. */
export function OrangeIdEditor({ file, editing, onEditing }: Props) {
  const { t } = useTranslation("tickets");
  const may = useMay();
  if (editing) return <Form file={file} onDone={() => onEditing(false)} />;
  const edits = may("work") && file.status !== "closed";
  return (
    <span className="flex items-center gap-1.5">
      {file.orange_id ? <Code className="font-medium">{file.orange_id}</Code> : <span className="text-soft">{t("orange.none")}</span>}
      {edits && (
        <IconButton name={t("orange.edit")} keys="o" size="small" icon={<Pencil aria-hidden className="size-3.5" />} onClick={() => onEditing(true)} />
      )}
    </span>
  );
}

function Form({ file, onDone }: { file: TicketFile; onDone: () => void }) {
  const { t } = useTranslation(["tickets", "ui"]);
  const [text, setText] = useState(file.orange_id ?? "");
  const [tried, setTried] = useState(false);
  const follow = useFollow(onDone);
  const fault = text.trim() ? faultOf(text) : "short";
  const refused = isProblem(follow.error) ? follow.error.fields.get("orange_id") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault) return;
    if (tidied(text) === file.orange_id) onDone();
    else follow.mutate({ about: file, orangeId: tidied(text) });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-1 flex-wrap items-start gap-2">
      <Field
        label={t("orange.label")}
        className="min-w-40 flex-1 [&>label]:sr-only"
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it replaces what was just pressed
        autoFocus
        value={text}
        placeholder="INC-2026/00417"
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
        error={tried && fault ? t(`orange.fault.${fault}`) : refused}
      />
      <Button type="submit" look="primary" busy={follow.isPending}>
        {t("orange.save")}
      </Button>
      <Button look="quiet" onClick={onDone}>
        {t("ui:cancel")}
      </Button>
    </form>
  );
}
