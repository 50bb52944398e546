import { Field as Base } from "@base-ui/react/field";
import type { ComponentProps, ReactNode, Ref } from "react";
import { cx } from "./cx";

export const CONTROL = cx(
  "rounded-lg border border-line-strong bg-surface px-2.5 text-ink placeholder:text-soft",
  "data-invalid:border-bad aria-invalid:border-bad disabled:opacity-55 pointer-coarse:min-h-11",
);

type Around = { label: string; hint?: ReactNode; error?: string | undefined; className?: string };
type Input = Omit<ComponentProps<"input">, "className" | "value" | "defaultValue"> & { value?: string; ref?: Ref<HTMLInputElement> };

/** A label, a control, a hint, and what is wrong with it; `register` of react-hook-form fits. */
export function Field({ label, hint, error, className, ...input }: Around & Input) {
  return (
    <Surround label={label} hint={hint} error={error} className={className}>
      <Base.Control {...input} className={cx(CONTROL, "h-8.5 w-full")} />
    </Surround>
  );
}

type Area = Omit<ComponentProps<"textarea">, "className">;

/** Its direction is that of what is written; a hint in an empty one has the page's. */
export function TextArea({ label, hint, error, className, rows = 3, ...area }: Around & Area) {
  return (
    <Surround label={label} hint={hint} error={error} className={className}>
      <Base.Control render={<textarea rows={rows} dir={area.value === "" ? undefined : "auto"} {...area} />} className={cx(CONTROL, "w-full py-1.5")} />
    </Surround>
  );
}

/** For a control of another kind: `<Surround label="..."><Select .../></Surround>`. */
export function Surround({ label, hint, error, className, children }: Around & { children: ReactNode }) {
  return (
    <Base.Root invalid={Boolean(error)} className={cx("flex flex-col gap-1", className)}>
      <Base.Label className="text-[0.93rem] font-medium">{label}</Base.Label>
      {children}
      {hint && <Base.Description className="text-[0.86rem] text-soft">{hint}</Base.Description>}
      {error && (
        <Base.Error match className="text-[0.86rem] text-bad">
          {error}
        </Base.Error>
      )}
    </Base.Root>
  );
}
