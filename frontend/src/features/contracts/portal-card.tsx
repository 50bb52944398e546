import { useTranslation } from "react-i18next";
import { Bidi, Card, Time } from "@/components";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { labelsOf, spellsOf } from "./history";

/** What the portal shows now, and what it showed before, each status for as long as it lasted. */
export function PortalCard({ statuses }: { statuses: ReadonlyArray<Schemas["StatusOut"]> }) {
  const { t } = useTranslation("contracts");
  const [now, ...before] = spellsOf(statuses);
  if (!now) {
    return (
      <Card title={t("statuses")}>
        <p className="p-4 text-soft">{t("neverRead")}</p>
      </Card>
    );
  }
  const { status } = now;
  return (
    <Card title={t("statuses")}>
      <div className="flex flex-col gap-1 p-4">
        <p className="text-[0.86rem] text-soft">{t("now")}</p>
        <p className="text-[1.29rem] font-semibold">
          <Bidi>{labelsOf(status)}</Bidi>
        </p>
        <p className="flex flex-wrap gap-x-3 text-soft">
          <span>
            {t("readAt")} <Time at={status.read_at} />
          </span>
          {status.date_created && <span>{t("created", { date: status.date_created })}</span>}
          <span>{t("seen", { count: now.times })}</span>
        </p>
      </div>
      {before.length > 0 && (
        <ol className="flex flex-col border-t border-line">
          {before.map((spell) => (
            <li key={spell.until} className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-2 last:border-b-0">
              <Bidi className="font-medium">{labelsOf(spell.status)}</Bidi>
              <Span from={spell.from} until={spell.until} />
              <span className="text-[0.86rem] text-soft">{t("seen", { count: spell.times })}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Span({ from, until }: { from: string; until: string }) {
  const format = useFormat();
  const [first, last] = [format.dateTime(from), format.dateTime(until)];
  return <bdi className="tabular ms-auto text-soft">{first === last ? first : `${first} – ${last}`}</bdi>;
}
