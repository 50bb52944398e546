import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OfflineBanner } from "@/components/offline-banner";
import { LANGUAGE_NAMES, LANGUAGES, languageNow, speak } from "@/lib/i18n";
import { Mark } from "@/shell/top-bar";

/** A quiet page with one thing to do, and the three languages under it. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const now = languageNow();
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineBanner />
      <main className="flex flex-1 flex-col items-center justify-center gap-6 p-4">
        <div className="flex items-center gap-2 text-[1.36rem] font-semibold tracking-wide" dir="ltr">
          <Mark /> JARVIS
        </div>
        <div className="flex w-full max-w-sm flex-col gap-4 rounded-card border border-line bg-surface p-6">{children}</div>
        <nav aria-label={t("language")} className="flex gap-1">
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === now}
              onClick={() => void speak(each)}
              className="rounded-md px-2.5 py-1 text-soft hover:bg-hover aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
            >
              {LANGUAGE_NAMES[each]}
            </button>
          ))}
        </nav>
      </main>
    </div>
  );
}
