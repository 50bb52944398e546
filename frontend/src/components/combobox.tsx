import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CONTROL } from "./field";
import { cx } from "./cx";
import { ITEM, POPUP } from "./popup";
import type { Option } from "./select";

type Props<Value extends string> = {
  options: ReadonlyArray<Option<Value>>;
  value: Value | null;
  onChange: (value: Value | null) => void;
  /** Called with what is typed; then `options` are taken as found by the server, without a filter of ours. */
  onSearch?: (text: string) => void;
  name?: string;
  placeholder?: string;
  className?: string;
};

/** Chooses one of many by typing. */
export function Combobox<Value extends string>(props: Props<Value>) {
  const { options, value, onChange, onSearch, name, placeholder, className } = props;
  const { t } = useTranslation();
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root
      items={options}
      value={chosen}
      autoHighlight
      filter={onSearch ? null : undefined}
      isItemEqualToValue={(one: Option<Value>, other: Option<Value>) => one.value === other.value}
      onValueChange={(next: Option<Value> | null) => onChange(next?.value ?? null)}
      onInputValueChange={(text, { reason }) => reason === "input-change" && onSearch?.(text)}
    >
      <Base.InputGroup className={cx("relative flex items-center", className)}>
        <Base.Input aria-label={name} placeholder={placeholder} className={cx(CONTROL, "h-8.5 w-full pe-8")} />
        <Base.Trigger aria-label={t("ui:open")} className="absolute end-1 flex size-7 items-center justify-center">
          <ChevronDown aria-hidden className="size-4 text-soft" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 w-(--anchor-width)">
          <Base.Popup className={POPUP}>
            <Base.Empty>
              <p className="p-2 text-soft">{t("ui:nothingFound")}</p>
            </Base.Empty>
            <Base.List>
              {(option: Option<Value>) => (
                <Base.Item key={option.value} value={option} className={ITEM}>
                  <span className="size-4">
                    <Base.ItemIndicator>
                      <Check aria-hidden className="size-4" />
                    </Base.ItemIndicator>
                  </span>
                  <bdi dir="auto">{option.label}</bdi>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
