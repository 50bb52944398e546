import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

type Tab<Value extends string> = { value: Value; label: ReactNode; panel: ReactNode };
type Props<Value extends string> = {
  name: string;
  tabs: ReadonlyArray<Tab<Value>>;
  value: Value;
  onChange: (value: Value) => void;
};

/** The chosen tab belongs into the URL: `value` and `onChange` come from the route's search. */
export function Tabs<Value extends string>({ name, tabs, value, onChange }: Props<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)}>
      <Base.List aria-label={name} className="relative flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="h-9 rounded-t-md px-3 whitespace-nowrap text-soft hover:text-ink data-active:font-medium data-active:text-ink pointer-coarse:min-h-11"
          >
            {tab.label}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute start-0 bottom-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-all rtl:translate-x-[calc(-1*var(--active-tab-right))]" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
