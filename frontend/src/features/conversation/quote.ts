/** Finds the words of a message that a reason names: reasons have them folded, people write them as they like. */

/** As the reader folds a word: no case, no accents or vowel marks, doubled letters once, Arabic letters of one sound as one. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}|\u0640/gu, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/(\p{L})\1+/gu, "$1");
}

export type Span = { from: number; to: number };

type Word = Span & { fold: string };

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}\u0640]+/gu)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    fold: folded(word),
  }));
}

/** Where the phrases stand ("rendez vous, pas d acord"), each where it first does; those that stand nowhere are left out. */
export function spansOf(text: string, phrases: string): Span[] {
  const words = wordsOf(text);
  return phrases.split(/,\s*/).flatMap((phrase) => {
    const exact = phrase ? text.indexOf(phrase) : -1;
    if (exact >= 0) return [{ from: exact, to: exact + phrase.length }];
    return phraseIn(words, wordsOf(phrase)) ?? singlesIn(words, wordsOf(phrase));
  });
}

function phraseIn(words: readonly Word[], wanted: readonly Word[]): Span[] | null {
  if (wanted.length === 0) return [];
  const at = words.findIndex((_, start) => wanted.every(({ fold }, step) => words[start + step]?.fold === fold));
  const [first, last] = [words[at], words[at + wanted.length - 1]];
  return first && last ? [{ from: first.from, to: last.to }] : null;
}

/** Words that a reason gathered from several places; what an apostrophe cut off is no word. */
function singlesIn(words: readonly Word[], wanted: readonly Word[]): Span[] {
  return wanted.filter(({ fold }) => fold.length > 1).flatMap(({ fold }) => words.filter((word) => word.fold === fold).slice(0, 1));
}

export type Piece = { text: string; at: number; marked: boolean };

/** The text in pieces, those under a span marked; spans may overlap and come in any order. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const marked = Array.from({ length: text.length }, () => false);
  for (const { from, to } of spans) marked.fill(true, from, to);
  const cuts = [...marked.keys()].filter((at) => at === 0 || marked[at] !== marked[at - 1]);
  return cuts.map((at, index) => ({ text: text.slice(at, cuts[index + 1]), at, marked: marked[at] === true }));
}
