import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";
import { ITEM, POPUP } from "./popup";

type Props = { trigger: ReactElement; children: ReactNode; align?: "start" | "center" | "end" };

/** Actions behind a button: `<Menu trigger={<Button>...</Button>}><MenuItem .../></Menu>`. */
export function Menu({ trigger, children, align = "end" }: Props) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} className="z-50">
          <Base.Popup className={cx(POPUP, "min-w-48")}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onClick: () => void; children: ReactNode };

export function MenuItem({ icon, keys, danger, disabled, onClick, children }: ItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onClick} className={cx(ITEM, danger && "text-bad")}>
      {icon}
      <span className="flex-1">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Base.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-0.5 text-[0.86rem] text-soft">{children}</Base.GroupLabel>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string; lang?: string }>;
  onChange: (value: Value) => void;
};

/** One of a few, inside a menu. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-0.5 text-[0.86rem] text-soft">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
            <span className="size-4">
              <Base.RadioItemIndicator>
                <Check aria-hidden className="size-4" />
              </Base.RadioItemIndicator>
            </span>
            <span lang={option.lang}>{option.label}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
