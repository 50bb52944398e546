import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { type Shortcut, shortcuts } from "./registry";

export { type Shortcut, shortcuts } from "./registry";

/**
 * The keys of a page while it shows: `useKeys(t("messages:title"), [{ keys: "j", label: t("ui:keys.next"), run: next }])`.
 * What surrounds a page is there after it: its keys go `under` the page's.
 * `run` may change at every render; the list of keys and labels is what counts.
 */
export function useKeys(group: string, wanted: readonly Shortcut[], under = false) {
  const latest = useRef(wanted);
  // Before the rows are painted: a key pressed at their sight means them.
  useLayoutEffect(() => {
    latest.current = wanted;
  });
  const shape = JSON.stringify(wanted.map(({ keys, label, everywhere }) => [keys, label, everywhere]));
  useEffect(() => {
    const layer = latest.current.map((each, index) => ({ group, ...each, run: () => latest.current[index]?.run() }));
    return shortcuts.add(layer, under);
  }, [group, shape, under]);
}

export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(shortcuts.subscribe, shortcuts.list);
}

/** Listens for the whole page; once, in the shell. */
export function useShortcutListener() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void shortcuts.press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
