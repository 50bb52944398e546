import { daysOf, PERIODS } from "./period";

test.each([
  ["today", { since: "2026-03-01" }],
  ["yesterday", { since: "2026-02-28", until: "2026-02-28" }],
  ["week", { since: "2026-02-23" }],
  ["month", { since: "2026-01-31" }],
] as const)("%s in days", (period, days) => {
  expect(daysOf(period, "2026-03-01")).toEqual(days);
});

test("every period has days", () => {
  for (const period of PERIODS) expect(daysOf(period, "2026-11-22").since <= "2026-11-22").toBe(true);
});
