/** Every change of a complaint: shown at once, kept when the server took it, taken back by "undo". */

import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toast } from "@/components";
import { useName } from "@/domain/labels";
import { client, invalidate, type Schemas, useChange } from "@/lib/api";
import { isAbout, patched } from "@/lib/api/changes";
import { inTurn } from "@/lib/api/turns";
import { explain } from "@/lib/problems";

export type Case = Schemas["ComplaintOut"];
export type CaseFile = Schemas["ComplaintFile"];
export type Person = Schemas["PersonRef"];
type About = { about: Case };

const PATH = "/api/complaints";
const TOUCHED = [PATH, "/api/tickets", "/api/contracts", "/api/contractors", "/api/dashboard/today"];

const at = ({ id }: Case) => ({ path: { complaint_id: id } });
const again = <Input extends About>(input: Input, version: number): Input => ({ ...input, about: { ...input.about, version } });
const got = <Body>({ data }: { data?: Body }) => data as Body;

export const sendAssign = (about: Case, to: Person | null) =>
  inTurn(about, (version) =>
    client.POST("/api/complaints/{complaint_id}/assign", { params: at(about), body: { version, to: to?.id ?? null } }).then(got),
  );
export const sendResolve = (about: Case, resolution: string) =>
  inTurn(about, (version) =>
    client.POST("/api/complaints/{complaint_id}/resolve", { params: at(about), body: { version, resolution } }).then(got),
  );
const edit = (about: Case, body: Partial<Schemas["ComplaintEdit"]>) =>
  inTurn(about, (version) =>
    client
      .PUT("/api/complaints/{complaint_id}", { params: at(about), body: { reason: "", note: "", ...body, version } })
      .then(got),
  );

/** What the server answered stands in every list and panel at once, so that the next change names its version. */
function useKeep() {
  const queries = useQueryClient();
  return (file: CaseFile) => {
    const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isAbout(queryKey, PATH);
    queries.setQueriesData({ predicate }, (data: unknown) => patched(data, file.id, file));
  };
}

/** Says that it is done; `back` takes it back. */
function useSaid() {
  const queries = useQueryClient();
  const keep = useKeep();
  return (file: CaseFile, text: string, back?: () => Promise<CaseFile>) => {
    keep(file);
    const undo = () =>
      void back?.().then(
        (restored) => {
          keep(restored);
          void invalidate(queries, PATH);
        },
        (error: unknown) => toast.fault(explain(error)),
      );
    toast.done(text, back && undo);
  };
}

/** To a person, or to nobody: then it waits for somebody to take it. */
export function useAssign() {
  const { t } = useTranslation("complaints");
  const said = useSaid();
  return useChange<{ about: Case; to: Person | null }, CaseFile>({
    send: ({ about, to }) => sendAssign(about, to),
    shows: ({ about: { id, status }, to }) => [{ path: PATH, id, to: { assignee: to, status: statusWith(to, status) } }],
    touches: TOUCHED,
    again,
    onDone: (file, { about: { assignee: before = null }, to }) => {
      const text = to ? t("said.assigned", { name: to.name || to.email }) : t("said.unassigned");
      said(file, text, () => sendAssign(file, before));
    },
  });
}

/** What it is once it is with this person; one at Orange stays there. */
export function statusWith(to: Person | null, status: Case["status"]): Case["status"] {
  if (status === "open" || status === "assigned") return to ? "assigned" : "open";
  return status;
}

/** What becomes high goes to Orange at once, and then there is no way back. */
export function useSetPriority() {
  const { t } = useTranslation("complaints");
  const name = useName();
  const said = useSaid();
  return useChange<{ about: Case; to: Schemas["Priority"]; reason: string }, CaseFile>({
    send: ({ about, to, reason }) => edit(about, { priority: to, reason }),
    shows: ({ about: { id }, to }) => [{ path: PATH, id, to: { priority: to } }],
    touches: TOUCHED,
    again,
    onDone: (file, { about, to }) => {
      const left = file.status === "escalated" && about.status !== "escalated";
      const text = left ? t("said.escalated", { ticket: file.ticket }) : t("said.priority", { priority: name("priority", to) });
      said(file, text, left ? undefined : () => edit(file, { priority: about.priority, reason: t("undone") }));
    },
  });
}

export function useCorrectKind() {
  const { t } = useTranslation("complaints");
  const name = useName();
  const said = useSaid();
  return useChange<{ about: Case; to: Schemas["ComplaintType"] }, CaseFile>({
    send: ({ about, to }) => edit(about, { kind: to }),
    shows: ({ about: { id }, to }) => [{ path: PATH, id, to: { kind: to } }],
    touches: TOUCHED,
    again,
    onDone: (file, { about, to }) => {
      const left = file.status === "escalated" && about.status !== "escalated";
      const text = left ? t("said.escalated", { ticket: file.ticket }) : t("said.kind", { kind: name("complaint_type", to) });
      said(file, text, left ? undefined : () => edit(file, { kind: about.kind }));
    },
  });
}

type Done = (file: CaseFile) => void;

export function useNote(onDone: Done) {
  const said = useSaid();
  const { t } = useTranslation("complaints");
  return useChange<{ about: Case; text: string }, CaseFile>({
    // Notes name no version: what they find may hold the changes of others, which must stay a conflict.
    send: ({ about, text }) =>
      client.POST("/api/complaints/{complaint_id}/notes", { params: at(about), body: { text } }).then(got),
    touches: TOUCHED,
    onDone: (file) => {
      said(file, t("said.noted"));
      onDone(file);
    },
  });
}

export function useResolve(onDone: Done) {
  const { t } = useTranslation("complaints");
  const said = useSaid();
  return useChange<{ about: Case; resolution: string }, CaseFile>({
    send: ({ about, resolution }) => sendResolve(about, resolution),
    touches: TOUCHED,
    again,
    onDone: (file) => {
      said(file, t("said.resolved"));
      onDone(file);
    },
  });
}

export function useReopen(onDone: Done) {
  const { t } = useTranslation("complaints");
  const said = useSaid();
  return useChange<{ about: Case; reason: string }, CaseFile>({
    send: ({ about, reason }) =>
      inTurn(about, (version) =>
        client.POST("/api/complaints/{complaint_id}/reopen", { params: at(about), body: { version, reason } }).then(got),
      ),
    touches: TOUCHED,
    again,
    onDone: (file) => {
      said(file, t("said.reopened"));
      onDone(file);
    },
  });
}

export function useEscalate(onDone: Done) {
  const { t } = useTranslation("complaints");
  const said = useSaid();
  return useChange<{ about: Case }, CaseFile>({
    send: ({ about }) =>
      inTurn(about, (version) =>
        client.POST("/api/complaints/{complaint_id}/escalate", { params: at(about), body: { version } }).then(got),
      ),
    touches: TOUCHED,
    again,
    onDone: (file) => {
      said(file, t("said.escalated", { ticket: file.ticket }));
      onDone(file);
    },
  });
}
