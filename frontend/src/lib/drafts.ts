/** What somebody was writing survives a reload, a lost session and a failed send; gone when it is sent. */

import { useCallback, useState } from "react";

const PREFIX = "jarvis.draft.";

/** `const [text, setText, forget] = useDraft(`reply:${contractor}`)`. */
export function useDraft(name: string): [string, (text: string) => void, () => void] {
  const key = PREFIX + name;
  const [held, setHeld] = useState(() => ({ key, text: sessionStorage.getItem(key) ?? "" }));
  if (held.key !== key) setHeld({ key, text: sessionStorage.getItem(key) ?? "" });
  const write = useCallback(
    (text: string) => {
      if (text) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
      setHeld({ key, text });
    },
    [key],
  );
  const forget = useCallback(() => write(""), [write]);
  return [held.text, write, forget];
}
