import { CircleCheck, CircleMinus, OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Card, Chip, Code, Skeleton, type Tone } from "@/components";
import type { Schemas } from "@/lib/api";

type Part = Schemas["PartOut"];
type State = Part["state"];

const TONES: Record<State, Tone> = { ok: "good", off: "calm", degraded: "warn", down: "bad" };
const SIGNS = { ok: CircleCheck, off: CircleMinus, degraded: TriangleAlert, down: OctagonAlert };
const WORST: readonly State[] = ["down", "degraded", "ok", "off"];

/** Each part of JARVIS in plain words; what is not well says what it means and what to do. */
export function HealthCard({ parts }: { parts: readonly Part[] | undefined }) {
  const { t } = useTranslation("home");
  const ill = parts?.filter(({ state }) => state === "down" || state === "degraded").length ?? 0;
  const sorted = parts?.toSorted((one, other) => WORST.indexOf(one.state) - WORST.indexOf(other.state));
  const sum = parts && <Chip tone={ill ? "warn" : "good"}>{ill ? t("health.ill", { count: ill }) : t("health.well")}</Chip>;
  return (
    <Card title={t("health.title")} actions={sum}>
      <ul className="flex flex-col py-1.5">
        {sorted ? sorted.map((part) => <Line key={part.name} part={part} />) : Array.from({ length: 9 }, (_, row) => <Waiting key={row} />)}
      </ul>
    </Card>
  );
}

function Waiting() {
  return (
    <li className="px-4 py-1.5">
      <Skeleton />
    </li>
  );
}

function Line({ part }: { part: Part }) {
  const { t } = useTranslation("home");
  const [kind = "", which = ""] = part.name.split(":");
  // "language model" is said under "model".
  const key = kind.split(" ").at(-1);
  const ill = part.state === "degraded" || part.state === "down";
  const says = t(`health.${key}.${ill ? "ill" : part.state}`, { defaultValue: part.says });
  const Sign = SIGNS[part.state];
  const colour = { good: "text-good", warn: "text-warn", bad: "text-bad", calm: "text-soft", info: "" }[TONES[part.state]];
  return (
    <li className="flex gap-2.5 px-4 py-1">
      <Sign aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <div className="min-w-0">
        <p>
          <span className="font-medium">{t(`health.${key}.name`, { defaultValue: kind })}</span> {which && <Code>{which}</Code>}{" "}
          <span className="text-soft">{says}</span>
        </p>
        {ill && <p>{t(`health.${key}.todo`, { defaultValue: "" })}</p>}
        {ill && <Technical part={part} />}
      </div>
    </li>
  );
}

/** For whoever runs JARVIS, in the words of its log. */
function Technical({ part }: { part: Part }) {
  const { t } = useTranslation("home");
  return (
    <details className="text-[0.93rem] text-soft">
      <summary className="w-fit cursor-pointer rounded-md">{t("health.technical")}</summary>
      <p lang="en" className="wrap-anywhere">
        <Bidi>{part.detail}</Bidi>
        <br />
        <Bidi>{part.mend}</Bidi>
      </p>
    </details>
  );
}
