import { FileSpreadsheet, LoaderCircle } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, cx } from "@/components";

type Props = { busy: boolean; name: string | undefined; onFile: (file: File) => void };

/** Takes a file that is dropped or chosen. */
export function DropZone({ busy, name, onFile }: Props) {
  const { t } = useTranslation("contractors");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !busy) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is the mouse's way; the button inside is everybody's
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cx(
        "flex flex-col items-center gap-3 rounded-card border-2 border-dashed px-4 py-8 text-center",
        over ? "border-focus bg-chosen" : "border-line-strong/60",
      )}
    >
      {busy ? (
        <LoaderCircle aria-hidden className="size-7 animate-spin text-soft" />
      ) : (
        <FileSpreadsheet aria-hidden className="size-7 text-soft" />
      )}
      <p role="status">{busy ? <>{t("import.reading")} <Bidi>{name}</Bidi></> : t("import.drop")}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        aria-label={t("import.choose")}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          take(target.files);
          // The same file, mended, can be chosen again.
          target.value = "";
        }}
      />
      <Button look="primary" disabled={busy} onClick={() => input.current?.click()}>
        {t("import.choose")}
      </Button>
    </div>
  );
}
