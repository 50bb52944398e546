/** Who else looks at this, so that two people do not do the same work. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "@/components/chip";
import { Bidi } from "@/components/text";
import { client, type Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { useMay, useMe } from "@/lib/session";

export type Watched = `${"complaint" | "ticket" | "message" | "contractor"}:${string}`;

const BEAT_MS = 20_000;
/** Somebody who leafs through a list is not there. */
const SETTLE_MS = 1_200;

const keyOf = (resource: Watched) => ["/api/presence", resource] as const;

/** Says that one is here for as long as it shows, and answers who else is. */
export function usePresence(resource: Watched): ReadonlyArray<Schemas["Present"]> {
  const me = useMe();
  const works = useMay()("work");
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: keyOf(resource),
    queryFn: async ({ signal }) =>
      (await client.GET("/api/presence", { signal, params: { query: { resource } } })).data?.people ?? [],
  });
  useEffect(() => {
    if (!works) return;
    let told = false;
    const tell = (active: boolean) =>
      client
        .PUT("/api/presence/{resource}", { params: { path: { resource } }, body: { active } })
        .then((answer) => queries.setQueryData(keyOf(resource), answer.data?.people ?? []))
        // Courtesy, not work: the next beat mends it.
        .catch(() => undefined);
    const beat = () => {
      if (document.visibilityState === "hidden") return;
      told = true;
      void tell(true);
    };
    const first = setTimeout(beat, SETTLE_MS);
    const timer = setInterval(beat, BEAT_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      if (told) void tell(false);
    };
  }, [resource, works, queries]);
  return (data ?? []).filter(({ id }) => id !== me.id);
}

/** "Salma is on this"; nothing when nobody else is. */
export function PresenceChip({ resource, className }: { resource: Watched; className?: string }) {
  const { t } = useTranslation("domain");
  const format = useFormat();
  const others = usePresence(resource);
  const names = others.map(({ name, email }) => name || email);
  return (
    <span role="status" className={className}>
      {names.length > 0 && (
        <Chip tone="info" icon={<Eye aria-hidden className="size-3.5" />}>
          <Bidi>{t("presence.here", { count: names.length, names: format.list(names) })}</Bidi>
        </Chip>
      )}
    </span>
  );
}
