import { act, fireEvent, render, screen } from "@testing-library/react";
import { SearchBox } from "./search-box";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("searches once, when the keys rest, and keeps what is typed meanwhile", () => {
  const onSearch = vi.fn<(text: string) => void>();
  const { rerender } = render(<SearchBox label="Nom" value="" onSearch={onSearch} />);
  const box = screen.getByRole("searchbox", { name: "Nom" });
  fireEvent.change(box, { target: { value: "sal" } });
  fireEvent.change(box, { target: { value: "salma" } });
  act(() => vi.advanceTimersByTime(300));
  expect(onSearch.mock.calls).toEqual([["salma"]]);
  fireEvent.change(box, { target: { value: "salma b" } });
  rerender(<SearchBox label="Nom" value="salma" onSearch={onSearch} />);
  expect(box).toHaveValue("salma b");
});

test("follows the URL", () => {
  const { rerender } = render(<SearchBox label="Nom" value="a" onSearch={() => undefined} />);
  rerender(<SearchBox label="Nom" value="karim" onSearch={() => undefined} />);
  expect(screen.getByRole("searchbox")).toHaveValue("karim");
});
