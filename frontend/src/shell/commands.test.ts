import { DESTINATIONS, destinationsFor } from "./navigation";
import { contractIn, plain } from "./commands";

test.each([
  ["f 123 4567 d", "F1234567D"],
  ["F1234567D", "F1234567D"],
  ["F12", null],
  ["bonjour", null],
])("%s is the contract %s", (text, number) => {
  expect(contractIn(text)).toBe(number);
});

test("accents and Arabic vowel marks are forgiven", () => {
  expect(plain(" Réclamations ")).toBe("reclamations");
  expect(plain("الشِّكايات")).toBe("الشكايات");
});

test("what a role may not use is not there", () => {
  expect(destinationsFor(["read"]).map(({ name }) => name)).not.toContain("settings");
  expect(destinationsFor(["read", "settings"]).map(({ name }) => name)).toContain("settings");
});

test("no two places have one key", () => {
  expect(new Set(DESTINATIONS.map(({ key }) => key)).size).toBe(DESTINATIONS.length);
});
