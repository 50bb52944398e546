/** Which of the two scripts a text lacks: every reply of JARVIS has both, and people are reminded. */

const LETTERS_ENOUGH = 4;

const count = (text: string, letters: RegExp) => (text.match(letters) ?? []).length;

/** "ar" for a text in Latin letters alone, "fr" for one in Arabic alone; a contract number is neither. */
export function scriptMissing(text: string): "fr" | "ar" | null {
  const words = text.replace(/\bF?\d+D?\b/gi, "");
  const latin = count(words, /\p{Script=Latin}/gu);
  const arabic = count(words, /\p{Script=Arabic}/gu);
  if (latin + arabic < LETTERS_ENOUGH || (latin > 0 && arabic > 0)) return null;
  return arabic === 0 ? "ar" : "fr";
}
