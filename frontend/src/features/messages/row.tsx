import { CheckCircle2, Hourglass } from "lucide-react";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Chip, Code, cx, Phone } from "@/components";
import { type Kind, toneOf } from "@/domain/labels";
import { Mark } from "@/features/conversation/bubble";
import { NotText, typedIn } from "@/features/conversation/content";
import { useFormat, useNow } from "@/lib/format";
import type { Message } from "./list";

const ONE_LINE_PX = 84;
const TWO_LINES_PX = 106;
const LONGEST_LINE = 52;

const isLong = (content: Message["content"]) => typedIn(content).length > LONGEST_LINE;

/** A row's height is known before it is drawn, so that ten thousand scroll without being measured. */
export function heightOf({ content }: Message): number {
  return isLong(content) ? TWO_LINES_PX : ONE_LINE_PX;
}

/** What rows say with, asked for once: asking in each part of each row is most of what a row would cost. */
export function useWords() {
  const { t } = useTranslation("messages");
  const format = useFormat();
  return useMemo(
    () => ({ t, format, name: (of: Kind, is: string) => t(`domain:${of}.${is}`, { defaultValue: is }) }),
    [t, format],
  );
}

type Words = ReturnType<typeof useWords>;

type Props = {
  row: Message;
  words: Words;
  index: number;
  start: number;
  current: boolean;
  chosen: boolean;
  choosing: boolean;
  focused: boolean;
  fresh: boolean;
  onOpen: (index: number) => void;
  /** None for who may only read. */
  onChoose?: ((index: number, range: boolean) => void) | undefined;
};

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, words, index, start, current, chosen, focused, fresh, onOpen } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list hears the keys of its rows
    <div
      role="row"
      tabIndex={focused ? 0 : -1}
      data-row={row.id}
      aria-rowindex={index + 1}
      aria-selected={chosen}
      aria-current={current || undefined}
      onClick={() => onOpen(index)}
      className={cx(
        "group absolute inset-x-0 top-0 flex cursor-default gap-2 border-b border-line py-2 ps-2 pe-3 outline-offset-[-2px] contain-strict",
        current ? "bg-chosen" : chosen ? "bg-info-tint/50" : "hover:bg-hover",
      )}
      style={{ transform: `translateY(${start}px)`, height: heightOf(row) }}
    >
      <Margin {...props} />
      <div role="gridcell" className="flex min-w-0 flex-1 flex-col gap-1">
        <Head row={row} fresh={fresh} words={words} />
        <Preview row={row} />
        <Marks row={row} words={words} />
      </div>
    </div>
  );
});

/** The dot of what is new to this person; the box, once they point here or choose. */
function Margin({ words: { t }, index, chosen, choosing, fresh, onChoose }: Props) {
  return (
    <div role="gridcell" className="flex w-5 shrink-0 flex-col items-center gap-2 pt-1.5">
      <span className={cx("size-2 rounded-full", fresh && "bg-accent")}>{fresh && <span className="sr-only">{t("new")}</span>}</span>
      {onChoose && (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t("ui:choose")}
          checked={chosen}
          className={cx("size-4 accent-(--focus) pointer-coarse:size-5", !choosing && "opacity-0 group-hover:opacity-100 group-focus:opacity-100 pointer-coarse:opacity-60")}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(index, event.shiftKey);
          }}
          onChange={() => undefined}
        />
      )}
    </div>
  );
}

type Part = { row: Message; words: Words };

function Head({ row, words, fresh }: Part & { fresh: boolean }) {
  const { contractor, received_at: at } = row;
  const [contract, ...others] = row.contracts ?? [];
  return (
    <p className="flex h-5 items-baseline gap-2 leading-5">
      {contractor.name ? <Bidi className={cx("truncate", fresh ? "font-semibold" : "font-medium")}>{contractor.name}</Bidi> : <Phone number={contractor.phone} />}
      {contract && <Code className="text-[0.86rem] text-soft">{contract}</Code>}
      {others.length > 0 && <Code className="text-[0.86rem] text-soft">+{others.length}</Code>}
      <When at={at} words={words} />
    </p>
  );
}

/** Relative, without a tooltip of its own: a dozen of them stand on the screen. */
function When({ at, words: { format } }: { at: string; words: Words }) {
  const now = useNow();
  return (
    <time dateTime={at} title={format.exact(at)} className="tabular ms-auto shrink-0 text-[0.86rem] whitespace-nowrap text-soft">
      {format.relative(at, now)}
    </time>
  );
}

function Preview({ row: { content } }: { row: Message }) {
  const text = typedIn(content);
  return (
    <div className={cx("overflow-hidden leading-[1.35rem]", isLong(content) ? "h-[2.7rem]" : "h-[1.35rem]")}>
      {text ? (
        <p dir="auto" className={cx("wrap-anywhere", isLong(content) ? "line-clamp-2" : "line-clamp-1")}>
          {text.slice(0, 300)}
        </p>
      ) : (
        <NotText content={content} />
      )}
    </div>
  );
}

/** What it is and how it stands, in words; the state first, it must never be cut off. */
function Marks({ row, words }: Part) {
  const { flags, intent, complaint_type: kind, language, confidence } = row;
  const { name, format } = words;
  return (
    <p className="flex h-5.5 flex-wrap items-center gap-1.5 overflow-hidden text-[0.93rem]">
      <Standing row={row} words={words} />
      {flags?.filter((flag) => flag !== "complaint" || intent !== "complaint").map((flag) => (
        <Chip key={flag} tone={toneOf("flag", flag)}>{name("flag", flag)}</Chip>
      ))}
      {language && <Chip>{name("language", language)}</Chip>}
      {intent && (
        <span className="text-[0.86rem] whitespace-nowrap text-soft">
          {kind ? name("complaint_type", kind) : name("intent", intent)}
          {typeof confidence === "number" && <span className="tabular"> · {format.percent(confidence)}</span>}
        </span>
      )}
    </p>
  );
}

function Standing({ row: { outcome, delivery, handled_by: by }, words: { t, name } }: Part) {
  if (by) {
    return (
      <span className="inline-flex items-center gap-1 text-[0.86rem] whitespace-nowrap text-good">
        <CheckCircle2 aria-hidden className="size-3.5" />
        {t("handledBy")} <Bidi>{by.name || by.email}</Bidi>
      </span>
    );
  }
  if (!outcome) {
    return (
      <span className="inline-flex items-center gap-1 text-[0.86rem] font-medium whitespace-nowrap text-accent-text">
        <Hourglass aria-hidden className="size-3.5" />
        {t("waiting")}
      </span>
    );
  }
  if (delivery === "failed") return <Chip tone="bad">{name("delivery", "failed")}</Chip>;
  return (
    <>
      <Chip tone={toneOf("outcome", outcome)}>{name("outcome", outcome)}</Chip>
      {outcome === "answered" && delivery && <Mark delivery={delivery} said={name("delivery", delivery)} />}
    </>
  );
}
