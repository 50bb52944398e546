/** The only place that fetches: a client typed by the server's own OpenAPI. Every failure is a `Problem`. */

import createClient, { type Middleware } from "openapi-fetch";
import createQuery from "openapi-react-query";
import type { components, paths } from "./api.gen";
import { isProblem, problemOf, problemOfFailure } from "./problem";
import { follow } from "./reach";

export type Schemas = components["schemas"];

const PATIENCE_MS = 20_000;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Sends a request, gives up after 20 s; throws a Problem, or the abort of whoever no longer waits. */
async function send(request: Request): Promise<Response> {
  const ended = follow();
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const response = await fetch(new Request(request, { signal }));
    ended(response.status);
    return response;
  } catch (error) {
    const abandoned = request.signal.aborted;
    ended(abandoned ? 200 : 0);
    throw abandoned ? error : problemOfFailure(error);
  }
}

const csrf: Middleware = {
  onRequest({ request }) {
    const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/)?.[1];
    if (token && !SAFE.has(request.method)) request.headers.set("x-csrftoken", token);
    return request;
  },
};

const problems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
  onError({ error }) {
    return isProblem(error) ? error : undefined;
  },
};

type Value = string | number | boolean | null | undefined;

/** Several values repeat their key; what is empty is left out, so that a cleared filter is no filter. */
export function queryText(query: Record<string, Value | readonly Value[]>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") text.append(name, String(one));
    }
  }
  return text.toString();
}

export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  credentials: "same-origin",
  fetch: send,
  querySerializer: (query) => queryText(query as Record<string, Value>),
});
client.use(csrf, problems);

/** `api.useQuery("get", "/api/complaints/{id}", { params: { path: { id } } })`, and `api.useMutation(...)`. */
export const api = createQuery(client);
