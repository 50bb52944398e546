import { freshOf, type Message, taken } from "./list";

const row = (id: string, minute: number, more: Partial<Message> = {}): Message => ({
  id,
  contractor: { id: "c", name: "Salma" },
  instance: "jarvis",
  content: { type: "text", text: id },
  received_at: `2026-11-22T10:${String(minute).padStart(2, "0")}:00Z`,
  ...more,
}) as Message;
const loaded = [row("3", 30), row("2", 20), row("1", 10)];

test("what has come since is counted, what is further down is not", () => {
  expect(freshOf([row("4", 40), ...loaded, row("0", 5)], loaded, false, false)).toBe(1);
  expect(freshOf(loaded, loaded, false, false)).toBe(0);
});

test("a message that is flagged late belongs between the rows and is counted", () => {
  expect(freshOf([row("2b", 25)], loaded, false, false)).toBe(1);
});

test("with the oldest first, new ones belong to the end that may not be loaded yet", () => {
  const oldest = loaded.toReversed();
  expect(freshOf([row("4", 40)], oldest, true, false)).toBe(0);
  expect(freshOf([row("4", 40)], oldest, true, true)).toBe(1);
});

test("rows change in their places and nothing else does", () => {
  const data = { pages: [{ items: loaded.slice(0, 2) }, { items: loaded.slice(2) }], pageParams: ["", "x"] };
  const after = taken(data, [row("4", 40), row("2", 20, { outcome: "answered" })]);
  expect(after.pages.flatMap(({ items }) => items.map(({ id, outcome }) => [id, outcome]))).toEqual([
    ["3", undefined],
    ["2", "answered"],
    ["1", undefined],
  ]);
  expect(taken(data, [row("4", 40), row("2", 20)])).toBe(data);
});
