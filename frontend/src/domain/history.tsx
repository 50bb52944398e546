/** What happened to a complaint or a ticket: who, when, what, in the reader's language. */

import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, Prose, Time } from "@/components/text";
import type { Schemas } from "@/lib/api";
import { useName, VALUES } from "./labels";

export type Happened = Schemas["EventOut"];
type Fact = string | Schemas["PersonRef"] | null | undefined;

const CHANGED = new Set(["before", "after", "to"]);
const IDS = new Set(["contract", "ticket", "number"]);

/** One line of a history, or of what somebody changed meanwhile: "Priority: low → high". */
export function HappenedLine({ event }: { event: Happened }) {
  const { t } = useTranslation("domain");
  const { before, after, to } = event.facts ?? {};
  const opened = event.what === "opened";
  const left = event.what === "assigned" && !to && before;
  const rest = Object.entries(event.facts ?? {}).filter(([name, fact]) => !CHANGED.has(name) && fact !== null && fact !== "");
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t(`happened.${left ? "unassigned" : event.what}`, { defaultValue: event.what })}</span>
        {(after ?? to) && <Change before={before} after={after ?? to} />}
        {left && <Change before={null} after={before} />}
        <span className="text-soft">
          <Bidi>{event.by ? event.by.name || event.by.email : "JARVIS"}</Bidi> · <Time at={event.at} />
        </span>
      </p>
      {opened ? <Opening facts={event.facts ?? {}} /> : rest.map(([name, fact]) => (
        <FactLine key={name} name={name} fact={fact} alone={rest.length === 1} />
      ))}
    </div>
  );
}

/** The details and the contract stand above every history; here is what they were taken for. */
function Opening({ facts }: { facts: NonNullable<Happened["facts"]> }) {
  const say = useFact();
  const said = [facts.kind, facts.priority].filter((fact) => typeof fact === "string").map(say);
  if (facts.number) return <Code>{say(facts.number)}</Code>;
  return <p className="text-soft">{said.join(" · ")}</p>;
}

function Change({ before, after }: { before: Fact; after: Fact }) {
  const say = useFact();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1">
      {before && (
        <>
          <Bidi className="text-soft line-through decoration-1">{say(before)}</Bidi>
          <ArrowRight aria-label="→" className="size-3.5 rtl:-scale-x-100" />
        </>
      )}
      <Bidi>{say(after)}</Bidi>
    </span>
  );
}

function FactLine({ name, fact, alone }: { name: string; fact: Fact; alone: boolean }) {
  const { t } = useTranslation("domain");
  const say = useFact();
  const label = t(`fact.${name}`, { defaultValue: name });
  if (IDS.has(name)) {
    return (
      <p>
        <span className="text-soft">{label}:</span> <Code>{say(fact)}</Code>
      </p>
    );
  }
  const text = say(fact);
  if (alone || text.includes("\n")) return <Prose text={text} />;
  return (
    <p className="wrap-anywhere">
      <span className="text-soft">{label}:</span> <Bidi>{text}</Bidi>
    </p>
  );
}

function useFact() {
  const name = useName();
  return (fact: Fact): string => {
    if (typeof fact !== "string") return fact ? fact.name || fact.email : "–";
    const kinds = ["priority", "complaint_type"] as const;
    const kind = kinds.find((each) => VALUES[each].some((value) => value === fact));
    return kind ? name(kind, fact) : fact;
  };
}
