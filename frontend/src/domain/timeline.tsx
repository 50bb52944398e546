import { cx } from "@/components/cx";
import { type Happened, HappenedLine } from "./history";

const DOTS: Record<string, string> = {
  opened: "bg-warn",
  escalated: "bg-bad",
  started: "bg-info",
  resolved: "bg-good",
  closed: "bg-good",
  reopened: "bg-warn",
  note_added: "bg-info",
};

/** Everything that happened, the latest first. */
export function Timeline({ title, history }: { title: string; history: readonly Happened[] }) {
  const events = history.toReversed();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-[0.93rem] text-soft">{title}</h3>
      <ol className="flex flex-col">
        {events.map((event, index) => (
          <li key={`${event.at} ${event.what} ${events.length - index}`} className="relative flex gap-3 pb-3">
            {index < events.length - 1 && <span aria-hidden className="absolute start-[0.28rem] top-4 bottom-0 w-px bg-line" />}
            <span aria-hidden className={cx("mt-1.5 size-2.5 shrink-0 rounded-full", DOTS[event.what] ?? "bg-line-strong")} />
            <HappenedLine event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}
