import { Plus, TriangleAlert, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Code, Field } from "@/components";
import { useDraft } from "@/lib/drafts";
import { taken } from "./addresses";

type Props = { name: string; label: string; hint: string; none: string; serious?: boolean; addresses: readonly string[]; busy: boolean; onChange: (addresses: string[]) => void };

/** Addresses as chips; Enter, a comma or a pasted list adds, nothing half right is taken. */
export function AddressField({ name, label, hint, none, serious, addresses, busy, onChange }: Props) {
  const { t } = useTranslation("settings");
  const [text, setText, forget] = useDraft(`settings:${name}`);
  const [wrong, setWrong] = useState<string>();
  const add = (event?: FormEvent) => {
    event?.preventDefault();
    if (!text.trim()) return;
    const { addresses: next, wrong: fault } = taken(addresses, text);
    setWrong(fault && t(`addresses.${fault.kind}`, { text: `\u2066${fault.text}\u2069` }));
    if (fault) return;
    forget();
    onChange(next);
  };
  return (
    <form noValidate onSubmit={add} className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <Field
          className="flex-1"
          label={label}
          hint={hint}
          error={wrong}
          type="text"
          inputMode="email"
          dir="ltr"
          autoComplete="off"
          placeholder="nom@domaine.ma"
          maxLength={2_000}
          value={text}
          onChange={({ target }) => {
            setWrong(undefined);
            setText(target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== ",") return;
            event.preventDefault();
            add();
          }}
        />
        <Button type="submit" className="mt-6 rtl:mt-6.5" disabled={!text.trim()} busy={busy} icon={<Plus aria-hidden className="size-4" />}>
          {t("addresses.add")}
        </Button>
      </div>
      {addresses.length === 0 && (
        <p className={serious ? "flex items-center gap-1.5 text-warn" : "text-soft"}>
          {serious && <TriangleAlert aria-hidden className="size-4" />}
          {none}
        </p>
      )}
      <ul aria-label={label} className="flex flex-wrap gap-1.5">
        {addresses.map((address) => (
          <li key={address} className="inline-flex max-w-full items-center gap-1 rounded-md bg-calm-tint ps-2 text-calm">
            <Code className="truncate">{address}</Code>
            <button
              type="button"
              aria-label={t("addresses.remove", { address })}
              disabled={busy}
              onClick={() => onChange(addresses.filter((each) => each !== address))}
              className="flex size-7 items-center justify-center rounded-md hover:bg-hover pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
