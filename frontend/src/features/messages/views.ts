/** The views of the messages that everybody has; their names are `messages:view.<key>`. */

import { viewsOf } from "@/domain/views";
import { type Filters, searchSchema } from "./search";

export const BUILT_IN: ReadonlyArray<{ key: string; filters: Filters }> = [
  { key: "all", filters: {} },
  { key: "todo", filters: { attention: true } },
  { key: "waiting", filters: { waiting: true } },
  { key: "failed", filters: { outcome: ["failed"] } },
  { key: "human", filters: { outcome: ["with_human"] } },
  { key: "unsure", filters: { confidence_below: 0.6 } },
];

export const OWN = viewsOf<Filters>("messages", searchSchema);
