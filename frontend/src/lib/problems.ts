/** Problems in the reader's language: by kind where we know it, else in the server's own words. */

import { i18n } from "@/lib/i18n";
import { isProblem } from "./api/problem";

export function explain(error: unknown): string {
  if (!isProblem(error)) return i18n.t("ui:problem.unknown");
  const { reason } = error.body;
  const key = reason ? `ui:problem.refused.${reason}` : `ui:problem.${error.kind}`;
  if (i18n.exists(key)) return i18n.t(key);
  if (error.status >= 500) return i18n.t("ui:problem.internal");
  return error.body.title || i18n.t("ui:problem.unknown");
}
