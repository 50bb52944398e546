/** How the hours and days of a chart are called. */

import { useFormat } from "@/lib/format";
import type { Stats } from "../stats";

export function useMomentName(step: Stats["step"]) {
  const format = useFormat();
  return (at: string) => (step === "hour" ? format.time(at) : format.dayMonth(at));
}
