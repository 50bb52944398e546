import { useTranslation } from "react-i18next";
import { cx, Tip } from "@/components";
import { useFormat, useNow } from "@/lib/format";
import type { Case } from "./changes";
import { serviceOf } from "./service";

const FILLS = { calm: "bg-calm", good: "bg-good", warn: "bg-warn", bad: "bg-bad" };

/** How long it has been open, against the fifteen days after which a delay is a grave one. */
export function ServiceBar({ row }: { row: Case }) {
  const { t } = useTranslation("complaints");
  const format = useFormat();
  const { ms, share, tone } = serviceOf(row, useNow());
  const age = format.duration(ms);
  const text = row.status === "resolved" ? t("service.took", { age }) : t("service.open", { age });
  return (
    <Tip text={text}>
      <span className="inline-flex w-28 max-w-full items-center gap-2">
        <span aria-hidden className="h-1.5 min-w-6 flex-1 overflow-hidden rounded-full bg-line">
          <span className={cx("block h-full rounded-full", FILLS[tone])} style={{ inlineSize: `${Math.round(share * 100)}%` }} />
        </span>
        <span className={cx("tabular min-w-11 text-end", tone === "bad" ? "font-medium text-bad" : "text-soft")}>{age}</span>
      </span>
    </Tip>
  );
}
