/** The regions that contractors are in, as the record has them: for filters. */

import { api } from "@/lib/api";

const MINUTE = 60_000;
const NONE: readonly string[] = [];

export function useRegions(): readonly string[] {
  return api.useQuery("get", "/api/contractors/regions", {}, { staleTime: 5 * MINUTE }).data ?? NONE;
}
