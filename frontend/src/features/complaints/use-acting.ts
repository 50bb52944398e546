/** The keys of the complaints: what they do, and to which one. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "@/components";
import { useKeys } from "@/lib/keys";
import { useMay } from "@/lib/session";
import { type Acting, allowed } from "./acting";
import type { Case } from "./changes";

type Place = {
  rows: readonly Case[];
  open: string | undefined;
  chosen: ReadonlySet<string>;
  onOpen: (id: string | undefined) => void;
  onNew: () => void;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

export type Bulk = "assign" | "resolve";

export function useActing({ rows, open, chosen, onOpen, onNew, onChoose }: Place) {
  const { t } = useTranslation("complaints");
  const works = useMay()("work");
  const queries = useQueryClient();
  const [acting, setActing] = useState<Acting | null>(null);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [noting, setNoting] = useState(0);
  const [follower, setFollower] = useState<string>();

  /** After a dialog the focus may be nowhere; then the one before is meant. */
  const last = useRef<string>(undefined);
  /** The open one as it is known best, or the row that has the focus. */
  const target = (): Case | undefined => {
    const id = open ?? focusedRow() ?? last.current;
    if (!id) return undefined;
    last.current = id;
    const key = ["get", "/api/complaints/{complaint_id}", { params: { path: { complaint_id: id } } }];
    return queries.getQueryData<Case>(key) ?? rows.find((row) => row.id === id);
  };
  const act = (what: Acting["what"]) => {
    const about = target();
    if (!about) return;
    if (!allowed(about, what)) return toast.fault(t(`notNow.${what}`));
    const index = rows.findIndex(({ id }) => id === about.id);
    setFollower((rows[index + 1] ?? rows[index - 1])?.id);
    setActing({ what, about });
  };
  const note = () => {
    const about = target();
    if (!about) return;
    onOpen(about.id);
    setNoting((count) => count + 1);
  };
  const leave = () => {
    if (chosen.size > 0) onChoose(new Set());
    else if (open) onOpen(undefined);
  };
  const many = (what: Bulk) => (chosen.size > 0 ? setBulk(what) : act(what));
  const status = () => {
    if (chosen.size > 0) return setBulk("resolve");
    act(target()?.status === "resolved" ? "reopen" : "resolve");
  };

  useKeys(t("title"), [
    ...(works
      ? [
          { keys: "a", label: t("assign"), run: () => many("assign") },
          { keys: "s", label: t("keys.status"), run: status },
          { keys: "p", label: t("detail.changePriority"), run: () => act("priority") },
          { keys: "e", label: t("escalate"), run: () => act("escalate") },
          { keys: "n", label: t("note.label"), run: note },
          { keys: "c", label: t("new.title"), run: onNew },
        ]
      : []),
    { keys: "Escape", label: t("detail.close"), run: leave },
  ]);
  return {
    acting,
    act,
    stop: () => setActing(null),
    /** Opens the one that came after the one that is done. */
    next: follower ? () => onOpen(follower) : undefined,
    noting,
    bulk,
    setBulk,
  };
}

function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
}
