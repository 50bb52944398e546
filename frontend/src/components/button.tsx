import { Button as Base } from "@base-ui/react/button";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Tip } from "./tip";

const LOOKS = {
  /** The one thing to do here; at most one in sight. */
  primary: "bg-strong text-on-strong hover:opacity-90",
  plain: "border border-line-strong/60 bg-surface text-ink hover:bg-hover",
  quiet: "text-soft hover:bg-hover hover:text-ink",
  danger: "bg-bad-tint text-bad hover:brightness-95",
};
const SIZES = { small: "h-7 px-2 text-[0.86rem]", normal: "h-8.5 px-3", large: "h-11 px-4 text-[1.07rem]" };
const SQUARES = { small: "size-7", normal: "size-8.5", large: "size-11" };

export type ButtonProps = Omit<ComponentProps<typeof Base>, "className"> & {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  /** Stands in for the icon while something is on its way; a second click is not taken. */
  busy?: boolean;
  icon?: ReactNode;
  /** As wide as it is high: a picture alone. */
  square?: boolean;
  className?: string;
};

export function Button({ look = "plain", size = "normal", busy, icon, square, className, children, ...rest }: ButtonProps) {
  return (
    <Base
      {...rest}
      disabled={rest.disabled || busy}
      focusableWhenDisabled
      aria-busy={busy || undefined}
      className={cx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg font-medium whitespace-nowrap transition-colors",
        "data-disabled:opacity-55 pointer-coarse:min-h-11",
        LOOKS[look],
        square ? cx(SQUARES[size], "pointer-coarse:min-w-11") : SIZES[size],
        className,
      )}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </Base>
  );
}

/** A picture says it, a name and a tooltip say it too; `keys` shows the shortcut. */
export function IconButton({ name, keys, ...rest }: ButtonProps & { name: string; keys?: string }) {
  return (
    <Tip text={name} keys={keys}>
      <Button look="quiet" square aria-label={name} {...rest} />
    </Tip>
  );
}
