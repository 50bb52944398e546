/** A promise's figure and its target, as they read. */

import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";

type Promised = Pick<Schemas["PromiseOut"], "unit" | "comparison" | "target" | "value">;

/** Rounded against us: what misses 99 % by little must not read "99 %". */
function honest(share: number, comparison: Promised["comparison"]): number {
  const round = comparison === "<" ? Math.ceil : Math.floor;
  return round(Number((share * 1_000).toFixed(6))) / 1_000;
}

const SIGNS = { ">=": "≥", ">": ">", "<": "<" } as const;

export function usePromiseFigures() {
  const format = useFormat();
  const read = (unit: Promised["unit"], value: number) =>
    ({
      share: () => format.percent(value),
      seconds: () => format.duration(value * 1_000),
      per_minute: () => format.number(value),
    })[unit]();
  return ({ unit, comparison, target, value }: Promised) => ({
    value: value === null ? "–" : read(unit, unit === "share" ? honest(value, comparison) : value),
    // Set apart, or an Arabic unit would turn the sign round.
    target: `${SIGNS[comparison]} \u2068${read(unit, target)}\u2069`,
  });
}
