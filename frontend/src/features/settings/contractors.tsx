import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "@/components";
import { cx } from "@/components/cx";
import { useList } from "@/lib/api";
import type { Preferences, Wanted } from "./change";

type Props = { preferences: Preferences; busy: boolean; onChange: (wanted: Wanted) => void };

const CHOICES = ["open", "registered"] as const;
const COUNTED = 200;
const CHOICE = "grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2.5";

/** Who is answered, how many that would be, and whether they are asked how it went. */
export function ContractorSettings({ preferences, busy, onChange }: Props) {
  const { t } = useTranslation("settings");
  const [asking, setAsking] = useState(false);
  const count = useRegistered();
  const choose = (admission: Preferences["admission"]) => (admission === "registered" ? setAsking(true) : onChange({ admission }));
  return (
    <>
      <fieldset className="flex flex-col gap-1.5" disabled={busy}>
        <legend className="pb-1 text-[0.93rem] font-medium">{t("contractors.label")}</legend>
        {CHOICES.map((choice) => (
          <label
            key={choice}
            className={cx(CHOICE, "rounded-lg border px-3 py-2", preferences.admission === choice ? "border-focus bg-chosen" : "border-line hover:bg-hover")}
          >
            <input type="radio" name="admission" className="mt-1" checked={preferences.admission === choice} onChange={() => choose(choice)} />
            <span className="font-medium">{t(`contractors.${choice}`)}</span>
            <span className="col-start-2 text-soft">{t(`contractors.${choice}Hint`)}</span>
          </label>
        ))}
        <p className="flex flex-wrap gap-x-3 text-soft">
          {count}
          <Link to="/app/contractors" search={{ importing: true }} className="text-info hover:underline">
            {t("contractors.import")}
          </Link>
        </p>
      </fieldset>
      <label className={CHOICE}>
        <input
          type="checkbox"
          className="mt-1"
          disabled={busy}
          checked={preferences.ask_satisfaction}
          onChange={({ target }) => onChange({ ask_satisfaction: target.checked })}
        />
        <span className="font-medium">{t("contractors.satisfaction")}</span>
        <span className="col-start-2 text-soft">{t("contractors.satisfactionHint")}</span>
      </label>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t("contractors.confirmTitle")}
        hint={
          <>
            {count} · {t("contractors.registeredHint")}
          </>
        }
        yes={t("contractors.confirmYes")}
        onYes={() => onChange({ admission: "registered" })}
      />
    </>
  );
}

/** In words; nothing until it is known. */
function useRegistered(): string {
  const { t } = useTranslation("settings");
  const { rows, hasNextPage, isPending, isError } = useList("/api/contractors", { registered: true, limit: COUNTED });
  if (isPending || isError) return "";
  return hasNextPage ? t("contractors.atLeast", { count: rows.length }) : t("contractors.count", { count: rows.length });
}
