/** What a person can do about a message and its conversation. */

import { useTranslation } from "react-i18next";
import { client, type Schemas, useChange } from "@/lib/api";
import { useMe } from "@/lib/session";

const MESSAGES = "/api/dashboard/messages";
const CONTRACTORS = "/api/contractors";

type Talk = { contractor: string };

const takeOver = ({ contractor }: Talk) =>
  client.POST("/api/contractors/{contractor_id}/take-over", { params: { path: { contractor_id: contractor } } });
const handBack = ({ contractor }: Talk) =>
  client.POST("/api/contractors/{contractor_id}/hand-back", { params: { path: { contractor_id: contractor } } });

/** The bot is silent for them; taking again holds it longer. */
export function useTakeOver() {
  const { t } = useTranslation("conversation");
  return useChange({
    send: takeOver,
    touches: [CONTRACTORS],
    says: () => t("told.taken"),
    undo: (_, talk: Talk) => handBack(talk),
  });
}

/** The bot answers again from their next message on. */
export function useHandBack() {
  const { t } = useTranslation("conversation");
  return useChange({
    send: handBack,
    shows: ({ contractor }: Talk) => [{ path: CONTRACTORS, id: contractor, to: { with_human_until: null } }],
    touches: [CONTRACTORS],
    says: () => t("told.handedBack"),
    undo: (_, talk: Talk) => takeOver(talk),
  });
}

/** A person has dealt with what these messages were flagged for. */
export function useHandled() {
  const { t } = useTranslation("conversation");
  const me = useMe();
  const handled_by: Schemas["PersonRef"] = { id: me.id, name: me.name, email: me.email };
  const path = "/api/dashboard/messages/{message_id}/handled";
  return useChange({
    send: (ids: readonly string[]) =>
      Promise.all(ids.map((message_id) => client.POST(path, { params: { path: { message_id } } }))),
    shows: (ids) => ids.map((id) => ({ path: MESSAGES, id, to: { handled_by } })),
    touches: [MESSAGES, CONTRACTORS],
    says: (_, ids) => t("told.handled", { count: ids.length }),
    undo: (_, ids) => Promise.all(ids.map((message_id) => client.DELETE(path, { params: { path: { message_id } } }))),
    unshows: (ids) => ids.map((id) => ({ path: MESSAGES, id, to: { handled_by: null } })),
  });
}

/** JARVIS reads and answers it anew. */
export function useReplay() {
  const { t } = useTranslation("conversation");
  return useChange({
    send: (id: string) =>
      client.POST("/api/dashboard/messages/{message_id}/replay", { params: { path: { message_id: id } } }),
    shows: (id) => [{ path: MESSAGES, id, to: { outcome: null, handled_by: null } }],
    touches: [MESSAGES, CONTRACTORS],
    says: () => t("told.replayed"),
  });
}

/** What should be looked at: flagged or failed, and nobody has dealt with it. */
export function wantsLook({ flags, outcome, handled_by }: Schemas["MessageOut"]): boolean {
  return !handled_by && ((flags ?? []).length > 0 || outcome === "failed");
}
