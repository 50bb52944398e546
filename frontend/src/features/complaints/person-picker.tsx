import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, cx } from "@/components";
import { CONTROL } from "@/components/field";
import { useMe } from "@/lib/session";
import type { Person } from "./changes";
import { useStaff } from "./staff";

type Props = {
  current?: string | undefined;
  /** Whether it may also be given to nobody. */
  leave?: boolean;
  onPick: (who: Person | null) => void;
};

/** Me first, then the colleagues, then nobody; typing narrows, Enter takes the marked one. */
export function PersonPicker({ current, leave, onPick }: Props) {
  const { t } = useTranslation("complaints");
  const me = useMe();
  const staff = useStaff();
  const list = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const mine: Person = { id: me.id, name: me.name, email: me.email };
  const words = text.trim().toLowerCase();
  const matches = (name: string) => name.toLowerCase().includes(words);
  const people = [mine, ...staff.filter(({ id }) => id !== me.id)].filter(
    ({ id, name, email }) => id !== current && matches(`${name} ${email} ${id === me.id ? t("who.me") : ""}`),
  );
  const found = leave && matches(t("who.leave")) ? [...people, null] : people;
  const here = Math.min(at, found.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((here + step + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter" && found[here] !== undefined) onPick(found[here]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      <input
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[here] === undefined ? undefined : `${list}-${here}`}
        aria-label={t("who.search")}
        placeholder={t("who.search")}
        dir="auto"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog has nothing else to begin with
        autoFocus
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={cx(CONTROL, "h-8.5 w-full")}
      />
      <div id={list} role="listbox" aria-label={t("assignee")} className="max-h-72 overflow-y-auto">
        {found.map((person, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box above hears the keys
          <div
            key={person?.id ?? "nobody"}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === here}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(person)}
            className={cx("flex min-h-9 cursor-default items-center gap-2 rounded-md px-2 pointer-coarse:min-h-11", index === here && "bg-chosen")}
          >
            {person ? <Named person={person} mine={person.id === me.id} /> : t("who.leave")}
          </div>
        ))}
        {found.length === 0 && <p className="p-2 text-soft">{t("who.nobody")}</p>}
      </div>
    </div>
  );
}

function Named({ person: { name, email }, mine }: { person: Person; mine: boolean }) {
  const { t } = useTranslation("complaints");
  return (
    <>
      <Bidi className="font-medium">{name || email}</Bidi>
      {mine ? <span className="text-soft">{t("who.me")}</span> : name && <Bidi className="truncate text-soft">{email}</Bidi>}
    </>
  );
}
