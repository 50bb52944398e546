import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, TextArea } from "@/components";
import { useDraft } from "@/lib/drafts";
import { useMay } from "@/lib/session";
import { type CaseFile, useNote } from "./changes";

/** For colleagues only. A new number in `focus` puts the cursor here. */
export function NoteBox({ file, focus }: { file: CaseFile; focus: number }) {
  const { t } = useTranslation("complaints");
  const [text, setText, forget] = useDraft(`note:${file.id}`);
  const note = useNote(forget);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (focus > 0) box.current?.querySelector("textarea")?.focus();
  }, [focus]);
  if (!useMay()("work")) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !note.isPending) note.mutate({ about: file, text: text.trim() });
  };
  return (
    <form ref={box} onSubmit={submit} className="flex flex-col gap-2">
      <TextArea
        label={t("note.label")}
        placeholder={t("note.hint")}
        rows={2}
        maxLength={4_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
      />
      {text.trim() && (
        <Button type="submit" size="small" busy={note.isPending} className="self-end">
          {t("note.add")}
        </Button>
      )}
    </form>
  );
}
