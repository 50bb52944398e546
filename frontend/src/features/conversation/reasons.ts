/** What a reason of the reader means, in the language of the page: the reader itself explains in English. */

import type { TFunction } from "i18next";
import { type Kind, VALUES } from "@/domain/labels";

type Say = TFunction;

/** Whole sentences of the reader; their keys are `conversation:means.<key>`. */
const SENTENCES: Record<string, string> = {
  "no word shows a language": "noLanguage",
  "a complaint, which outweighs a question": "complaintFirst",
  "asks how a contract stands": "asks",
  "a number, and nothing that complains": "bareNumber",
  "a promotion asks for nothing": "promotion",
  "no contract is asked about and nothing complained of": "nothing",
  "invisible marks left out": "invisible",
  "digits of another script": "foreignDigits",
  "letters of another form": "otherForms",
  "the F in front was missing": "noF",
  "the D at the end was missing": "noD",
  "seven digits in an uncertain frame: asked": "uncertainFrame",
  "seven digits without F and D: asked": "noFrame",
};

type Told = (say: Say, ...parts: string[]) => string;
const PATTERNS: ReadonlyArray<[RegExp, Told]> = [
  [/^words of (\w+)$/, (say, language = "") => say("conversation:means.wordsOf", { language: named(say, language) })],
  [/^the script is that of (\w+)$/, (say, language = "") => say("conversation:means.script", { language: named(say, language) })],
  [/^(.+) read as (.+)$/, (say, seen, digit) => say("conversation:means.readAs", { seen, digit })],
  [/^left out: (.+)$/, (say, signs = "") => say("conversation:means.leftOut", { signs: signsOf(say, signs) })],
  [/^letters that may be digits \((.+)\): asked$/, (say, letters) => say("conversation:means.letters", { letters })],
  [/^(\d+) digits where seven belong: asked$/, (say, digits) => say("conversation:means.digits", { digits })],
  [/^the model's word, against (.+)$/, (say, rules = "") => say("conversation:means.modelsWord", { rules: named(say, rules) })],
  [/^(\w+): (.+)$/, (say, what = "", glosses = "") => `${named(say, what)} : ${glossed(say, glosses)}`],
];

export function meaning(say: Say, means: string): string {
  const sentence = SENTENCES[means];
  if (sentence) return say(`conversation:means.${sentence}`);
  for (const [pattern, told] of PATTERNS) {
    const found = pattern.exec(means);
    if (found) return told(say, ...found.slice(1));
  }
  return named(say, means);
}

/** A value of the domain by its name; anything else as it is. */
function named(say: Say, value: string): string {
  const kinds: Kind[] = ["language", "intent", "complaint_type"];
  const kind = kinds.find((each) => VALUES[each].some((known) => known === value));
  if (kind) return say(`domain:${kind}.${value}`);
  return say(`conversation:means.value.${value}`, { defaultValue: value });
}

/** "late + technician": a few words of the lexicon, each by its name. */
function glossed(say: Say, glosses: string): string {
  const one = (gloss: string) => say(`conversation:gloss.${keyOf(gloss)}`, { defaultValue: gloss });
  return glosses.split(" + ").map(one).join(" + ");
}

/** "come or call" is `come-or-call`; an underscore would make plural forms of some. */
export function keyOf(gloss: string): string {
  return gloss.replaceAll(" ", "-");
}

function signsOf(say: Say, signs: string): string {
  const names: Record<string, string> = { space: "space", "line break": "lineBreak" };
  return signs.split(", ").map((sign) => (names[sign] ? say(`conversation:means.${names[sign]}`) : `« ${sign} »`)).join(", ");
}
