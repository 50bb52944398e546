import { rangesOf } from "./ranges";

const NOW = Date.parse("2026-03-10T14:20:00Z");
const of = (search: Parameters<typeof rangesOf>[0]) => rangesOf(search, "2026-03-10", NOW);

test("a week is seven days, and the one before ends at the same hour", () => {
  expect(of({})).toEqual({
    now: { since: "2026-03-04" },
    before: { since: "2026-02-25", until: "2026-03-03T15:00:00.000Z" },
  });
});

test("today is compared with as much of yesterday", () => {
  expect(of({ period: "today" })).toEqual({
    now: { since: "2026-03-10" },
    before: { since: "2026-03-09", until: "2026-03-09T15:00:00.000Z" },
  });
});

test("days of one's own are put in order and compared with as many before them", () => {
  expect(of({ period: "custom", since: "2026-03-05", until: "2026-03-01" })).toEqual({
    now: { since: "2026-03-01", until: "2026-03-05" },
    before: { since: "2026-02-24", until: "2026-02-28" },
  });
});

test("half a custom period is the usual week; one of years is cut to what the server answers", () => {
  expect(of({ period: "custom", since: "2026-03-05" }).now).toEqual({ since: "2026-03-04" });
  expect(of({ period: "custom", since: "2020-01-01", until: "2026-03-01" }).now.since).toBe("2025-03-01");
});
