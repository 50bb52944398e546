import { ChevronsUp } from "lucide-react";
import { type UIEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState, FaultState, SkeletonRows } from "@/components";
import { useFormat } from "@/lib/format";
import { Bubble } from "./bubble";
import { idOf, type Bubble as Entry, useThread } from "./thread";

type Props = {
  contractor: string;
  /** The message that was opened: brought into sight, marked. */
  current?: string | undefined;
  onOpen?: ((message: string) => void) | undefined;
};

const NEAR_PX = 300;

/** The conversation as on the phone: the newest at the bottom, older ones come when one scrolls up. */
export function ThreadView({ contractor, current, onOpen }: Props) {
  const { t } = useTranslation("conversation");
  const thread = useThread(contractor, current);
  const { bubbles, hasNextPage, isFetchingNextPage, fetchNextPage } = thread;
  const box = useRef<HTMLDivElement>(null);
  useInSight(box, current, bubbles);
  // Rows stand in reverse order, so the distance to the top counts from below.
  const onScroll = ({ currentTarget: at }: UIEvent<HTMLElement>) => {
    const above = at.scrollHeight - at.clientHeight + at.scrollTop;
    if (above < NEAR_PX && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };

  if (thread.isPending) return <SkeletonRows className="flex-1" />;
  if (thread.error && bubbles.length === 0) return <FaultState error={thread.error} onRetry={() => void thread.refetch()} />;
  if (bubbles.length === 0) return <EmptyState className="flex-1" title={t("empty")} />;
  const waiting = bubbles[0]?.message && !bubbles[0].message.outcome;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section ref={box} aria-label={t("title")} tabIndex={0} onScroll={onScroll} className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain bg-ground p-3 outline-offset-[-2px]">
      {waiting && <p role="status" className="pt-2 text-[0.86rem] text-soft">{t("preparing")}</p>}
      <Days bubbles={bubbles} current={current} onOpen={onOpen} />
      {hasNextPage && (
        <Button className="mb-2 self-center" size="small" busy={isFetchingNextPage} icon={<ChevronsUp aria-hidden className="size-4" />} onClick={() => void fetchNextPage()}>
          {t("older")}
        </Button>
      )}
    </section>
  );
}

/** Brings the opened message into sight once, when it is there. */
function useInSight(box: React.RefObject<HTMLElement | null>, current: string | undefined, bubbles: readonly Entry[]) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (!current || shown.current === current) return;
    const bubble = box.current?.querySelector(`[data-bubble="${CSS.escape(current)}"]`);
    if (!bubble) return;
    shown.current = current;
    // The latest is in sight already, its answer below it.
    if (bubbles.findIndex((each) => idOf(each) === current) > 1) bubble.scrollIntoView({ block: "center" });
  }, [box, current, bubbles]);
}

type DaysProps = { bubbles: readonly Entry[]; current: string | undefined; onOpen: Props["onOpen"] };

/** Oldest first, under the name of their day. */
function Days({ bubbles, current, onOpen }: DaysProps) {
  const format = useFormat();
  const days = new Map<string, Entry[]>();
  for (const bubble of bubbles.toReversed()) {
    const day = format.day(bubble.at);
    days.set(day, [...(days.get(day) ?? []), bubble]);
  }
  return (
    <div className="flex flex-col gap-2">
      {[...days].map(([day, entries]) => (
        <div key={day}>
          <h3 className="sticky top-0 mx-auto my-2 w-fit rounded-full bg-calm-tint px-2.5 py-0.5 text-[0.79rem] font-medium text-calm">
            {format.weekday(`${day}T12:00:00Z`)}
          </h3>
          <ol className="flex flex-col gap-2">
            {entries.map((entry) => (
              <Bubble key={idOf(entry)} entry={entry} current={idOf(entry) === current} onOpen={onOpen} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
