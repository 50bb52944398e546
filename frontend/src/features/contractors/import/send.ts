/** The file on its way: tried first, then read in. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, isProblem, type Schemas } from "@/lib/api";
import { invalidate } from "@/lib/api/changes";
import { explain } from "@/lib/problems";

export type Report = Schemas["ImportReport"];
type Wanted = { file: File; dryRun: boolean };

async function send({ file, dryRun }: Wanted): Promise<Report> {
  const form = new FormData();
  form.set("file", file);
  const { data } = await client.POST("/api/contractors/import", {
    params: { query: { dry_run: dryRun } },
    // The description calls a file a string; what is sent is the form.
    body: { file: file.name },
    bodySerializer: () => form,
  });
  if (!data) throw new Error("an import without a report");
  return data;
}

export function useImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: ({ saved }) => (saved ? invalidate(queries, "/api/contractors") : undefined),
  });
}

/** Why the server did not take it: its own words about the file where there are, else ours. */
export function whyNot(error: unknown): string {
  return (isProblem(error) && error.fields.get("file")) || explain(error);
}
