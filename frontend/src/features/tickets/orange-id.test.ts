import { faultOf, tidied } from "./orange-id";

test.each([
  ["inc-2026/00417", undefined],
  ["  12  345 ", undefined],
  ["A1", "short"],
  ["X".repeat(41), "long"],
  ["INCIDENT", "digit"],
  ["ONG-3K7F2Q", "ours"],
  ["ong 3k7f2q", "ours"],
  ["12€34", "signs"],
  ["-1234", "signs"],
])("%s: %s", (text, fault) => {
  expect(faultOf(text)).toBe(fault);
});

test("spaces and case are tidied as the server does", () => {
  expect(tidied("  inc  2026-1 ")).toBe("INC 2026-1");
});
