/** The clock of a complaint: fifteen days, after which the waiting itself is a reason of high priority. */

import type { Schemas } from "@/lib/api";

type Timed = Pick<Schemas["ComplaintOut"], "status" | "opened_at" | "resolved_at">;
export type Tone = "calm" | "good" | "warn" | "bad";

const DAY_MS = 86_400_000;
export const LIMIT_MS = 15 * DAY_MS;
/** Warned at half of the time, urgent at four fifths. */
const WARN = 0.5;
const URGENT = 0.8;

/** Open until now, or from opening to resolution; `share` of the limit, 1 at most. */
export function serviceOf({ status, opened_at, resolved_at }: Timed, now: number) {
  const end = status === "resolved" && resolved_at ? Date.parse(resolved_at) : now;
  const ms = Math.max(0, end - Date.parse(opened_at));
  const share = Math.min(1, ms / LIMIT_MS);
  const tone: Tone = status === "resolved" ? "calm" : share >= URGENT ? "bad" : share >= WARN ? "warn" : "good";
  return { ms, share, tone };
}
