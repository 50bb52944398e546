import { useTranslation } from "react-i18next";
import { Select, Surround } from "@/components";
import { LANGUAGE_NAMES, LANGUAGES, languageNow, speak } from "@/lib/i18n";
import { useKept } from "@/lib/kept";
import { theme, THEMES } from "@/lib/theme";

/** How this browser shows JARVIS: nobody else's changes. */
export function OwnDisplay() {
  const { t } = useTranslation("settings");
  const [chosen, choose] = useKept(theme);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Surround label={t("own.language")}>
        <Select options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} value={languageNow()} onChange={(next) => void speak(next)} />
      </Surround>
      <Surround label={t("own.theme")}>
        <Select options={THEMES.map((value) => ({ value, label: t(`shell:themes.${value}`) }))} value={chosen} onChange={choose} />
      </Surround>
    </div>
  );
}
