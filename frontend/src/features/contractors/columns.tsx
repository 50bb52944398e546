import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Chip, type Column, Phone, Time } from "@/components";
import type { RowOf } from "@/lib/api";

export type Contractor = RowOf<"/api/contractors">;

export function useColumns(): ReadonlyArray<Column<Contractor>> {
  const { t } = useTranslation("contractors");
  return useMemo(
    () => [
      { id: "name", header: t("name"), width: "minmax(10rem, 2fr)", sort: { up: "name" }, cell: (row) => <Bidi>{row.name || "–"}</Bidi> },
      { id: "phone", header: t("phone"), cell: (row) => <Phone number={row.phone} /> },
      { id: "region", header: t("region"), cell: (row) => <Bidi>{row.region || "–"}</Bidi> },
      { id: "state", header: t("state"), width: "minmax(0, 1.4fr)", cell: (row) => <States row={row} /> },
      {
        id: "latest",
        header: t("latest"),
        width: "9rem",
        sort: { down: "latest" },
        cell: ({ last_message_at: at }) => (at ? <Time at={at} /> : "–"),
      },
    ],
    [t],
  );
}

type Shown = Pick<Contractor, "with_human_until" | "unresolved_complaints" | "registered">;

export function States({ row }: { row: Shown }) {
  const { t } = useTranslation("contractors");
  return (
    <span className="flex flex-wrap gap-1">
      {row.with_human_until && <Chip tone="info">{t("withHuman")}</Chip>}
      {row.unresolved_complaints > 0 && <Chip tone="warn">{t("complaints", { count: row.unresolved_complaints })}</Chip>}
      {!row.registered && <Chip>{t("unregistered")}</Chip>}
    </span>
  );
}

export function line(row: Contractor) {
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2">
        <Bidi className="truncate font-medium">{row.name || "–"}</Bidi>
        {row.last_message_at && <Time at={row.last_message_at} className="text-soft" />}
      </span>
      <span className="flex flex-wrap items-center justify-between gap-2 text-soft">
        <Phone number={row.phone} />
        <States row={row} />
      </span>
    </div>
  );
}
