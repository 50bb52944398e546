import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { cx } from "./cx";
import { CONTROL } from "./field";

const REST_MS = 250;

type Props = { label: string; value: string; onSearch: (text: string) => void; className?: string };

/** Searches when the keys rest; follows the URL when that changes by another hand. */
export function SearchBox({ label, value, onSearch, className }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // What we told ourselves comes back; letters typed meanwhile stay.
    if (value !== told) {
      setText(value);
      setTold(value);
    }
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told) return;
    const timer = setTimeout(() => {
      setTold(wanted);
      onSearch(wanted);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, told, onSearch]);
  return (
    <div role="search" className={cx("relative flex items-center", className)}>
      <Search aria-hidden className="pointer-events-none absolute start-2.5 size-4 text-soft" />
      <input
        type="search"
        // Empty, it is the placeholder's: in the page's own direction.
        dir={text ? "auto" : undefined}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className={cx(CONTROL, "h-8.5 w-full ps-8")}
      />
    </div>
  );
}
