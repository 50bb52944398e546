import { useTranslation } from "react-i18next";
import { languageNow } from "@/lib/i18n";
import { formatFor } from "./format";

export { type Format, formatFor, type Instant, phoneText, ZONE } from "./format";
export { useNow } from "./now";

/** The formats of the page's language; a change of language draws anew. */
export function useFormat() {
  useTranslation();
  return formatFor(languageNow());
}
