/** The values that charts stack, each in a colour that stays its own. */

export const OUTCOME_COLOURS = {
  answered: "var(--series-2)",
  with_human: "var(--series-1)",
  parked: "var(--series-3)",
  limited: "var(--series-4)",
  ignored: "var(--series-6)",
  waiting: "var(--series-8)",
  overdue: "var(--series-7)",
  failed: "var(--series-5)",
};

export function coloured<Key extends string>(keys: readonly Key[]) {
  return keys.map((key, index) => ({ key, colour: `var(--series-${(index % 8) + 1})` }));
}

/** The one that is meant, as a filter takes it; none at all when no value is named. */
export function among<Value extends string>(values: readonly Value[], key: string | undefined): Value[] | undefined {
  const found = values.find((value) => value === key);
  return found && [found];
}
