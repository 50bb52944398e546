/** What Orange says of a ticket: shown at once, kept when the server took it. */

import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toast } from "@/components";
import { useName } from "@/domain/labels";
import { client, type Schemas, useChange } from "@/lib/api";
import { isAbout, patched } from "@/lib/api/changes";
import { inTurn } from "@/lib/api/turns";

export type Ticket = Schemas["TicketOut"];
export type TicketFile = Schemas["TicketFile"];
export type Status = Schemas["TicketStatus"];
export type Step = Exclude<Status, "open">;

const PATH = "/api/tickets";
const TOUCHED = [PATH, "/api/complaints", "/api/contracts", "/api/contractors", "/api/dashboard/today"];
const STEPS: Record<Status, Step | undefined> = { open: "in_progress", in_progress: "resolved", resolved: "closed", closed: undefined };

/** Where it goes next; Orange may say "solved" without having said "begun". */
export const nextOf = (status: Status): Step | undefined => STEPS[status];

type Input = { about: Ticket; status?: Step; notes?: string; orangeId?: string };

export function useFollow(onDone?: (file: TicketFile) => void) {
  const { t } = useTranslation("tickets");
  const name = useName();
  const queries = useQueryClient();
  return useChange<Input, TicketFile>({
    send: ({ about, status, notes = "", orangeId }) =>
      inTurn(about, async (version) => {
        const params = { path: { ticket_id: about.id } };
        const body = { version, status, notes, orange_id: orangeId };
        return (await client.PUT("/api/tickets/{ticket_id}", { params, body })).data as TicketFile;
      }),
    shows: ({ about: { id }, status, orangeId }) =>
      orangeId === undefined ? [{ path: PATH, id, to: { status } }] : [],
    touches: TOUCHED,
    again: (input, version) => ({ ...input, about: { ...input.about, version } }),
    onDone: (file, { status }) => {
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isAbout(queryKey, PATH);
      queries.setQueriesData({ predicate }, (data: unknown) => patched(data, file.id, file));
      toast.done(status ? t("said.status", { number: file.number, status: name("ticket_status", status) }) : t("said.orangeId", { id: file.orange_id }));
      onDone?.(file);
    },
  });
}
