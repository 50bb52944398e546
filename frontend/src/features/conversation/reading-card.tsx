import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import { Chip, Code, cx } from "@/components";
import { State, useName } from "@/domain/labels";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { typedIn } from "./content";
import { type Piece, pieces, spansOf } from "./quote";
import { meaning } from "./reasons";

type File = Schemas["MessageFile"];

/** How the message was read, and the words it was read from. */
export function ReadingCard({ file }: { file: File }) {
  const { t } = useTranslation("conversation");
  const { reading, why, content } = file;
  const text = typedIn(content);
  if (!reading) return <p className="text-soft">{t("reading.none")}</p>;
  const spans = why.flatMap(({ seen }) => spansOf(text, seen));
  return (
    <div className="flex flex-col gap-2.5">
      <Verdict file={file} />
      <Confidence value={reading.confidence} by={reading.by} fallback={file.fallback} />
      {text && (
        <blockquote dir="auto" className="rounded-lg bg-ground px-2.5 py-1.5 whitespace-pre-wrap wrap-anywhere">
          {pieces(text, spans).map((piece) => (
            <Marked key={piece.at} piece={piece} />
          ))}
        </blockquote>
      )}
      <Reasons file={file} text={text} />
    </div>
  );
}

function Marked({ piece: { text, marked } }: { piece: Piece }) {
  return marked ? <mark className="rounded-sm bg-warn-tint text-warn">{text}</mark> : <span>{text}</span>;
}

function Verdict({ file: { reading, contracts } }: { file: File }) {
  const { t } = useTranslation("conversation");
  if (!reading) return null;
  const marks = (["same_contract", "wants_help", "closing"] as const).filter((mark) => reading[mark]);
  return (
    <p className="flex flex-wrap gap-1.5">
      <State of="intent" is={reading.intent} />
      {reading.complaint_type && <State of="complaint_type" is={reading.complaint_type} />}
      {reading.language && <State of="language" is={reading.language} />}
      {reading.spam && <State of="flag" is="spam" />}
      {marks.map((mark) => (
        <Chip key={mark}>{t(`reading.${mark}`)}</Chip>
      ))}
      {contracts?.map((number) => (
        <Link key={number} to="/app/contracts/$number" params={{ number }} className="font-medium text-accent-text hover:underline">
          <Code>{number}</Code>
        </Link>
      ))}
    </p>
  );
}

type Sure = { value: number; by: Schemas["ReadBy"]; fallback: string };
const SURE = 0.85;
const UNSURE = 0.6;

/** A bar and its number; who judged, and why the model did not help when it did not. */
function Confidence({ value, by, fallback }: Sure) {
  const { t } = useTranslation("conversation");
  const name = useName();
  const format = useFormat();
  const tone = value >= SURE ? "bg-good" : value >= UNSURE ? "bg-warn" : "bg-bad";
  return (
    <div className="flex flex-col gap-1">
      <p className="flex items-center gap-2">
        <span className="text-soft">{t("reading.confidence")}</span>
        <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-calm-tint">
          <span className={cx("block h-full rounded-full", tone)} style={{ width: `${value * 100}%` }} />
        </span>
        <span className="tabular font-medium">{format.percent(value)}</span>
      </p>
      <p className="text-soft">
        {t("reading.by")} <span className="font-medium text-ink">{name("read_by", by)}</span>
        {fallback && <span className="text-warn"> · {t(`fallback.${fallback}`, { defaultValue: fallback })}</span>}
      </p>
    </div>
  );
}

/** What was seen and what it stands for, field by field, in the writer's own spelling. */
function Reasons({ file: { why }, text }: { file: File; text: string }) {
  const { t } = useTranslation(["conversation", "domain"]);
  if (why.length === 0) return null;
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1.5">
      {why.map(({ field, seen, means }) => (
        <div key={field + seen + means} className="contents">
          <dt className="text-soft">{t(`conversation:reading.field.${field}`, { defaultValue: field })}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {quotes(text, seen).map((quote) => (
              <span key={quote}>
                « <bdi dir="auto" className="font-medium">{quote}</bdi> »{" "}
              </span>
            ))}
            <span className="text-soft">{meaning(t, means)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function quotes(text: string, seen: string): string[] {
  const found = spansOf(text, seen).map(({ from, to }) => text.slice(from, to));
  return [...new Set(found.length > 0 ? found : seen ? [seen] : [])];
}
