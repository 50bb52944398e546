import { Check } from "lucide-react";
import { cx } from "@/components/cx";
import { type Look, runsOf } from "./whatsapp";

const TAGS: Record<Look, "strong" | "em" | "s" | "code"> = { bold: "strong", italic: "em", struck: "s", fixed: "code" };

const ARABIC = /\p{Script=Arabic}/u;

/** A reply as it stands on the contractor's phone: one bubble, each line in its own direction. */
export function Bubble({ text, at, stale, name }: { text: string; at: string; stale?: boolean; name: string }) {
  return (
    <div
      role="figure"
      aria-label={name}
      className={cx("max-w-[24rem] rounded-card rounded-ss-none bg-good-tint px-3 py-2 text-ink shadow-sm transition-opacity", stale && "opacity-50")}
    >
      {text.split("\n").map((line, index) => (
        // oxlint-disable-next-line no-array-index-key -- lines of one text neither move nor have names
        <p key={index} dir="auto" lang={ARABIC.test(line) ? "ar" : undefined} className="min-h-[1.45em] wrap-anywhere">
          {runsOf(line).map(({ text: piece, look }, place) => {
            const Tag = look ? TAGS[look] : "span";
            // oxlint-disable-next-line no-array-index-key -- pieces of one line neither move nor have names
            return <Tag key={place}>{piece}</Tag>;
          })}
        </p>
      ))}
      <p className="flex items-center justify-end gap-1 text-[0.79rem] text-soft" dir="ltr">
        {at} <Check aria-hidden className="size-3.5" />
      </p>
    </div>
  );
}
