import { cached, countOf, delivered, fallback, onTime, satisfied, unaided } from "./measures";

test("nothing counted is no share, rather than none of it", () => {
  for (const measure of [delivered, unaided, cached, satisfied, fallback, onTime]) expect(measure({})).toBeUndefined();
});

test("what has not left, is not settled or needs no answer is left out", () => {
  expect(delivered({ replies: { queued: 5, read: 3, failed: 1 } })).toEqual({ value: 3 / 4, size: 4 });
  expect(unaided({ messages: { answered: 6, with_human: 1, failed: 1, ignored: 9, waiting: 4 } })).toEqual({ value: 6 / 8, size: 8 });
  expect(fallback({ readings: { rules: 100, model: 3, fallback: 1 } })).toEqual({ value: 1 / 4, size: 4 });
  expect(onTime({ escalations: { on_time: 2, late: 0, waiting: 7 } })).toEqual({ value: 1, size: 2 });
});

test("a count is of the named values, or of all", () => {
  const counts = { languages: { fr: 2, ar: 3 } };
  expect([countOf(counts, "languages"), countOf(counts, "languages", "fr", "en"), countOf(counts, "flags")]).toEqual([5, 2, 0]);
});
