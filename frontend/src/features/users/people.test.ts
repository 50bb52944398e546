import { isLastAdmin, type Person } from "./people";

const person = (id: string, role: Person["role"], active = true) => ({ id, role, active, email: `${id}@tktm.ma`, name: "" }) as Person;

test.each([
  ["alone", [person("a", "admin"), person("b", "bo")], true],
  ["beside another", [person("a", "admin"), person("b", "admin")], false],
  ["beside one who is off", [person("a", "admin"), person("b", "admin", false)], true],
  ["off oneself", [person("a", "admin", false), person("b", "admin")], false],
])("an administrator %s", (_, people, last) => {
  expect(isLastAdmin(people[0] as Person, people)).toBe(last);
});
