import { chordOf } from "./chord";
import { Shortcuts } from "./registry";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe("a press is the same shortcut on every keyboard", () => {
  test.each([
    ["QWERTY j", press("j", { code: "KeyJ" }), "j"],
    ["AZERTY a, where QWERTY has q", press("a", { code: "KeyQ" }), "a"],
    ["Arabic letter at the place of j", press("ت", { code: "KeyJ" }), "j"],
    ["Arabic with shift", press("ـ", { code: "KeyX", shiftKey: true }), "X"],
    ["? on QWERTY", press("?", { code: "Slash", shiftKey: true }), "?"],
    ["? on AZERTY", press("?", { code: "KeyM", shiftKey: true }), "?"],
    ["? in Arabic", press("؟", { code: "Slash", shiftKey: true }), "?"],
    ["/ in Arabic", press("ظ", { code: "Slash" }), "/"],
    ["/ on AZERTY is shift and :", press("/", { code: "Period", shiftKey: true }), "/"],
    ["Ctrl+K", press("k", { ctrlKey: true }), "mod+k"],
    ["Cmd+K", press("k", { metaKey: true }), "mod+k"],
    ["Ctrl+K on an Arabic keyboard", press("ن", { code: "KeyK", ctrlKey: true }), "mod+k"],
    ["shift and an arrow", press("ArrowDown", { shiftKey: true }), "shift+ArrowDown"],
    ["Caps Lock j", press("J"), "j"],
    ["Alt types on AZERTY", press("@", { altKey: true }), null],
  ])("%s", (_, event, chord) => {
    expect(chordOf(event)).toBe(chord);
  });
});

describe("shortcuts", () => {
  const send = (keys: Shortcuts, key: string, at: number, target?: HTMLElement) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true });
    Object.defineProperty(event, "target", { value: target ?? document.body });
    return keys.press(event, at);
  };

  test("of two keys wait for the second, a moment only", () => {
    const run = vi.fn<() => void>();
    const keys = new Shortcuts();
    keys.add([{ keys: "g m", run }]);
    send(keys, "g", 0);
    send(keys, "m", 500);
    expect(run).toHaveBeenCalledTimes(1);
    send(keys, "g", 0);
    send(keys, "m", 5_000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("leave alone whoever types, but for those that work everywhere", () => {
    const [letter, everywhere] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const keys = new Shortcuts();
    keys.add([
      { keys: "j", run: letter },
      { keys: "Escape", run: everywhere, everywhere: true },
    ]);
    const box = document.createElement("input");
    send(keys, "j", 0, box);
    send(keys, "Escape", 0, box);
    expect(letter).not.toHaveBeenCalled();
    expect(everywhere).toHaveBeenCalledTimes(1);
  });

  test("of what surrounds the page lose, also when they come after it", () => {
    const [shell, page] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const keys = new Shortcuts();
    keys.add([{ keys: "/", run: page }]);
    keys.add([{ keys: "/", run: shell }], true);
    send(keys, "/", 0);
    expect([shell.mock.calls.length, page.mock.calls.length]).toEqual([0, 1]);
  });

  test("of the page win over those of the shell, until the page is left", () => {
    const [shell, page] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const keys = new Shortcuts();
    keys.add([{ keys: "e", run: shell }]);
    const leave = keys.add([{ keys: "e", run: page }]);
    send(keys, "e", 0);
    leave();
    send(keys, "e", 0);
    expect([shell.mock.calls.length, page.mock.calls.length]).toEqual([1, 1]);
  });
});
