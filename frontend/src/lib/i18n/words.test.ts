/** Nothing said in one language is missing in another, and nothing is asked for that nobody says. */

import { i18n, LANGUAGES, preferred, startWords, words } from "./index";

type Tree = { [key: string]: string | Tree };

const files = import.meta.glob<{ default: Tree }>("../../**/locales/*.json", { eager: true });
const sources = import.meta.glob<string>(["../../**/*.{ts,tsx}", "!../../**/*.test.*"], { eager: true, query: "?raw", import: "default" });
const ARABIC_FORMS = ["zero", "one", "two", "few", "many", "other"];
const FORMS = /_(?:zero|one|two|few|many|other)$/;

function keysOf(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}
const folders = [...new Set(Object.keys(files).map((path) => path.replace(/\/locales\/.*$/, "")))];
const keysIn = (folder: string, language: string) => keysOf(files[`${folder}/locales/${language}.json`]?.default ?? {});
const stems = (keys: string[]) => [...new Set(keys.map((key) => key.replace(FORMS, "")))].toSorted();

describe.each(folders)("%s", (folder) => {
  test("says the same things in every language", () => {
    const said = LANGUAGES.map((language) => stems(keysIn(folder, language)));
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
  });

  test("counts in Arabic with all six forms", () => {
    const keys = keysIn(folder, "ar");
    const counted = stems(keys.filter((key) => FORMS.test(key)));
    const missing = counted.flatMap((stem) => ARABIC_FORMS.map((form) => `${stem}_${form}`)).filter((key) => !keys.includes(key));
    expect(missing).toEqual([]);
  });
});

test("every word asked for is there", () => {
  const known = new Set(folders.flatMap((folder) => {
    const name = folder.split("/").at(-1);
    return stems(keysIn(folder, "fr")).map((key) => `${name === "components" ? "ui" : name}:${key}`);
  }));
  const missing = Object.entries(sources).flatMap(([path, text]) => {
    const own = text.match(/useTranslation\(\[?"(\w+)"/)?.[1] ?? "ui";
    const asked = [...text.matchAll(/(?<![\w.])(?:i18n\.)?t\("([\w:.]+)"/g)].map(([, key = ""]) => key);
    return asked.map((key) => (key.includes(":") ? key : `${own}:${key}`)).filter((key) => !known.has(key)).map((key) => `${path}: ${key}`);
  });
  expect(missing).toEqual([]);
});

test("the page turns with the language", async () => {
  await startWords("ar");
  expect(document.documentElement).toHaveAttribute("dir", "rtl");
  expect(document.documentElement).toHaveAttribute("lang", "ar");
  const told = [0, 1, 2, 3, 11, 100].map((count) => i18n.t("ui:newRows", { count }));
  expect(new Set(told.map((text) => text.replaceAll(/\d/g, ""))).size).toBe(6);
  await i18n.changeLanguage("fr");
  expect(document.documentElement).toHaveAttribute("dir", "ltr");
  await words("messages");
  expect(i18n.t("messages:title")).toBe("Messages");
});

test.each([
  ["ar", ["fr-FR"], "ar"],
  [null, ["de-DE", "en-US", "fr"], "en"],
  ["xx", ["de"], "fr"],
])("kept %s and browser %j speak %s", (kept, wanted, language) => {
  expect(preferred(kept, wanted)).toBe(language);
});
