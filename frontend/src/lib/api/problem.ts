/** Why a request failed, in one shape: the server's problem document, or what kept it from answering. */

import type { components } from "./api.gen";

/** RFC 9457, with what a 409 adds: the thing as it is now, and who changed it since. */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** Of a change that the state does not allow: why, for programs. */
  reason?: string;
  errors?: ReadonlyArray<{ key?: string; message?: string; source?: string }>;
  current?: Record<string, unknown>;
  changes?: ReadonlyArray<components["schemas"]["EventOut"]>;
};

const PREFIX = "urn:jarvis:";

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(readonly body: ProblemBody) {
    super(body.title);
  }

  /** 0 when no answer came at all. */
  get status(): number {
    return this.body.status;
  }

  /** Its last part: "offline", "slow", "validation", "conflict", "http-403" ... */
  get kind(): string {
    return this.body.type.startsWith(PREFIX) ? this.body.type.slice(PREFIX.length) : `http-${this.status}`;
  }

  /** Whether the same request may well succeed a moment later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What the server says about single fields: name to sentence. */
  get fields(): ReadonlyMap<string, string> {
    return new Map((this.body.errors ?? []).flatMap(({ key, message }) => (key && message ? [[key, message]] : [])));
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

/** The body of a failed answer; a proxy's page or an empty body becomes a problem by its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const fallback = { type: `${PREFIX}http-${response.status}`, title: response.statusText, status: response.status };
  if (!(response.headers.get("content-type") ?? "").includes("json")) return new Problem(fallback);
  const body: unknown = await response.json().catch(() => null);
  return new Problem({ ...fallback, ...(typeof body === "object" ? body : {}) });
}

/** What `fetch` threw: nobody there, or too late. */
export function problemOfFailure(error: unknown): Problem {
  const late = error instanceof DOMException && error.name === "TimeoutError";
  return new Problem({ type: PREFIX + (late ? "slow" : "offline"), title: String(error), status: 0 });
}
