/** Three languages, French first. A namespace is a folder's `locales/`; its file is fetched when it is needed. */

import { type BackendModule, createInstance, type ReadCallback } from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = ["fr", "ar", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Record<Language, string> = { fr: "Français", ar: "العربية", en: "English" };

/** Needed by every page, so they are there before the first one shows. */
const ALWAYS = ["ui", "domain", "shell"];
const KEPT_AT = "jarvis.language";

const files = import.meta.glob<{ default: object }>([
  "../../components/locales/*.json",
  "../../domain/locales/*.json",
  "../../shell/locales/*.json",
  "../../features/*/locales/*.json",
]);

/** "../../features/messages/locales/fr.json" is messages in French. */
function addressOf(path: string): string {
  const [folder, , file] = path.split("/").slice(-3);
  return `${folder === "components" ? "ui" : folder}/${file?.replace(".json", "")}`;
}
const loaders = new Map(Object.entries(files).map(([path, load]) => [addressOf(path), load]));

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language: string, namespace: string, done: ReadCallback) {
    const load = loaders.get(`${namespace}/${language}`);
    if (!load) return done(new Error(`no words for ${namespace} in ${language}`), null);
    load().then(
      (file) => done(null, file.default as Record<string, string>),
      (error: unknown) => done(error as Error, null),
    );
  },
};

export const i18n = createInstance();

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** What was chosen here before, else the browser's first that we speak, else French. */
export function preferred(kept: string | null, wanted: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "fr";
}

export async function startWords(language = preferred(localStorage.getItem(KEPT_AT), navigator.languages)) {
  i18n.on("languageChanged", turnPage);
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: LANGUAGES,
      ns: ALWAYS,
      defaultNS: "ui",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export function languageNow(): Language {
  return isLanguage(i18n.language) ? i18n.language : "fr";
}

export async function speak(language: Language) {
  localStorage.setItem(KEPT_AT, language);
  await i18n.changeLanguage(language);
}

/** A page's words; its route loads them beside its code: `loader: () => words("messages")`. */
export async function words(...namespaces: string[]): Promise<void> {
  await i18n.loadNamespaces(namespaces);
}

/** All pages' words in the language of now. */
export async function everyWord(): Promise<void> {
  await words(...new Set([...loaders.keys()].map((address) => address.replace(/\/.*/, ""))));
}

function turnPage(language: string) {
  document.documentElement.lang = language;
  document.documentElement.dir = i18n.dir(language);
}
