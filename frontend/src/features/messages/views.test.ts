import { kept, sameFilters } from "@/domain/views";
import { BUILT_IN, OWN } from "./views";

beforeEach(() => localStorage.clear());

test("what is not set is no filter, and their order does not matter", () => {
  expect(kept({ q: "", language: [], waiting: true })).toEqual({ waiting: true });
  expect(sameFilters({ waiting: true, q: "x" }, { q: "x", waiting: true, flag: [] })).toBe(true);
  expect(sameFilters({}, { waiting: true })).toBe(false);
});

test("no two built-in views are the same", () => {
  const shapes = BUILT_IN.map(({ filters }) => JSON.stringify(kept(filters)));
  expect(new Set(shapes).size).toBe(BUILT_IN.length);
});

test("a view keeps what makes sense, the message that showed is not part of it", () => {
  const views = [{ name: "Darija", filters: { language: ["darija"], open: "7", outcome: ["gone"] } }];
  localStorage.setItem("jarvis.views.messages.p", JSON.stringify(views));
  expect(OWN.read("p")).toEqual([{ name: "Darija", filters: { language: ["darija"] } }]);
  localStorage.setItem("jarvis.views.messages.p", "no list");
  expect(OWN.read("p")).toEqual([]);
});
