import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { isAbout, patched, useChange } from "./changes";
import { listKey } from "./lists";
import { Problem } from "./problem";

const KEY = listKey("/api/complaints", { status: "open" });
const before = { pages: [{ items: [{ id: "1", priority: "low" }, { id: "2", priority: "low" }], next: null }] };

function hook(send: () => Promise<unknown>) {
  const queries = new QueryClient();
  queries.setQueryData(KEY, before);
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const shows = () => [{ path: "/api/complaints", id: "1", to: { priority: "high" } }];
  const { result } = renderHook(() => useChange({ send, shows, touches: [] }), { wrapper });
  const shown = () => queries.getQueryData<typeof before>(KEY)?.pages[0]?.items[0]?.priority;
  return { result, shown };
}

test("a change shows before the server has answered, and stays when it agrees", async () => {
  let agree: (value: unknown) => void = () => undefined;
  const { result, shown } = hook(() => new Promise((resolve) => (agree = resolve)));
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(shown()).toBe("high"));
  await act(async () => agree({}));
  expect(shown()).toBe("high");
});

test("a change that the server refuses is taken back", async () => {
  const refusal = new Problem({ type: "urn:jarvis:http-403", title: "Non.", status: 403 });
  const { result, shown } = hook(() => Promise.reject(refusal));
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(shown()).toBe("low");
});

test("a patch reaches a row and a single thing, nothing else", () => {
  expect(patched({ id: "1", a: 1 }, "1", { a: 2 })).toEqual({ id: "1", a: 2 });
  expect(patched({ id: "2", a: 1 }, "1", { a: 2 })).toEqual({ id: "2", a: 1 });
  expect(patched(undefined, "1", { a: 2 })).toBeUndefined();
});

test("an event about complaints is about each of them, not about what merely begins so", () => {
  expect(isAbout(["get", "/api/complaints/{id}"], "/api/complaints")).toBe(true);
  expect(isAbout(["list", "/api/complaints-archive"], "/api/complaints")).toBe(false);
});
