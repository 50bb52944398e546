import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bidi } from "@/components";
import { Difference } from "@/components/difference";
import { useName, VALUES } from "@/domain/labels";
import type { RowOf } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { usePeople } from "./people";

export type Entry = RowOf<"/api/audit">;

const TEXTS = new Set(["fr", "ar", "text", "details", "notes", "resolution", "reason", "orange_addresses", "back_office_addresses"]);
const KINDS = {
  role: ["role"],
  priority: ["priority"],
  kind: ["complaint_type"],
  status: ["complaint_status", "ticket_status"],
} as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** What was so before and is so now, name by name; then what else was noted. */
export function Facts({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const names = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.changes)])];
  const changed = names.filter((name) => name in entry.before && entry.before[name] !== entry.changes[name]);
  const noted = names.filter((name) => !(name in entry.before));
  if (changed.length + noted.length === 0) return <p className="text-soft">{t("noFacts")}</p>;
  return (
    <>
      {changed.length > 0 && (
        <Section title={t("changes")}>
          {changed.map((name) => (
            <Fact key={name} name={name}>
              <Change name={name} before={entry.before[name] ?? ""} after={entry.changes[name] ?? ""} />
            </Fact>
          ))}
        </Section>
      )}
      {noted.length > 0 && (
        <Section title={t("facts")}>
          {noted.map((name) => (
            <Fact key={name} name={name}>
              <Value name={name} value={entry.changes[name] ?? ""} />
            </Fact>
          ))}
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-1 font-medium">{title}</h3>
      <dl className="flex flex-col divide-y divide-line rounded-lg border border-line">{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation("audit");
  return (
    <div className="flex flex-col gap-0.5 px-3 py-1.5">
      <dt className="text-[0.86rem] text-soft">{t(`fact.${name}`, { defaultValue: name })}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** Long texts word by word; short values one after the other. */
function Change({ name, before, after }: { name: string; before: string; after: string }) {
  if (TEXTS.has(name)) return <Difference before={before} after={after} dir={name === "ar" ? "rtl" : "auto"} />;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <del className="rounded-sm bg-bad-tint text-bad">
        <Value name={name} value={before} />
      </del>
      <span aria-hidden className="text-soft rtl:-scale-x-100">→</span>
      <ins className="rounded-sm bg-good-tint text-good no-underline">
        <Value name={name} value={after} />
      </ins>
    </span>
  );
}

function Value({ name, value }: { name: string; value: string }) {
  const say = useSay();
  return <Bidi className="whitespace-pre-wrap wrap-anywhere">{say(name, value)}</Bidi>;
}

/** A value as people read it. */
function useSay() {
  const { t } = useTranslation("audit");
  const named = useName();
  const format = useFormat();
  const people = usePeople();
  return (name: string, value: string): string => {
    if (value === "") return t("nothing");
    if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
    if (name === "digest" || name === "admission") return t(`${name}.${value}`, { defaultValue: value });
    if (name === "flags") return format.list(value.split(", ").map((flag) => named("flag", flag)));
    if (INSTANT.test(value)) return format.exact(value);
    const kind = (KINDS as Record<string, ReadonlyArray<keyof typeof VALUES>>)[name]?.find((each) => VALUES[each].some((one) => one === value));
    return kind ? named(kind, value) : (people.get(value) ?? value);
  };
}
