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

export type ButtonProps = Omit<ComponentProps<typeof Base>, "className"> & {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  /** Stands in for the icon while something is on its way; a second click is not taken. */
  busy?: boolean;
  icon?: ReactNode;
  className?: string;
};

export function Button({ look = "plain", size = "normal", busy, icon, className, children, ...rest }: ButtonProps) {
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
        SIZES[size],
        className,
      )}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </Base>
  );
}

/** A picture says it, a name and a tooltip say it too; `keys` shows the shortcut. */
export function IconButton({ name, keys, className, ...rest }: ButtonProps & { name: string; keys?: string }) {
  return (
    <Tip text={name} keys={keys}>
      <Button
        look="quiet"
        aria-label={name}
        {...rest}
        className={cx("w-8.5 px-0 pointer-coarse:min-w-11", className)}
      />
    </Tip>
  );
}
