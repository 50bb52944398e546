import { keepPlace, safePlace, takePlace } from "./session";

test.each(["https://elsewhere.example/app", "//elsewhere.example", "/login", "/apples", "javascript:alert(1)", "", null])(
  "%s is no place of ours",
  (place) => {
    expect(safePlace(place)).toBe("/app");
  },
);

test("a place is kept until it is taken, once", () => {
  keepPlace("/app/complaints?status=open#7");
  expect(takePlace()).toBe("/app/complaints?status=open#7");
  expect(takePlace()).toBe("/app");
});
