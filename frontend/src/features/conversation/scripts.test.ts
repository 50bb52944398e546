import { scriptMissing } from "./scripts";

test.each([
  ["", null],
  ["F1234567D", null],
  ["ok", null],
  ["Bonjour, je regarde.", "ar"],
  ["مرحبا، أنظر في الأمر", "fr"],
  ["الملف F1234567D متوقف", "fr"],
  ["Bonjour\nمرحبا", null],
])("%j lacks %s", (text, missing) => {
  expect(scriptMissing(text)).toBe(missing);
});
