import { difference } from "./difference";

const rebuilt = (before: string, after: string) => {
  const pieces = difference(before, after);
  const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join("");
  return [without("added"), without("removed")];
};

test.each([
  ["", ""],
  ["", "Bonjour"],
  ["Bonjour {numero}", ""],
  ["🔒 *{numero}* : fermé.\nMerci.", "🔒 *{numero}* : clôturé.\nMerci !"],
  ["العقد *{numero}*: مغلق.", "العقد رقم *{numero}*: مغلق اليوم."],
  ["a b c a b c", "c b a c b a"],
])("from the pieces both texts can be read again: %j to %j", (before, after) => {
  expect(rebuilt(before, after)).toEqual([before, after]);
});

test("a changed word is one piece out and one piece in, what stays is one piece", () => {
  expect(difference("contrat fermé hier", "contrat clôturé hier")).toEqual([
    { kind: "same", text: "contrat " },
    { kind: "removed", text: "fermé" },
    { kind: "added", text: "clôturé" },
    { kind: "same", text: " hier" },
  ]);
});

test("texts too long to compare are shown whole", () => {
  const [long, other] = ["a ".repeat(2_100), "b ".repeat(2_100)];
  expect(difference(long, other)).toEqual([{ kind: "removed", text: long }, { kind: "added", text: other }]);
});
