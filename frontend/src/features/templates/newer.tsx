import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog } from "@/components";
import { Difference } from "@/components/difference";
import type { Draft } from "./draft";
import { LANGUAGES, type Template } from "./keys";

type Props = { template: Template; draft: Draft; onRebase: () => void; onTake: () => void };

/** Somebody published while this draft was being written: what differs, and which of the two goes on. */
export function NewerVersion({ template, draft, onRebase, onTake }: Props) {
  const { t } = useTranslation("templates");
  const [open, setOpen] = useState(false);
  const { version, by } = template;
  const end = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 rounded-card bg-warn-tint px-3 py-2 text-warn">
      <TriangleAlert aria-hidden className="size-4" />
      <span className="min-w-0 flex-1">{t("newer", { version, name: `\u2068${by?.name || by?.email || "JARVIS"}\u2069` })}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("seeNewer")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("compareTitle")}
        hint={t("compareHint")}
        actions={
          <>
            <Button onClick={end(onTake)}>{t("takeTheirs")}</Button>
            <Button look="primary" onClick={end(onRebase)}>
              {t("keepMine")}
            </Button>
          </>
        }
      >
        {LANGUAGES.map((language) => (
          <Change key={language} language={language} before={template[language]} after={draft[language]} />
        ))}
      </Dialog>
    </div>
  );
}

/** One language before and after; says so when it stays. */
export function Change({ language, before, after }: { language: "fr" | "ar"; before: string; after: string }) {
  const { t } = useTranslation("templates");
  return (
    <div>
      <h3 className="text-[0.86rem] font-medium text-soft">{t(`text.${language}`)}</h3>
      {before === after ? (
        <p className="text-soft">{t("same")}</p>
      ) : (
        <Difference before={before} after={after} lang={language} dir={language === "ar" ? "rtl" : "ltr"} className="rounded-md bg-ground px-2.5 py-1.5" />
      )}
    </div>
  );
}
