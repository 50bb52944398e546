import { cx } from "./cx";

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SIGNS: Record<string, string> = { mod: MAC ? "⌘" : "Ctrl", shift: "⇧", Escape: "Esc", Enter: "↵", ArrowDown: "↓", ArrowUp: "↑" };

/** A shortcut as it is pressed: "mod+k", "g m". Left to right in every language. */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  const caps = keys.split(" ").flatMap((chord) => {
    const [last = "", ...held] = chord.split("+").toReversed();
    return held.length > 0 ? [...held.toReversed(), SIGNS[last] ? last : last.toUpperCase()] : [last];
  });
  return (
    <span dir="ltr" className="inline-flex items-center gap-0.5">
      {caps.map((cap, index) => (
        <kbd
          // oxlint-disable-next-line no-array-index-key -- "g g" has one key twice, and the list never moves
          key={`${cap}${index}`}
          className={cx(
            "min-w-[1.3em] rounded border px-1 text-center font-sans text-[0.79rem]",
            inverse ? "border-current/40" : "border-line bg-ground text-soft",
          )}
        >
          {SIGNS[cap] ?? cap}
        </kbd>
      ))}
    </span>
  );
}
