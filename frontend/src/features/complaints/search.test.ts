import { filterOf, OWN, searchSchema, viewOf, VIEWS } from "./search";
import { serviceOf } from "./service";

test("a view is recognised by its filters, whatever row shows and in whatever order they stand", () => {
  expect(viewOf({ open: "1" })).toBe("todo");
  expect(viewOf({ status: ["open", "assigned", "escalated"], mine: true, open: "1" })).toBe("mine");
  expect(viewOf({ ...VIEWS.proposed, q: "F1" })).toBeUndefined();
});

test("one's own view is kept apart from other people's and lists', without the row that showed", () => {
  const filters = { kind: ["cas_bloque"], region: ["Fès"], open: "7", status: ["lost"] };
  OWN.write("salma", [{ name: "Fès bloqués", filters: searchSchema.parse(filters) }]);
  expect(OWN.read("salma")).toEqual([{ name: "Fès bloqués", filters: { kind: ["cas_bloque"], region: ["Fès"] } }]);
  expect(OWN.read("karim")).toEqual([]);
  expect(Object.keys(localStorage)).toEqual(["jarvis.views.complaints.salma"]);
});

test("what makes no sense in the URL is left out", () => {
  const search = searchSchema.parse({ status: ["lost"], mine: "yes", priority: ["high"], sort: 3 });
  expect(Object.values(search).filter((value) => value !== undefined)).toEqual([["high"]]);
});

test("a period is asked for as days", () => {
  expect(filterOf({ period: "week", open: "1", sort: "newest" }, "2026-11-22")).toEqual({ since: "2026-11-16" });
});

test.each([
  [1, "good", 1 / 15],
  [8, "warn", 8 / 15],
  [12, "bad", 0.8],
  [40, "bad", 1],
])("open for %i days it is %s", (days, tone, share) => {
  const opened = Date.parse("2026-11-01T00:00:00Z");
  const row = { status: "open", opened_at: new Date(opened).toISOString() } as const;
  const service = serviceOf(row, opened + days * 86_400_000);
  expect(service.tone).toBe(tone);
  expect(service.share).toBeCloseTo(share);
});

test("what is resolved counts until then", () => {
  const row = { status: "resolved", opened_at: "2026-11-01T00:00:00Z", resolved_at: "2026-11-03T00:00:00Z" } as const;
  expect(serviceOf(row, Date.parse("2026-12-01"))).toMatchObject({ ms: 2 * 86_400_000, tone: "calm" });
});
