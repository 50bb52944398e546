import { folded, pieces, spansOf } from "./quote";

const quoted = (text: string, phrases: string) => spansOf(text, phrases).map(({ from, to }) => text.slice(from, to));

test.each([
  ["Dossier bloqué, impossible d'avancer", "bloque, imposible d avancer", ["bloqué", "impossible d'avancer"]],
  ["السلام عليكم، يُريد إلغاءَ العقد", "الغاء", ["إلغاءَ"]],
  ["wa7ed l3a9d mabghach ydouz", "mabghach ydouz", ["mabghach ydouz"]],
  ["slt, F 123 4567 svp", "F 123 4567", ["F 123 4567"]],
  ["le dossier est bloqué depuis", "dosier bloque", ["dossier", "bloqué"]],
  ["rien de tel", "bloque", []],
  ["un texte", "", []],
])("%s quotes what a reason saw", (text, phrases, expected) => {
  expect(quoted(text, phrases)).toEqual(expected);
});

test("pieces put together are the text, whatever is marked", () => {
  const text = "dossier bloqué";
  const cut = pieces(text, [{ from: 8, to: 14 }, { from: 0, to: 3 }, { from: 2, to: 5 }]);
  expect(cut.map((piece) => piece.text).join("")).toBe(text);
  expect(cut.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(["dossi", "bloqué"]);
  expect(pieces("", [])).toEqual([]);
});

test("folds as the reader does", () => {
  expect([folded("IMPOSSIBLE"), folded("deuxième"), folded("العربيّة")]).toEqual(["imposible", "deuxieme", "العربيه"]);
});
