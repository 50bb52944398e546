import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { useShortcutListener } from "@/lib/keys";
import { useRowKeys } from "./row-keys";

const ROWS = ["one", "two", "three"];

function List({ current, onChoose }: { current?: string; onChoose?: (chosen: ReadonlySet<string>) => void }) {
  const [opened, setOpened] = useState(current);
  useShortcutListener();
  const keys = useRowKeys({
    rows: ROWS,
    idOf: (row) => row,
    current: opened,
    onOpen: setOpened,
    show: () => undefined,
    ...(onChoose && { onChoose }),
  });
  return ROWS.map((row, index) => (
    <div key={row} role="row" aria-current={row === opened || undefined} tabIndex={index === keys.focused ? 0 : -1} data-row={row} onKeyDown={keys.onKeyDown}>
      {row}
    </div>
  ));
}

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key, code: `Key${key.toUpperCase()}` });
const row = (name: string) => screen.getByText(name);

test("the first J goes to the first row, the next one on", () => {
  render(<List />);
  press("j");
  expect(row("one")).toHaveFocus();
  press("j");
  expect(row("two")).toHaveFocus();
  press("k");
  expect(row("one")).toHaveFocus();
});

test("J goes on from the row that is open, has the focus or was chosen", () => {
  const { unmount } = render(<List current="two" />);
  press("j");
  expect(row("three")).toHaveFocus();
  unmount();
  const { unmount: away } = render(<List />);
  row("one").focus();
  press("j");
  expect(row("two")).toHaveFocus();
  away();
  const onChoose = vi.fn<(chosen: ReadonlySet<string>) => void>();
  render(<List onChoose={onChoose} />);
  press("x");
  expect(onChoose.mock.calls).toEqual([[new Set(["one"])]]);
  press("j");
  expect(row("two")).toHaveFocus();
});

test("Enter right after J opens the row J went to", () => {
  const { container } = render(<List />);
  press("j");
  press("j");
  press("Enter");
  expect(container.querySelector("[aria-current]")).toBe(row("two"));
});
