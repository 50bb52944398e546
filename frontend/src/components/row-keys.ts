/** Moving through rows by keyboard: which one has the focus, which are chosen. */

import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/lib/keys";

type Rows<Row> = {
  rows: readonly Row[];
  idOf: (row: Row) => string;
  current?: string | null | undefined;
  onOpen: (row: Row) => void;
  chosen?: ReadonlySet<string>;
  onChoose?: (chosen: ReadonlySet<string>) => void;
  show: (index: number) => void;
};

export function useRowKeys<Row>({ rows, idOf, current, onOpen, chosen, onChoose, show }: Rows<Row>) {
  const { t } = useTranslation();
  const [focused, setFocused] = useState<number | null>(null);
  const anchor = useRef(0);
  const openIndex = current ? rows.findIndex((row) => idOf(row) === current) : -1;
  const here = openIndex >= 0 ? openIndex : Math.min(focused ?? 0, Math.max(rows.length - 1, 0));
  /** The first J goes to the first row; from then on to the one after. */
  const begun = () => openIndex >= 0 || focused !== null || isInRow(document.activeElement);

  const focus = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[to];
    if (!row) return;
    setFocused(to);
    show(to);
    // With the details beside the list, moving shows the next ones.
    if (current) onOpen(row);
    // At once: who presses Enter right after J means the row J went to. A row out of sight is there a frame later.
    if (!focusRow(idOf(row))) requestAnimationFrame(() => focusRow(idOf(row)));
  };
  const open = (index: number) => {
    setFocused(index);
    const row = rows[index];
    if (row) onOpen(row);
  };
  const choose = (index: number, range = false) => {
    const from = range ? anchor.current : index;
    const ids = rows.slice(Math.min(from, index), Math.max(from, index) + 1).map(idOf);
    const next = new Set(chosen);
    const add = range || !ids.every((id) => next.has(id));
    for (const id of ids) if (add) next.add(id); else next.delete(id);
    anchor.current = index;
    setFocused(index);
    onChoose?.(next);
  };

  useKeys(t("ui:keys.list"), [
    { keys: "j", label: t("ui:keys.next"), run: () => focus(begun() ? here + 1 : 0) },
    { keys: "k", label: t("ui:keys.previous"), run: () => focus(here - 1) },
    ...(onChoose
      ? [
          { keys: "x", label: t("ui:keys.choose"), run: () => choose(here) },
          { keys: "X", label: t("ui:keys.chooseRange"), run: () => choose(here, true) },
        ]
      : []),
  ]);

  const steps: Record<string, () => void> = {
    ArrowDown: () => focus(here + 1),
    ArrowUp: () => focus(here - 1),
    Home: () => focus(0),
    End: () => focus(rows.length - 1),
    Enter: () => open(here),
  };
  /** For the rows' own box: Enter on a button elsewhere is that button's. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== "row") return;
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step();
  };
  return { focused: here, open, choose, onKeyDown };
}

function focusRow(id: string) {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  row?.focus();
  return row !== null;
}

const isInRow = (element: Element | null) => Boolean(element?.closest("[data-row]"));
