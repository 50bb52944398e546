import { i18n, LANGUAGES, startWords, words } from "@/lib/i18n";
import { keyOf, meaning } from "./reasons";

const files = import.meta.glob<string>("../../../../src/jarvis_domain/understanding/*.py", { eager: true, query: "?raw", import: "default" });
const reader = (name: string) => files[`../../../../src/jarvis_domain/understanding/${name}.py`] ?? "";
const glosses = [...reader("meanings").matchAll(/^ {4}"\w+": "(.+)",$/gm)].map(([, gloss = ""]) => gloss);
const sentences = [...reader("explain").matchAll(/means="([^"{]+)"/g)].map(([, sentence = ""]) => sentence);

beforeAll(() => startWords("fr"));

describe.each(LANGUAGES)("in %s", (language) => {
  beforeAll(async () => {
    await i18n.changeLanguage(language);
    await words("conversation");
  });

  test("every word of the reader's lexicon has a name", () => {
    expect(glosses.length).toBeGreaterThan(50);
    expect(glosses.filter((gloss) => !i18n.exists(`conversation:gloss.${keyOf(gloss)}`))).toEqual([]);
  });

  test("every sentence of the reader is said", () => {
    expect(sentences.length).toBeGreaterThan(4);
    const kept = sentences.filter((sentence) => meaning(i18n.t, sentence) === sentence);
    expect(kept).toEqual(language === "en" ? sentences : []);
  });
});

test.each([
  ["words of darija", "mots de la langue : Darija"],
  ["cas_bloque: stuck + waiting", "Cas bloqué : bloqué + attente"],
  ["promotion: offer", "publicité : offre"],
  ["O read as 0", "O lu comme 0"],
  ["left out: space, -", "retiré : espace, « - »"],
  ["the model's word, against status_check", "le modèle en a décidé ; les règles disaient : Suivi de contrat"],
  ["something nobody foresaw", "something nobody foresaw"],
])("%s", async (means, said) => {
  await i18n.changeLanguage("fr");
  expect(meaning(i18n.t, means)).toBe(said);
});
