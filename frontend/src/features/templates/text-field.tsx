import { Check, Plus } from "lucide-react";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Surround } from "@/components";
import { cx } from "@/components/cx";
import { CONTROL } from "@/components/field";
import type { Schemas } from "@/lib/api";
import { MOST_CHARACTERS, type Template, type TextLanguage } from "./keys";

type Fault = Schemas["FaultOut"];
type Props = {
  template: Template;
  language: TextLanguage;
  text: string;
  faults: readonly Fault[];
  onChange: (text: string) => void;
};

const braced = (name: string) => `{${name}}`;

/** One language of a template: its variables, its text, and what keeps it from being sent. */
export function TextField({ template, language, text, faults, onChange }: Props) {
  const { t } = useTranslation("templates");
  const area = useRef<HTMLTextAreaElement>(null);
  const name = t(`text.${language}`);
  const insert = (variable: string) => onChange(inserted(area, text, braced(variable)));
  return (
    <div role="group" aria-label={name} className="flex min-w-0 flex-col gap-2">
      <Surround label={name} error={faults.map((fault) => sentence(t, fault)).join(" ") || undefined} hint={<Length text={text} />}>
        <textarea
          ref={area}
          dir={language === "ar" ? "rtl" : "ltr"}
          lang={language}
          rows={5}
          spellCheck
          aria-label={name}
          aria-invalid={faults.length > 0}
          value={text}
          onChange={({ target }) => onChange(target.value)}
          className={cx(CONTROL, "w-full resize-y py-2 leading-relaxed")}
        />
      </Surround>
      <Variables template={template} text={text} onInsert={insert} />
    </div>
  );
}

/** The text with a piece where the cursor stands; the cursor then stands behind it. */
function inserted(area: RefObject<HTMLTextAreaElement | null>, text: string, piece: string): string {
  const [from, to] = [area.current?.selectionStart ?? text.length, area.current?.selectionEnd ?? text.length];
  requestAnimationFrame(() => {
    area.current?.focus();
    area.current?.setSelectionRange(from + piece.length, from + piece.length);
  });
  return text.slice(0, from) + piece + text.slice(to);
}

function Length({ text }: { text: string }) {
  const { t } = useTranslation("templates");
  const count = [...text].length;
  return (
    <span dir="ltr" className={cx("tabular", count > MOST_CHARACTERS && "text-bad")}>
      {t("length", { count, most: MOST_CHARACTERS })}
    </span>
  );
}

function Variables({ template, text, onInsert }: { template: Template; text: string; onInsert: (name: string) => void }) {
  const { t } = useTranslation("templates");
  const all = [...template.required.map((name) => ({ name, must: true })), ...template.optional.map((name) => ({ name, must: false }))];
  if (all.length === 0) return null;
  return (
    <ul aria-label={t("variables")} className="flex flex-wrap gap-1.5">
      {all.map(({ name, must }) => {
        const used = text.includes(braced(name));
        const lacking = must && !used;
        return (
          <li key={name}>
            <button
              type="button"
              title={t(`variable.${name}`, { defaultValue: name })}
              aria-label={t("insert", { name: t(`variable.${name}`, { defaultValue: name }), need: t(must ? "required" : "optional") })}
              onClick={() => onInsert(name)}
              className={cx(
                "inline-flex h-6.5 items-center gap-1 rounded-md border px-1.5 text-[0.86rem] pointer-coarse:min-h-11 pointer-coarse:px-2.5",
                lacking ? "border-bad bg-bad-tint text-bad" : "border-line-strong/50 bg-surface hover:bg-hover",
                !must && !used && "border-dashed text-soft",
              )}
            >
              {used ? <Check aria-hidden className="size-3.5 text-good" /> : <Plus aria-hidden className="size-3.5" />}
              <code dir="ltr">{braced(name)}</code>
              {must && <span aria-hidden className="text-accent-text">*</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

type Say = ReturnType<typeof useTranslation>["t"];

function sentence(t: Say, { kind, detail, message }: Fault): string {
  const named = kind === "unknown_variable" || kind === "variable_missing";
  if (named && !detail) return message;
  const facts = { detail: named ? `\u2066${braced(detail)}\u2069` : detail, name: t(`variable.${detail}`, { defaultValue: "" }) };
  return t(`fault.${kind}`, { ...facts, defaultValue: message });
}
