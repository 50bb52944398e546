/** E-mail addresses as they are typed and pasted: several at once, each once. */

const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
export const MOST = 20;

export type Taken = { addresses: string[]; wrong?: { kind: "wrong" | "twice" | "most"; text: string } };

/** The list with what was typed added to it; unchanged, and why, if one of them cannot be taken. */
export function taken(addresses: readonly string[], typed: string): Taken {
  const next = [...addresses];
  for (const text of typed.toLowerCase().split(/[\s,;]+/).filter(Boolean)) {
    if (!ADDRESS.test(text)) return { addresses: [...addresses], wrong: { kind: "wrong", text } };
    if (next.includes(text)) return { addresses: [...addresses], wrong: { kind: "twice", text } };
    next.push(text);
  }
  if (next.length > MOST) return { addresses: [...addresses], wrong: { kind: "most", text: typed } };
  return { addresses: next };
}
