/** Changes of one thing go one after the other, each on top of our own before it: only others can conflict. */

type Versioned = { id: string; version: number };

/** For each thing: the versions that we saw, and those our own changes made of them. */
const ours = new Map<string, Map<number, number>>();
const lines = new Map<string, Promise<unknown>>();

/** The version that our own changes have made of the one that was seen. */
export function newest({ id, version }: Versioned): number {
  const made = ours.get(id)?.get(version);
  return made === undefined ? version : newest({ id, version: made });
}

/** Sends when our changes before it are answered, with the version they left. */
export function inTurn<Answer extends Versioned>(about: Versioned, send: (version: number) => Promise<Answer>): Promise<Answer> {
  const before = lines.get(about.id) ?? Promise.resolve();
  const turn = before
    .catch(() => undefined)
    .then(async () => {
      const seen = newest(about);
      const answer = await send(seen);
      if (answer.version > seen) ours.set(about.id, new Map(ours.get(about.id)).set(seen, answer.version));
      return answer;
    });
  lines.set(about.id, turn);
  return turn;
}
