import { Bot, Check, CheckCheck, CircleAlert, Clock3 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, cx } from "@/components";
import { State, useName } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { NotText, typedIn } from "./content";
import { Said } from "./said";
import { idOf, type Bubble as Entry } from "./thread";

const SHAPE = "w-fit max-w-[min(32rem,88%)] rounded-2xl px-3 py-1.5 text-start";

type Props = { entry: Entry; current: boolean; onOpen?: ((message: string) => void) | undefined };

/** One message of theirs or one reply of ours; theirs opens what JARVIS did about it. */
export const Bubble = memo(function Bubble({ entry, current, onOpen }: Props) {
  const { message, reply } = entry;
  return (
    <li data-bubble={idOf(entry)} className={cx("flex scroll-my-10", reply ? "justify-end" : "justify-start")}>
      {message && <Theirs message={message} current={current} onOpen={onOpen} />}
      {reply && <Ours reply={reply} at={entry.at} />}
    </li>
  );
});

type TheirsProps = { message: Schemas["MessageOut"]; current: boolean; onOpen: Props["onOpen"] };

function Theirs({ message, current, onOpen }: TheirsProps) {
  const { t } = useTranslation("conversation");
  const { content, received_at: at, flags = [], outcome } = message;
  const text = typedIn(content);
  return (
    <div
      aria-current={current || undefined}
      className={cx(
        SHAPE,
        "rounded-ss-sm border bg-surface",
        current ? "border-focus ring-1 ring-focus" : "border-line",
      )}
    >
      <NotText content={content} />
      {text && <Said text={text} />}
      <span className="mt-0.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="flex flex-wrap gap-1">
          {flags.map((flag) => (
            <State key={flag} of="flag" is={flag} />
          ))}
          {outcome && outcome !== "answered" && <State of="outcome" is={outcome} />}
        </span>
        <span className="flex items-center gap-2 text-[0.79rem] text-soft">
          {onOpen && !current && (
            <button type="button" className="underline-offset-2 hover:underline" onClick={() => onOpen(message.id)}>
              {t("explain")}
            </button>
          )}
          <Moment at={at} />
        </span>
      </span>
    </div>
  );
}

function Ours({ reply, at }: { reply: Schemas["ReplyView"]; at: string }) {
  const { t } = useTranslation("conversation");
  const name = useName();
  const { by, delivery, reason, text } = reply;
  const failed = delivery === "failed";
  return (
    <div className={cx(SHAPE, "rounded-se-sm", failed ? "bg-bad-tint" : by ? "bg-info-tint" : "bg-good-tint")}>
      <span className={cx("flex items-center gap-1 text-[0.79rem] font-medium", by ? "text-info" : "text-good")}>
        {by ? <Bidi>{by.name || by.email}</Bidi> : <><Bot aria-hidden className="size-3.5" /> JARVIS</>}
      </span>
      <Said text={text} />
      <span className="mt-0.5 flex items-center justify-end gap-1 text-[0.79rem] text-soft">
        {failed && <span className="me-auto text-bad">{t("notDelivered", { reason: reason || "–" })}</span>}
        <Moment at={at} />
        <Mark delivery={delivery} said={name("delivery", delivery)} />
      </span>
    </div>
  );
}

function Moment({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.exact(at)} className="tabular" dir="ltr">
      {format.time(at)}
    </time>
  );
}

/** How far a reply got, as on the phone; said in words too. */
export function Mark({ delivery, said }: { delivery: Schemas["Delivery"]; said: string }) {
  return (
    <span title={said} className={cx("inline-flex", delivery === "read" && "text-info", delivery === "failed" && "text-bad")}>
      <Ticks delivery={delivery} />
      <span className="sr-only">{said}</span>
    </span>
  );
}

function Ticks({ delivery }: { delivery: Schemas["Delivery"] }) {
  const look = { "aria-hidden": true, className: "size-3.5" } as const;
  switch (delivery) {
    case "queued":
      return <Clock3 {...look} />;
    case "accepted":
    case "server_ack":
      return <Check {...look} />;
    case "delivered":
    case "read":
      return <CheckCheck {...look} />;
    case "failed":
      return <CircleAlert {...look} />;
  }
}
