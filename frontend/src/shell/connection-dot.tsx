import { useTranslation } from "react-i18next";
import { cx } from "@/components/cx";
import { Tip } from "@/components/tip";
import { useFormat } from "@/lib/format";
import { type LiveState, useLiveState } from "@/lib/live";

const LOOKS: Record<LiveState, string> = {
  connecting: "bg-line-strong",
  live: "bg-good",
  reconnecting: "bg-warn animate-pulse",
  stale: "bg-bad",
};

/** Whether what shows is kept up to date; a word beside the dot once it is not. */
export function ConnectionDot() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const { state, upAt } = useLiveState();
  const text = t(`live.${state}`, { since: upAt ? format.time(upAt) : "–" });
  const worry = state === "reconnecting" || state === "stale";
  return (
    <Tip text={text}>
      <span role="status" className="flex items-center gap-1.5 px-1 text-[0.86rem] text-soft">
        <span aria-hidden className={cx("size-2.5 rounded-full", LOOKS[state])} />
        <span className={worry ? "hidden lg:inline" : "sr-only"}>{text}</span>
      </span>
    </Tip>
  );
}
