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
    <div key={row} role="row" tabIndex={index === keys.focused ? 0 : -1} data-row={row}>
      {row}
    </div>
  ));
}

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key, code: `Key${key.toUpperCase()}` });
const row = (name: string) => screen.getByText(name);
const nextFrame = () => new Promise(requestAnimationFrame);

test("the first J goes to the first row, the next one on", async () => {
  render(<List />);
  press("j");
  await nextFrame();
  expect(row("one")).toHaveFocus();
  press("j");
  await nextFrame();
  expect(row("two")).toHaveFocus();
  press("k");
  await nextFrame();
  expect(row("one")).toHaveFocus();
});

test("J goes on from the row that is open, has the focus or was chosen", async () => {
  const { unmount } = render(<List current="two" />);
  press("j");
  await nextFrame();
  expect(row("three")).toHaveFocus();
  unmount();
  const { unmount: away } = render(<List />);
  row("one").focus();
  press("j");
  await nextFrame();
  expect(row("two")).toHaveFocus();
  away();
  const onChoose = vi.fn<(chosen: ReadonlySet<string>) => void>();
  render(<List onChoose={onChoose} />);
  press("x");
  expect(onChoose.mock.calls).toEqual([[new Set(["one"])]]);
  press("j");
  await nextFrame();
  expect(row("two")).toHaveFocus();
});
