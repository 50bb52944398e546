/** The domain's own words as people read them: one chip for each kind of state, the same on every page. */

import { CircleAlert, Clock, Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Chip, type Tone } from "@/components/chip";
import type { Option } from "@/components/select";

/** As on the wire; the names in every language are `domain/locales/`. */
export const VALUES = {
  complaint_status: ["open", "assigned", "escalated", "resolved"],
  priority: ["high", "medium", "low"],
  ticket_status: ["open", "in_progress", "resolved", "closed"],
  complaint_type: [
    "retard_installation",
    "annulation_contrat",
    "contact_errone",
    "adresse_erronee",
    "cas_bloque",
    "deuxieme_contrat",
    "prise_de_rdv",
    "autre",
  ],
  intent: ["status_check", "complaint", "other"],
  language: ["fr", "ar", "darija", "en"],
  outcome: ["answered", "ignored", "limited", "with_human", "parked", "failed"],
  delivery: ["queued", "accepted", "server_ack", "failed", "delivered", "read"],
  flag: [
    "complaint",
    "unknown_status",
    "gave_up",
    "spam",
    "rate_limited",
    "media_unread",
    "not_understood",
    "not_registered",
    "many_numbers",
    "dissatisfied",
  ],
  read_by: ["model", "rules"],
  role: ["viewer", "bo", "admin"],
} as const;

export type Kind = keyof typeof VALUES;

const TONES: Partial<Record<Kind, Record<string, Tone>>> = {
  complaint_status: { open: "warn", assigned: "info", escalated: "bad", resolved: "good" },
  priority: { high: "bad", medium: "warn", low: "calm" },
  ticket_status: { open: "warn", in_progress: "info", resolved: "good", closed: "calm" },
  outcome: { answered: "good", limited: "warn", with_human: "info", parked: "warn", failed: "bad" },
  delivery: { queued: "calm", accepted: "info", server_ack: "info", failed: "bad", delivered: "good", read: "good" },
  flag: { complaint: "warn", not_understood: "warn", dissatisfied: "bad", unknown_status: "warn", gave_up: "warn" },
};

/** For lists of many rows, which ask for their words once and draw the chips themselves. */
export function toneOf(of: Kind, is: string): Tone {
  return TONES[of]?.[is] ?? "calm";
}

/** `const name = useName(); name("priority", "high")`. */
export function useName() {
  const { t } = useTranslation("domain");
  return (kind: Kind, value: string) => t(`${kind}.${value}`, { defaultValue: value });
}

/** For a select or a filter. */
export function useOptions<K extends Kind>(kind: K): ReadonlyArray<Option<(typeof VALUES)[K][number]>> {
  const name = useName();
  return VALUES[kind].map((value) => ({ value, label: name(kind, value) }));
}

/** The state's name in its colour: `<State of="complaint_status" is={row.status} />`. */
export function State({ of, is }: { of: Kind; is: string }) {
  const name = useName();
  return (
    <Chip tone={toneOf(of, is)} icon={<Sign of={of} is={is} />}>
      {name(of, is)}
    </Chip>
  );
}

function Sign({ of, is }: { of: Kind; is: string }) {
  if (of === "priority" && is === "high") return <CircleAlert aria-hidden className="size-3.5" />;
  if (of === "outcome" && is === "parked") return <Clock aria-hidden className="size-3.5" />;
  if (of === "language") return <Languages aria-hidden className="size-3.5" />;
  return null;
}
