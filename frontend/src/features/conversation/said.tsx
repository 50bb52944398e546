import { type Look, runsOf } from "@/features/templates/whatsapp";

const TAGS: Record<Look, "strong" | "em" | "s" | "code"> = { bold: "strong", italic: "em", struck: "s", fixed: "code" };
/** What stands between the two languages of a reply. */
const RULE = /^[─—_-]{5,}$/u;

/** A message as the phone shows it: each line in its own direction, *bold* bold, empty lines not doubled. */
export function Said({ text }: { text: string }) {
  const lines = text.split("\n");
  return (
    <div className="wrap-anywhere">
      {lines.map((line, index) => {
        // oxlint-disable-next-line no-array-index-key -- lines of one text neither move nor have names
        if (RULE.test(line)) return <hr key={index} className="my-1.5 border-current/20" />;
        if (!line && (RULE.test(lines[index - 1] ?? "") || RULE.test(lines[index + 1] ?? ""))) return null;
        return (
          // oxlint-disable-next-line no-array-index-key -- as above
          <p key={index} dir="auto" className="min-h-[0.8em]">
            {runsOf(line).map(({ text: piece, look }, place) => {
              const Tag = look ? TAGS[look] : "span";
              // oxlint-disable-next-line no-array-index-key -- pieces of one line neither move nor have names
              return <Tag key={place}>{piece}</Tag>;
            })}
          </p>
        );
      })}
    </div>
  );
}
