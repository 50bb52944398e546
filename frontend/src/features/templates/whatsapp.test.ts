import { runsOf } from "./whatsapp";

test.each([
  ["🔒 *F1234567D* : fermé", ["🔒 ", ["F1234567D", "bold"], " : fermé"]],
  ["_un_ ~deux~ ```trois```", [["un", "italic"], " ", ["deux", "struck"], " ", ["trois", "fixed"]]],
  ["2 * 3 * 4", ["2 * 3 * 4"]],
  ["snake_case_name", ["snake_case_name"]],
  ["* pas gras*", ["* pas gras*"]],
  ["", []],
])("%j is shown as WhatsApp does", (line, expected) => {
  expect(runsOf(line).map(({ text, look }) => (look ? [text, look] : text))).toEqual(expected);
});

test("bold holds around a number that is isolated in Arabic", () => {
  expect(runsOf("العقد *\u2066F1234567D\u2069*: مغلق")[1]).toEqual({ text: "\u2066F1234567D\u2069", look: "bold" });
});
