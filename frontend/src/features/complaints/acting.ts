/** What somebody is about to do, and to which complaint as they saw it. */

import type { Schemas } from "@/lib/api";
import type { Case } from "./changes";

export type Acting =
  | { what: "assign" | "resolve" | "reopen" | "escalate"; about: Case }
  | { what: "priority"; about: Case; to?: Schemas["Priority"] };

/** What a complaint in this state allows. */
export function allowed({ status }: Pick<Case, "status">, what: Acting["what"]): boolean {
  if (what === "reopen") return status === "resolved";
  if (what === "escalate") return status === "open" || status === "assigned";
  return status !== "resolved";
}
