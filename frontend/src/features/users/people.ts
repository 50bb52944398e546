/** People of the desk: how they are called, and what may be changed. */

import { useTranslation } from "react-i18next";
import { client, type Schemas, useChange } from "@/lib/api";

export type Person = Schemas["PersonOut"];
export type Role = Person["role"];
type Edit = Schemas["PersonEdit"];

export const PATH = "/api/users";
/** One's own rights may be among what changed. */
const TOUCHES = [PATH, "/api/auth/me"];

export const called = ({ name, email }: Pick<Person, "name" | "email">) => name || email;

/** Whether taking this one's role or access would leave nobody to manage the others. */
export function isLastAdmin(person: Person, people: readonly Person[]): boolean {
  const admins = people.filter(({ role, active }) => role === "admin" && active);
  return admins.length === 1 && admins[0]?.id === person.id;
}

const edit = (id: string, body: Edit) => client.PUT("/api/users/{user_id}", { params: { path: { user_id: id } }, body });

type Changed = { person: Person; to: Edit; what: string };

/** Shown at once, and taken back by the toast. */
export function useEdit() {
  const { t } = useTranslation("users");
  return useChange({
    send: ({ person, to }: Changed) => edit(person.id, to),
    shows: ({ person, to }) => [{ path: PATH, id: person.id, to: { ...to } }],
    touches: TOUCHES,
    says: (_, { person, what }) => t("changed", { name: `\u2068${called(person)}\u2069`, what }),
    undo: (_, { person: { id, role, active, name } }) => edit(id, { role, active, name }),
  });
}

export function useSendLink() {
  const { t } = useTranslation("users");
  return useChange({
    send: ({ id }: Person) => client.POST("/api/users/{user_id}/link", { params: { path: { user_id: id } } }),
    touches: [PATH],
    says: (_, { email }) => t("linkSent", { email: `\u2066${email}\u2069` }),
  });
}
