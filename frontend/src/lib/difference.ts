/** What changed between two texts, word by word. */

export type Piece = { kind: "same" | "added" | "removed"; text: string };

const WORDS = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
/** Past this many steps two texts are shown whole, one after the other: nobody reads such a comparison. */
const MOST = 4_000_000;

/** The pieces in reading order; those of `before` come first where both stand in one place. */
export function difference(before: string, after: string): Piece[] {
  const old = before.match(WORDS) ?? [];
  const now = after.match(WORDS) ?? [];
  if (old.length * now.length > MOST) return joined([removed(before), added(after)]);
  const shared = sharedLengths(old, now);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      pieces.push({ kind: "same", text: old[i++] as string });
      j++;
    } else if (j >= now.length || (i < old.length && length(shared, i + 1, j) >= length(shared, i, j + 1))) {
      pieces.push(removed(old[i++] as string));
    } else {
      pieces.push(added(now[j++] as string));
    }
  }
  return joined(pieces);
}

const added = (text: string): Piece => ({ kind: "added", text });
const removed = (text: string): Piece => ({ kind: "removed", text });
const length = (table: readonly number[][], i: number, j: number) => table[i]?.[j] ?? 0;

/** How many words the ends of both texts share, from each pair of places on. */
function sharedLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => Array.from<number>({ length: now.length + 1 }).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const best = old[i] === now[j] ? length(table, i + 1, j + 1) + 1 : Math.max(length(table, i + 1, j), length(table, i, j + 1));
      (table[i] as number[])[j] = best;
    }
  }
  return table;
}

/** Neighbours of one kind as one; what was taken away stands before what came in its place. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    if (!piece.text) continue;
    const last = whole.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else whole.push({ ...piece });
  }
  return whole;
}
