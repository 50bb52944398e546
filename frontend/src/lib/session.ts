/** Who is signed in, what they may do, and where they were when the session ended. */

import { type QueryClient, queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { api, client, isProblem, type Schemas } from "@/lib/api";

export type Me = Schemas["UserOut"];
export type Permission = Me["permissions"][number];

const PLACE = "jarvis.place";
const EMAIL = "jarvis.email";

/** Looked at again every five minutes: a role that changed takes effect without a reload. */
export const meQuery = queryOptions({
  ...api.queryOptions("get", "/api/auth/me"),
  staleTime: 5 * 60_000,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** For a route's `beforeLoad`: signed in and allowed, or sent to where that can be mended. */
export async function admit(queries: QueryClient, place: string, needs: Permission = "read") {
  const me = await queries.ensureQueryData(meQuery).catch((error: unknown) => {
    if (isProblem(error) && error.status === 401) throw redirect({ to: "/login", search: { next: place } });
    throw error;
  });
  if (!me.permissions.includes(needs)) throw redirect({ to: "/app" });
}

/** Only a place of ours: an address from outside must not lead anybody away. */
export function safePlace(place: string | null | undefined): string {
  return place && /^\/app(?:[/?#]|$)/.test(place) ? place : "/app";
}

/** The link of the mail opens elsewhere: another tab, perhaps days later. */
export function keepPlace(place: string) {
  localStorage.setItem(PLACE, safePlace(place));
}

export function takePlace(): string {
  const place = safePlace(localStorage.getItem(PLACE));
  localStorage.removeItem(PLACE);
  return place;
}

export function keepEmail(email: string) {
  localStorage.setItem(EMAIL, email);
}

export function keptEmail(): string {
  return localStorage.getItem(EMAIL) ?? "";
}

export async function signOut(queries: QueryClient) {
  await client.POST("/api/auth/logout").catch((error: unknown) => {
    if (!isProblem(error) || error.status !== 401) throw error;
  });
  queries.clear();
}
