import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { CONTROL } from "./field";
import { cx } from "./cx";
import { ITEM, POPUP } from "./popup";

export type Option<Value extends string> = { value: Value; label: string; icon?: ReactNode };

type Common<Value extends string> = {
  options: ReadonlyArray<Option<Value>>;
  /** Says what is chosen here, when no `Surround` does. */
  name?: string;
  placeholder?: string;
  className?: string;
  disabled?: boolean;
};

export function Select<Value extends string>(
  props: Common<Value> & { value: Value | null; onChange: (value: Value) => void },
) {
  const { options, value, onChange, disabled } = props;
  return (
    <Base.Root
      items={[...options]}
      value={value}
      disabled={disabled}
      modal={false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Trigger {...props} />
      <Options options={options} />
    </Base.Root>
  );
}

/** Several values: a filter. Empty means "all", and `placeholder` says so. */
export function MultiSelect<Value extends string>(
  props: Common<Value> & { value: readonly Value[]; onChange: (value: Value[]) => void },
) {
  const { options, value, onChange, disabled } = props;
  return (
    <Base.Root
      multiple
      items={[...options]}
      value={[...value]}
      disabled={disabled}
      modal={false}
      onValueChange={(next: Value[]) => onChange(next)}
    >
      <Trigger {...props} />
      <Options options={options} />
    </Base.Root>
  );
}

function Trigger({ name, placeholder, className }: { name?: string; placeholder?: string; className?: string }) {
  return (
    <Base.Trigger
      aria-label={name}
      className={cx(CONTROL, "flex h-8.5 items-center justify-between gap-2 data-disabled:opacity-55", className ?? "w-full")}
    >
      <Base.Value placeholder={placeholder ?? "–"} className="truncate data-placeholder:text-soft" />
      <Base.Icon>
        <ChevronDown aria-hidden className="size-4 text-soft" />
      </Base.Icon>
    </Base.Trigger>
  );
}

function Options<Value extends string>({ options }: { options: ReadonlyArray<Option<Value>> }) {
  return (
    <Base.Portal>
      <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 min-w-(--anchor-width)">
        <Base.Popup className={POPUP}>
          <Base.List>
            {options.map(({ value, label, icon }) => (
              <Base.Item key={value} value={value} className={ITEM}>
                <span className="size-4">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </Base.ItemIndicator>
                </span>
                {icon}
                <Base.ItemText>{label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
