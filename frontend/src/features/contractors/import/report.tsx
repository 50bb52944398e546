import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Chip, Code, type Tone } from "@/components";
import { useFormat } from "@/lib/format";
import type { Report } from "./send";

type Outcome = Report["lines"][number]["outcome"];

const TONES: Record<Outcome, Tone> = { refused: "bad", added: "good", changed: "info", unchanged: "calm" };
const OUTCOMES = Object.keys(TONES) as Outcome[];
/** Nobody reads more; the counts say the rest. */
const MOST = 300;

/** What each line would do or has done; what was refused comes first, with why. */
export function ReportView({ report }: { report: Report }) {
  const { t } = useTranslation("contractors");
  const format = useFormat();
  const present = OUTCOMES.filter((outcome) => (report.counts[outcome] ?? 0) > 0);
  const [only, setOnly] = useState<Outcome | null>(null);
  const shown = only && present.includes(only) ? only : null;
  const lines = present.flatMap((outcome) => (shown && shown !== outcome ? [] : report.lines.filter((one) => one.outcome === outcome)));
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <div role="group" aria-label={t("import.filter")} className="flex flex-wrap gap-1.5">
        {present.map((outcome) => (
          <Button
            key={outcome}
            size="small"
            look={shown === outcome ? "primary" : "plain"}
            aria-pressed={shown === outcome}
            onClick={() => setOnly(shown === outcome ? null : outcome)}
          >
            {t(`import.outcome.${outcome}`)} <Code className="font-semibold">{format.number(report.counts[outcome] ?? 0)}</Code>
          </Button>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse */}
      <div role="region" aria-label={t("import.lines")} tabIndex={0} className="max-h-80 overflow-auto rounded-lg border border-line">
        <table className="w-full text-[0.93rem]">
          <thead className="sticky top-0 bg-raised text-soft">
            <tr>
              {["line", "who", "result"].map((column) => (
                <th key={column} scope="col" className="px-2.5 py-1.5 text-start font-medium">
                  {t(`import.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST).map((one) => (
              <tr key={one.line} className="border-t border-line align-top">
                <td className="px-2.5 py-1.5 text-soft">
                  <Code>{one.line}</Code>
                </td>
                <td className="px-2.5 py-1.5">
                  <Bidi>{one.name || "–"}</Bidi> {one.phone && <Code className="text-soft">{one.phone}</Code>}
                </td>
                <td className="px-2.5 py-1.5">
                  <Chip tone={TONES[one.outcome]}>{t(`import.outcome.${one.outcome}`)}</Chip>
                  {one.reason && (
                    <p lang="fr" dir="auto" className="pt-0.5">
                      {one.reason}
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length > MOST && <p className="p-2.5 text-soft">{t("import.more", { count: lines.length - MOST })}</p>}
      </div>
    </div>
  );
}
