import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components";
import { type Kind, useName } from "@/domain/labels";
import { kept } from "@/domain/views";
import { useContractor } from "@/features/conversation/thread";
import { useFormat } from "@/lib/format";
import type { Put } from "./filters";
import type { Filters } from "./search";

type Props = { filters: Filters; onChange: Put; onClear: () => void };

/** Each condition that is set, in words, to be taken off with one click. */
export function FilterChips({ filters, onChange, onClear }: Props) {
  const { t } = useTranslation("messages");
  const { q: _, period: __, sort: ___, ...set } = kept(filters);
  const names = Object.keys(set) as Array<keyof typeof set>;
  const say = useSaying();
  if (names.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5" aria-label={t("activeFilters")}>
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onChange({ [name]: undefined })}
            className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-[0.93rem] hover:bg-hover pointer-coarse:min-h-11"
          >
            <bdi>{name === "contractor" ? <OfContractor id={set.contractor ?? ""} /> : say(name, set[name])}</bdi>
            <X aria-label={t("takeOff")} className="size-3.5 text-soft" />
          </button>
        </li>
      ))}
      {names.length > 1 && (
        <li>
          <Button look="quiet" size="small" onClick={onClear}>
            {t("clearAll")}
          </Button>
        </li>
      )}
    </ul>
  );
}

function OfContractor({ id }: { id: string }) {
  const { t } = useTranslation("messages");
  const { data } = useContractor(id);
  return `${t("filter.contractor")} : ${data?.name || data?.phone || "…"}`;
}

const KINDS: Record<string, Kind> = { language: "language", intent: "intent", complaint_type: "complaint_type", outcome: "outcome", flag: "flag", delivery: "delivery", by: "read_by" };

function useSaying() {
  const { t } = useTranslation("messages");
  const name = useName();
  const format = useFormat();
  return (filter: string, value: unknown): string => {
    const kind = KINDS[filter];
    const said = (words: string) => `${t(`filter.${filter}`)} : ${words}`;
    if (kind && Array.isArray(value)) return said(format.list(value.map((one) => name(kind, String(one)))));
    if (filter === "waiting" || filter === "attention") return t(`only.${filter}`);
    if (filter === "spam") return t(`spam.${String(value)}`);
    if (filter === "confidence_below") return said(t("below", { share: format.percent(Number(value)) }));
    if (filter === "since" || filter === "until") return said(String(value).length > 10 ? format.dateTime(String(value)) : format.date(`${String(value)}T12:00:00Z`));
    return said(String(value));
  };
}
