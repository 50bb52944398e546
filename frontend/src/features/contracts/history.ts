/** What a contract's lists say when they are put together: spells of one status, who asked how often. */

import type { Schemas } from "@/lib/api";

type Status = Schemas["StatusOut"];

/** One status for as long as the portal showed nothing else. */
export type Spell = { status: Status; from: string; until: string; times: number };

const labelsOf = ({ etat, sous_etat, sous_etat_2 }: Status) => [etat, sous_etat, sous_etat_2].filter(Boolean).join(" › ");

/** Newest first, as the statuses come. */
export function spellsOf(statuses: readonly Status[]): Spell[] {
  const spells: Spell[] = [];
  for (const status of statuses) {
    const last = spells.at(-1);
    if (last && labelsOf(last.status) === labelsOf(status)) {
      last.from = status.read_at;
      last.times += 1;
    } else {
      spells.push({ status, from: status.read_at, until: status.read_at, times: 1 });
    }
  }
  return spells;
}

export { labelsOf };

export type Asker = { contractor: Schemas["ContractorRef"]; messages: number; latest: string; message: string };

/** Who wrote about it, the latest first. */
export function askersOf(messages: ReadonlyArray<Schemas["MessageOut"]>): Asker[] {
  const askers = new Map<string, Asker>();
  for (const { id, contractor, received_at: at } of messages) {
    const known = askers.get(contractor.id);
    if (known) known.messages += 1;
    else askers.set(contractor.id, { contractor, messages: 1, latest: at, message: id });
  }
  return [...askers.values()];
}
