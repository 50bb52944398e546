import { Dialog } from "@base-ui/react/dialog";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/components/cx";
import { Kbd } from "@/components/kbd";
import { BACKDROP } from "@/components/popup";
import type { Destination } from "./navigation";
import { type Command, useCommands } from "./commands";

type Props = { open: boolean; onClose: () => void; onKeys: () => void; destinations: readonly Destination[] };

/** One box for going somewhere, doing something and finding something. */
export function Palette({ open, onClose, onKeys, destinations }: Props) {
  const { t } = useTranslation("shell");
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={BACKDROP} />
        <Dialog.Popup className="fixed inset-x-0 top-[10vh] z-50 mx-auto flex max-h-[70vh] w-[min(38rem,calc(100vw-1.5rem))] flex-col overflow-hidden rounded-card border border-line bg-raised shadow-pop outline-none">
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Box onDone={onClose} onKeys={onKeys} destinations={destinations} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Box({ onDone, onKeys, destinations }: { onDone: () => void } & Pick<Props, "onKeys" | "destinations">) {
  const { t } = useTranslation(["shell", "ui"]);
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const commands = useCommands(text, destinations, (to, search) => void navigate({ to, search }), onKeys);
  const here = Math.min(at, commands.length - 1);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onDone();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((here + step + commands.length) % Math.max(commands.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(commands[here]);
    }
  };

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-soft" />
        <input
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={commands[here] && `${list}-${here}`}
          aria-label={t("shell:search")}
          placeholder={t("shell:searchHint")}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 flex-1 bg-transparent text-[1.07rem] outline-none placeholder:text-soft"
        />
        <Kbd keys="Escape" />
      </div>
      <div id={list} role="listbox" aria-label={t("shell:search")} className="overflow-y-auto p-1.5">
        {commands.map((command, index) => (
          <div key={command.id} role="presentation">
            {command.group !== commands[index - 1]?.group && (
              <p role="presentation" className="px-2 pt-1.5 pb-0.5 text-[0.86rem] text-soft">{command.group}</p>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box above hears the keys */}
            <div
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === here}
              ref={index === here ? keepInSight : undefined}
              onPointerMove={() => setAt(index)}
              onClick={() => run(command)}
              className={cx("flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 pointer-coarse:min-h-11", index === here && "bg-chosen")}
            >
              <command.icon aria-hidden className="size-4 text-soft" />
              <bdi dir="auto" className="min-w-0 flex-1 truncate text-start">{command.label}</bdi>
              {command.keys && <Kbd keys={command.keys} />}
            </div>
          </div>
        ))}
        {commands.length === 0 && <p className="p-3 text-soft">{t("ui:nothingFound")}</p>}
      </div>
    </>
  );
}

function keepInSight(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
