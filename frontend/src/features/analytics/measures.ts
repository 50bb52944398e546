/** What can be told from counts: shares, each with how many cases it stands for. */

export type Counts = Record<string, Record<string, number>>;
export type Share = { value: number; size: number } | undefined;

/** How many of these values, or of all when none is named. */
export function countOf(counts: Counts, what: string, ...values: string[]): number {
  const found = counts[what] ?? {};
  const names = values.length > 0 ? values : Object.keys(found);
  return names.reduce((sum, name) => sum + (found[name] ?? 0), 0);
}

function share(part: number, size: number): Share {
  return size > 0 ? { value: part / size, size } : undefined;
}

/** Of the replies that left, those on the phone. */
export function delivered(counts: Counts): Share {
  const left = countOf(counts, "replies") - countOf(counts, "replies", "queued");
  return share(countOf(counts, "replies", "delivered", "read"), left);
}

/** Of the messages that were owed an answer and are settled, those JARVIS answered. */
export function unaided(counts: Counts): Share {
  const owed = countOf(counts, "messages") - countOf(counts, "messages", "ignored", "waiting");
  return share(countOf(counts, "messages", "answered"), owed);
}

export function cached(counts: Counts): Share {
  return share(countOf(counts, "look_ups", "cache"), countOf(counts, "look_ups"));
}

/** 1 is "yes" in the question. */
export function satisfied(counts: Counts): Share {
  return share(countOf(counts, "scores", "1"), countOf(counts, "scores"));
}

/** Of the messages meant for the model, those the rules had to read. */
export function fallback(counts: Counts): Share {
  return share(countOf(counts, "readings", "fallback"), countOf(counts, "readings", "fallback", "model"));
}

export function onTime(counts: Counts): Share {
  return share(countOf(counts, "escalations", "on_time"), countOf(counts, "escalations", "on_time", "late"));
}
