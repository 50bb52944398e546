/** The signs WhatsApp turns into letters: *bold*, _italic_, ~struck~, ```fixed```. */

export type Look = "bold" | "italic" | "struck" | "fixed";
export type Run = { text: string; look?: Look };

const LOOKS: Record<string, Look> = { "*": "bold", _: "italic", "~": "struck", "```": "fixed" };
/** A pair of signs holds text without a blank at its edges, and no letter touches it from outside. */
const MARKED = /(?<![\p{L}\p{N}])(\*|_|~|```)(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;

/** One line as it stands on the phone; a sign inside another's text stays a sign. */
export function runsOf(line: string): Run[] {
  const found = MARKED.exec(line);
  const [all, sign = "", inside = ""] = found ?? [];
  const look = LOOKS[sign];
  if (!found || all === undefined || !look) return line ? [{ text: line }] : [];
  const before = line.slice(0, found.index);
  return [...(before ? [{ text: before }] : []), { text: inside, look }, ...runsOf(line.slice(found.index + all.length))];
}
