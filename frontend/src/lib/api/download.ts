/** Files: fetched with what has arrived so far, then handed to the browser to keep. */

import type { paths } from "./api.gen";
import { queryText } from "./client";
import { problemOf, problemOfFailure } from "./problem";
import { follow } from "./reach";

/** Every path that answers with an Excel file. */
export type ExportPath = Extract<keyof paths, `/api/exports/${string}`>;
export type ExportQuery = Parameters<typeof queryText>[0];

type Watch = { signal: AbortSignal; onBytes: (bytes: number) => void };

/** Saves the file under the server's name and answers that name; throws a Problem, or the abort. */
export async function download(path: string, query: ExportQuery, watch: Watch): Promise<string> {
  const ended = follow();
  try {
    const response = await fetch(`${path}?${queryText(query)}`, { credentials: "same-origin", signal: watch.signal });
    ended(response.status);
    if (!response.ok) throw await problemOf(response);
    const pieces = await gathered(response, watch.onBytes);
    const name = fileName(response.headers.get("content-disposition"));
    save(new Blob(pieces, { type: response.headers.get("content-type") ?? "" }), name);
    return name;
  } catch (error) {
    ended(200);
    throw error instanceof TypeError ? problemOfFailure(error) : error;
  }
}

export function fileName(disposition: string | null): string {
  return disposition?.match(/filename="([^"/\\]+)"/)?.[1] ?? "export.xlsx";
}

async function gathered(response: Response, onBytes: (bytes: number) => void): Promise<BlobPart[]> {
  const pieces: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  // oxlint-disable-next-line no-await-in-loop -- the pieces of a stream come one after the other
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    pieces.push(part.value as Uint8Array<ArrayBuffer>);
    bytes += part.value.length;
    onBytes(bytes);
  }
  return pieces;
}

function save(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser needs the address until it has begun to write.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
