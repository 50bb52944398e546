import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { Toasts } from "@/components/toast";
import { listKey } from "@/lib/api";
import { startWords, words } from "@/lib/i18n";
import { meQuery } from "@/lib/session";
import { useHandled } from "./actions";

const PATH = "/api/dashboard/messages";
const KEY = listKey(PATH);
const ME = { id: "leila", name: "Leila", email: "leila@tktm.ma" };
const messages = { pages: [{ items: ["1", "2", "3"].map((id) => ({ id, handled_by: null })), next: null }] };
type Shown = { pages: Array<{ items: Array<{ id: string; handled_by: typeof ME | null }> }> };

/** Two of three messages are marked handled; the server takes every change, or refuses those of `refused`. */
async function handledTwo(refused?: string) {
  const seen: string[] = [];
  vi.stubGlobal("fetch", async ({ method, url }: Request) => {
    seen.push(`${method} ${new URL(url).pathname}`);
    const status = method === refused ? 403 : 200;
    return Response.json({}, { status });
  });
  await startWords("fr");
  await words("conversation");
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(KEY, messages);
  queries.setQueryData(meQuery.queryKey, ME as never);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <Toasts>{children}</Toasts>
    </QueryClientProvider>
  );
  const { result } = renderHook(useHandled, { wrapper });
  act(() => result.current.mutate(["1", "2"]));
  await screen.findByText("2 messages marqués traités");
  const by = () => queries.getQueryData<Shown>(KEY)?.pages[0]?.items.map(({ handled_by: who }) => who?.id ?? null);
  return { by, changes: () => seen.filter((one) => !one.startsWith("GET")).toSorted() };
}

afterEach(() => vi.unstubAllGlobals());

test("what was marked handled together is taken back together", async () => {
  const { by, changes } = await handledTwo();
  expect(by()).toEqual(["leila", "leila", null]);
  await userEvent.click(screen.getByRole("button", { name: "Annuler" }));
  await waitFor(() => expect(by()).toEqual([null, null, null]));
  await waitFor(() => expect(changes()).toHaveLength(4));
  expect(changes()).toEqual(["DELETE", "POST"].flatMap((how) => ["1", "2"].map((id) => `${how} ${PATH}/${id}/handled`)));
});

test("an undo that the server refuses leaves them marked, and says so", async () => {
  const { by } = await handledTwo("DELETE");
  await userEvent.click(screen.getByRole("button", { name: "Annuler" }));
  await screen.findByText("Votre rôle ne permet pas cette action.", { selector: "h2" });
  expect(by()).toEqual(["leila", "leila", null]);
});
