import { render, screen } from "@testing-library/react";
import { Figure } from "./text";

test.each([
  ["38 ث", "rtl"],
  ["\u200e+2,9 نقطة", "rtl"],
  ["100+", "ltr"],
  ["\u200e-11%", "ltr"],
  ["38 s", "ltr"],
])("%s reads %s, whatever the page's direction is", (text, direction) => {
  render(
    <p dir="rtl">
      <Figure>{text}</Figure>
    </p>,
  );
  expect(screen.getByText(text, { normalizer: (found) => found })).toHaveAttribute("dir", direction);
});
