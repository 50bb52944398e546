/** What somebody is writing over a template: kept in this browser, with the version it started from. */

import { useCallback, useMemo } from "react";
import { useDraft } from "@/lib/drafts";
import type { Template, Texts } from "./keys";

export type Draft = Texts & { version: number };

function parsed(text: string): Draft | null {
  if (!text) return null;
  try {
    const { fr, ar, version } = JSON.parse(text) as Partial<Draft>;
    return typeof fr === "string" && typeof ar === "string" && typeof version === "number" ? { fr, ar, version } : null;
  } catch {
    return null;
  }
}

/** `texts` is what the fields hold: the draft, or what is sent now; a draft that says the same is none. */
export function useTexts(template: Template) {
  const [kept, keep, forget] = useDraft(`template:${template.key}`);
  const draft = useMemo(() => parsed(kept), [kept]);
  const { fr, ar, version } = template;
  const write = useCallback(
    (texts: Texts, from = draft?.version ?? version) =>
      texts.fr === fr && texts.ar === ar ? forget() : keep(JSON.stringify({ ...texts, version: from })),
    [draft?.version, version, fr, ar, keep, forget],
  );
  return { draft, texts: draft ?? { fr, ar }, write, forget };
}

/** Whether a draft of this key waits in this browser; for the list. */
export function hasDraft(key: string): boolean {
  return parsed(sessionStorage.getItem(`jarvis.draft.template:${key}`) ?? "") !== null;
}
