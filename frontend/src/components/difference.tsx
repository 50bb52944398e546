import { useMemo } from "react";
import { difference } from "@/lib/difference";
import { cx } from "./cx";

const LOOKS = {
  same: "",
  added: "rounded-sm bg-good-tint text-good no-underline",
  removed: "rounded-sm bg-bad-tint text-bad line-through decoration-1",
};
const TAGS = { same: "span", added: "ins", removed: "del" } as const;

type Props = { before: string; after: string; dir?: "ltr" | "rtl" | "auto"; lang?: string; className?: string };

/** What was taken out, struck through, and what came in, in its place. */
export function Difference({ before, after, dir = "auto", lang, className }: Props) {
  const pieces = useMemo(() => difference(before, after), [before, after]);
  return (
    <p dir={dir} lang={lang} className={cx("whitespace-pre-wrap wrap-anywhere", className)}>
      {pieces.map(({ kind, text }, index) => {
        const Tag = TAGS[kind];
        return (
          // oxlint-disable-next-line no-array-index-key -- pieces of one text neither move nor have names
          <Tag key={index} className={LOOKS[kind]}>
            {text}
          </Tag>
        );
      })}
    </p>
  );
}
