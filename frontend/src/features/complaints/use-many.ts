/** One change of many complaints, one after the other; what was refused is said, the rest is done. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "@/components";
import { invalidate } from "@/lib/api";
import { explain } from "@/lib/problems";
import type { Case } from "./changes";

export type Progress = { done: number; total: number };

export function useMany(onDone: () => void) {
  const { t } = useTranslation("complaints");
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async (cases: readonly Case[], act: (each: Case) => Promise<unknown>) => {
    const refused: string[] = [];
    for (const [done, each] of cases.entries()) {
      setProgress({ done, total: cases.length });
      // oxlint-disable-next-line no-await-in-loop -- one after the other: the server audits each by itself
      await act(each).catch((error: unknown) => refused.push(`${each.contract}: ${explain(error)}`));
    }
    setProgress(null);
    const done = cases.length - refused.length;
    if (done > 0) toast.done(t("bulk.done", { count: done }));
    if (refused.length > 0) toast.fault(t("bulk.refused", { count: refused.length, why: refused.slice(0, 3).join(" · ") }));
    else onDone();
    for (const path of ["/api/complaints", "/api/dashboard/today", "/api/tickets"]) void invalidate(queries, path);
  };
  return { progress, run };
}
