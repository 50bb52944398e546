import { dayBefore, hoursOf, soFar } from "./volume";

const point = (at: string, count: number) => ({ at, counts: { messages: { answered: count } }, times: {} });
const day = (at: string) => at.slice(0, 10);
const SERIES = [
  point("2026-03-01T00:00:00Z", 4),
  point("2026-03-01T01:00:00Z", 10),
  point("2026-03-01T02:00:00Z", 7),
  point("2026-03-02T00:00:00Z", 5),
  point("2026-03-02T01:00:00Z", 1),
];
const hours = hoursOf(SERIES, day, "2026-03-02");

test("each hour of today stands beside the one a day earlier, those to come are empty", () => {
  expect(hours.map(({ today, yesterday }) => [today, yesterday])).toEqual([[5, 4], [1, 10], [0, 7]]);
  expect(hours.map(({ at }) => day(at))).toEqual(["2026-03-02", "2026-03-02", "2026-03-02"]);
});

test("yesterday counts up to this minute and no further", () => {
  expect(soFar(hours, Date.parse("2026-03-02T01:30:00Z"))).toEqual({ today: 6, yesterday: 9 });
  expect(soFar(hours, Date.parse("2026-03-02T00:00:00Z"))).toEqual({ today: 6, yesterday: 0 });
});

test("the day before the first of a month is the last of another", () => {
  expect(dayBefore("2026-03-01")).toBe("2026-02-28");
});
