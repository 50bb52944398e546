import { Link, type LinkProps } from "@tanstack/react-router";
import { Code } from "@/components";
import { useFormat } from "@/lib/format";

export type Group = { key: string; name: string; colour: string; to?: LinkProps | undefined };

/** What the colours mean and how many there were of each; each leads to its rows of the whole period. */
export function Legend({ groups, totals }: { groups: readonly Group[]; totals?: (key: string) => number }) {
  const format = useFormat();
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-1 pt-2 text-[0.93rem]">
      {groups.map(({ key, name, colour, to }) => {
        const content = (
          <>
            <span aria-hidden className="size-2.5 rounded-sm" style={{ background: colour }} />
            <span className="text-soft">{name}</span>
            {totals && <Code>{format.number(totals(key))}</Code>}
          </>
        );
        return (
          <li key={key}>
            {to ? (
              <Link {...to} className="inline-flex items-center gap-1.5 rounded-sm underline-offset-2 hover:underline">
                {content}
              </Link>
            ) : (
              <span className="inline-flex items-center gap-1.5">{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
