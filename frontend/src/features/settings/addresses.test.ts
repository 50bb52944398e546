import { MOST, taken } from "./addresses";

test.each([
  ["a@orange.ma", ["x@tktm.ma", "a@orange.ma"]],
  ["  A@Orange.MA, b@orange.ma;c@orange.ma ", ["x@tktm.ma", "a@orange.ma", "b@orange.ma", "c@orange.ma"]],
  ["", ["x@tktm.ma"]],
])("%j is taken", (typed, addresses) => {
  expect(taken(["x@tktm.ma"], typed)).toEqual({ addresses });
});

test.each([
  ["salma", "wrong", "salma"],
  ["a@orange.ma salma@", "wrong", "salma@"],
  ["a@.ma", "wrong", "a@.ma"],
  ["X@tktm.ma", "twice", "x@tktm.ma"],
])("%j is not, and nothing of it is", (typed, kind, text) => {
  expect(taken(["x@tktm.ma"], typed)).toEqual({ addresses: ["x@tktm.ma"], wrong: { kind, text } });
});

test("there is an end to them", () => {
  const many = Array.from({ length: MOST }, (_, index) => `a${index}@tktm.ma`);
  expect(taken(many, "one@tktm.ma").wrong?.kind).toBe("most");
});
