/** What happened to a complaint or a ticket: who, when, what, in the reader's language. */

import { useTranslation } from "react-i18next";
import { Bidi, Time } from "@/components/text";
import type { Schemas } from "@/lib/api";
import { useName, VALUES } from "./labels";

export type Happened = Schemas["EventOut"];
type Fact = string | Schemas["PersonRef"] | null;

/** One line of a history, or of what somebody changed meanwhile. */
export function HappenedLine({ event }: { event: Happened }) {
  const { t } = useTranslation("domain");
  const say = useFact();
  const facts = Object.entries(event.facts ?? {}).filter(([, fact]) => fact !== null && fact !== "");
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t(`happened.${event.what}`, { defaultValue: event.what })}</span>
        <span className="text-soft">
          <Bidi>{event.by ? event.by.name || event.by.email : "JARVIS"}</Bidi> · <Time at={event.at} />
        </span>
      </p>
      {facts.map(([name, fact]) => (
        <p key={name} className="wrap-anywhere">
          <span className="text-soft">{t(`fact.${name}`, { defaultValue: name })}:</span> <Bidi>{say(fact)}</Bidi>
        </p>
      ))}
    </div>
  );
}

function useFact() {
  const name = useName();
  return (fact: Fact | undefined): string => {
    if (typeof fact !== "string") return fact ? fact.name || fact.email : "–";
    const kinds = ["priority", "complaint_type"] as const;
    const kind = kinds.find((each) => VALUES[each].some((value) => value === fact));
    return kind ? name(kind, fact) : fact;
  };
}
