/** The colleagues who may work on a complaint. */

import { useMemo } from "react";
import { api } from "@/lib/api";
import type { Person } from "./changes";

const WORKS = new Set(["bo", "admin"]);
const MINUTE = 60_000;

/** By name; who is no longer active is not offered. */
export function useStaff(): readonly Person[] {
  const { data } = api.useQuery("get", "/api/users", {}, { staleTime: 5 * MINUTE });
  return useMemo(
    () =>
      (data ?? [])
        .filter(({ active, role }) => active && WORKS.has(role))
        .map(({ id, name, email }) => ({ id, name, email }))
        .toSorted((one, other) => (one.name || one.email).localeCompare(other.name || other.email)),
    [data],
  );
}
