import { isNew, markAllSeen, markSeen, read } from "./seen";

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

beforeEach(() => localStorage.clear());

test("on the first day only what comes from then on is new", () => {
  const mine = () => read("salma");
  expect(isNew(mine(), { id: "1", received_at: later(-60) })).toBe(false);
  expect(isNew(mine(), { id: "2", received_at: later(1) })).toBe(true);
});

test("what somebody has looked at is new no more, to them alone", () => {
  read("karim");
  markSeen("salma", "2");
  expect(isNew(read("salma"), { id: "2", received_at: later(1) })).toBe(false);
  expect(isNew(read("karim"), { id: "2", received_at: later(1) })).toBe(true);
});

test("everything can be called seen at once", () => {
  read("salma");
  const message = { id: "3", received_at: new Date(Date.now() + 5).toISOString() };
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  markAllSeen("salma");
  vi.useRealTimers();
  expect(isNew(read("salma"), message)).toBe(false);
});

test("what another program wrote there is no memory", () => {
  localStorage.setItem("jarvis.seen.salma", '{"upTo":3}');
  expect(isNew(read("salma"), { id: "4", received_at: later(-1) })).toBe(false);
});
