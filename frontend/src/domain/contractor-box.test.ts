import { contractorText } from "./contractor-box";

test("a number stands from left to right beside a name of any language", () => {
  expect(contractorText({ name: "كريم", phone: "+212600111222" })).toBe("كريم · \u2066+212 600-111222\u2069");
});

test("who has no name or no number is named by the other", () => {
  expect(contractorText({ name: "", phone: "+212600111222" })).toBe("\u2066+212 600-111222\u2069");
  expect(contractorText({ name: "Karim", phone: null })).toBe("Karim");
});
