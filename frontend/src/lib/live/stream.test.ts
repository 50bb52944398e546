import { QueryClient } from "@tanstack/react-query";
import { refresher } from "./index";
import { readEvent, Stream } from "./stream";

class Line {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  readyState = 0;
  close = vi.fn<() => void>();
}

beforeEach(() => {
  vi.stubGlobal("EventSource", { CLOSED: 2 });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a line that comes back makes everything fresh; one that stays away is called stale", () => {
  const lines: Line[] = [];
  const gap = vi.fn<() => void>();
  const stream = new Stream(() => lines[lines.push(new Line()) - 1] as Line, () => undefined, gap);
  stream.start();
  lines[0]?.onopen?.(new Event("open"));
  expect([stream.state, gap.mock.calls.length]).toEqual(["live", 0]);
  lines[0]?.onerror?.(new Event("error"));
  expect(stream.state).toBe("reconnecting");
  vi.advanceTimersByTime(61_000);
  expect(stream.state).toBe("stale");
  lines[0]?.onopen?.(new Event("open"));
  expect([stream.state, gap.mock.calls.length]).toEqual(["live", 1]);
});

test("a line that the browser gave up is opened anew", () => {
  const lines: Line[] = [];
  const stream = new Stream(() => lines[lines.push(new Line()) - 1] as Line, () => undefined, () => undefined);
  stream.start();
  Object.assign(lines[0] as Line, { readyState: 2 }).onerror?.(new Event("error"));
  vi.advanceTimersByTime(6_000);
  expect(lines).toHaveLength(2);
});

test("what is no event of ours is no event", () => {
  expect(readEvent('{"kind":"message","id":"7"}')).toEqual({ kind: "message", id: "7" });
  expect([readEvent(":"), readEvent("[]"), readEvent('"x"'), readEvent("null")]).toEqual([null, null, null, null]);
});

test("a burst of events is one refresh", () => {
  const queries = new QueryClient();
  const asked = vi.spyOn(queries, "invalidateQueries");
  const refresh = refresher(queries, 400);
  for (let n = 0; n < 20; n += 1) refresh({ kind: "complaint", id: String(n) });
  expect(asked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  const once = asked.mock.calls.length;
  vi.advanceTimersByTime(4_000);
  expect(asked.mock.calls.length).toBe(once);
});
