/** What the palette offers for what was typed. */

import { FileSearch, Keyboard, Languages, type LucideIcon, Search, SunMoon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES, LANGUAGES, speak } from "@/lib/i18n";
import { useShortcutList } from "@/lib/keys";
import { theme, THEMES } from "@/lib/theme";
import type { Destination } from "./navigation";

export type Command = { id: string; group: string; label: string; icon: LucideIcon; keys?: string; run: () => void };

type Go = (to: string, search?: Record<string, string>) => void;

const CONTRACT = /^F\d{7}[A-Z]$/;
const LISTS = [
  ["contractors", "inContractors"],
  ["complaints", "inComplaints"],
  ["messages", "inMessages"],
  ["tickets", "inTickets"],
] as const;

/** Accents, case and Arabic vowel marks forgiven. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** "f 123 4567 d" is F1234567D. */
export function contractIn(text: string): string | null {
  const squeezed = text.replace(/[\s.-]/g, "").toUpperCase();
  return CONTRACT.test(squeezed) ? squeezed : null;
}

export function useCommands(text: string, destinations: readonly Destination[], go: Go, onKeys: () => void): Command[] {
  const { t } = useTranslation("shell");
  const shortcuts = useShortcutList();
  const wanted = plain(text);
  const goTo = destinations.map(({ name, to, icon, key }) => ({
    id: to,
    group: t("palette.go"),
    label: t(`nav.${name}`),
    icon,
    keys: `g ${key}`,
    run: () => go(to),
  }));
  const actions: Command[] = [
    { id: "keys", label: t("keys"), icon: Keyboard, keys: "?", run: onKeys },
    ...LANGUAGES.map((each) => ({
      id: each,
      label: `${t("language")}: ${LANGUAGE_NAMES[each]}`,
      icon: Languages,
      run: () => void speak(each),
    })),
    ...THEMES.map((each) => ({
      id: each,
      label: `${t("theme")}: ${t(`themes.${each}`)}`,
      icon: SunMoon,
      run: () => theme.write(each),
    })),
  ].map((each) => ({ group: t("palette.actions"), ...each }));
  const ofPage = shortcuts
    .filter(({ label, group, keys }) => label && !keys.startsWith("g ") && group !== t("keysGroups.everywhere"))
    .map(({ keys, label = "", group = "", run }) => ({ id: `key ${keys}`, group, label, icon: Keyboard, keys, run }));
  const known = [...goTo, ...ofPage, ...actions].filter(({ label }) => plain(label).includes(wanted));
  return wanted ? [...opened(text, go, t), ...known, ...searched(text.trim(), destinations, go, t)] : known;
}

type Say = (key: string, values: Record<string, string>) => string;

function opened(text: string, go: Go, t: Say): Command[] {
  const number = contractIn(text);
  if (!number) return [];
  const label = t("palette.contract", { number });
  return [{ id: "contract", group: t("palette.search", {}), label, icon: FileSearch, run: () => go(`/app/contracts/${number}`) }];
}

function searched(text: string, destinations: readonly Destination[], go: Go, t: Say): Command[] {
  return LISTS.filter(([name]) => destinations.some((each) => each.name === name)).map(([name, key]) => ({
    id: key,
    group: t("palette.search", {}),
    label: t(`palette.${key}`, { text }),
    icon: Search,
    run: () => go(`/app/${name}`, { q: text }),
  }));
}
