/** Orange's own number as the server takes it, so that a slip is said while it is typed. */

export type Fault = "short" | "long" | "signs" | "digit" | "ours";

const SIGNS = /^[A-Z0-9][A-Z0-9 ._/#-]*[A-Z0-9]$/;
const OURS = /^[O0]NG[^A-Z0-9]*[A-Z0-9]{6}$/;
const SHORTEST = 3;
const LONGEST = 40;

/** Trimmed, one space between, capitals. */
export function tidied(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").toUpperCase();
}

/** What is wrong with it; nothing for one that may be right. */
export function faultOf(text: string): Fault | undefined {
  const id = tidied(text);
  if (id.length < SHORTEST) return "short";
  if (id.length > LONGEST) return "long";
  if (OURS.test(id)) return "ours";
  if (!SIGNS.test(id)) return "signs";
  return /\d/.test(id) ? undefined : "digit";
}
