/** Which shortcut a key press is, whatever the layout: AZERTY by what it prints, Arabic by where the key is. */

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** The blocks, not the script: the long stroke and the vowel marks belong to no script. */
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]/;
const PLACES: Record<string, [plain: string, shifted: string]> = {
  Slash: ["/", "?"],
  Comma: [",", "<"],
  Period: [".", ">"],
};
const SIGNS: Record<string, string> = { "؟": "?", "،": ",", "؛": ";" };

/** The Latin sign of a press: itself, or for an Arabic letter the one of a QWERTY keyboard at that place. */
function signOf({ key, code, shiftKey }: Press): string {
  if (!ARABIC.test(key)) return key;
  const sign = SIGNS[key];
  if (sign) return sign;
  const place = PLACES[code];
  if (place) return shiftKey ? place[1] : place[0];
  return code.replace(/^(?:Key|Digit|Numpad)/, "");
}

/**
 * "j", "X" (with shift), "?", "Escape", "mod+k" (Ctrl, or Cmd on a Mac), "shift+ArrowDown".
 * Nothing for a press with Alt: on AZERTY it types.
 */
export function chordOf(press: Press): string | null {
  if (press.altKey) return null;
  const sign = signOf(press);
  const letter = /^\p{L}$/u.test(sign);
  if (press.ctrlKey || press.metaKey) return `mod+${sign.toLowerCase()}`;
  if (letter) return press.shiftKey ? sign.toUpperCase() : sign.toLowerCase();
  return press.shiftKey && sign.length > 1 ? `shift+${sign}` : sign;
}
