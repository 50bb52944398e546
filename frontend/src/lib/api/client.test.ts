import { client, queryText } from "./client";
import { Problem } from "./problem";

type Answer = { status?: number; body?: unknown; type?: string };

function answering({ status = 200, body = {}, type = "application/json" }: Answer) {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    seen.push(request);
    const text = type.includes("json") ? JSON.stringify(body) : String(body);
    return new Response(status === 204 ? null : text, { status, headers: { "content-type": type } });
  });
  return seen;
}
const failure = async (call: Promise<unknown>) => call.then(() => null, (error: unknown) => error as Problem);

afterEach(() => vi.unstubAllGlobals());

test("a change echoes the csrf cookie, a read does not", async () => {
  document.cookie = "csrf=a-token";
  const seen = answering({ status: 202, body: { message: "" } });
  await client.POST("/api/auth/magic-link/request", { body: { email: "salma@tktm.ma" } });
  await client.GET("/api/auth/me");
  expect(seen.map(({ headers }) => headers.get("x-csrftoken"))).toEqual(["a-token", null]);
});

test("a refusal is thrown as the server's problem", async () => {
  const body = { type: "urn:jarvis:validation", title: "Non.", status: 422, errors: [{ key: "email", message: "faux" }] };
  answering({ status: 422, body, type: "application/problem+json" });
  const error = await failure(client.GET("/api/auth/me"));
  expect(error).toBeInstanceOf(Problem);
  expect([error?.kind, error?.fields.get("email"), error?.passing]).toEqual(["validation", "faux", false]);
});

test("a proxy's page is a problem by its status", async () => {
  answering({ status: 502, body: "<h1>Bad gateway</h1>", type: "text/html" });
  const error = await failure(client.GET("/api/auth/me"));
  expect([error?.kind, error?.passing]).toEqual(["http-502", true]);
});

test.each([
  [new TypeError("Failed to fetch"), "offline"],
  [new DOMException("late", "TimeoutError"), "slow"],
])("%s is told as %s", async (thrown, kind) => {
  vi.stubGlobal("fetch", () => Promise.reject(thrown));
  expect((await failure(client.GET("/api/auth/me")))?.kind).toBe(kind);
});

test("several values repeat their key, empty ones are left out", () => {
  expect(queryText({ status: ["open", "assigned"], q: "", cursor: undefined, limit: 50, unassigned: false })).toBe(
    "status=open&status=assigned&limit=50&unassigned=false",
  );
});
