import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, type Column, Time } from "@/components";
import { State, useName } from "@/domain/labels";
import type { Case } from "./changes";
import { ServiceBar } from "./service-bar";

/** All of them, or those that matter while the details show beside. */
export function useColumns(beside: boolean): ReadonlyArray<Column<Case>> {
  const { t } = useTranslation("complaints");
  const name = useName();
  return useMemo(() => {
    const columns: Array<Column<Case> & { always?: boolean }> = [
      { id: "contract", header: t("contract"), width: "6rem", always: true, cell: (row) => <Code className="font-medium">{row.contract}</Code> },
      { id: "priority", header: t("priority"), width: "5rem", always: true, cell: (row) => <State of="priority" is={row.priority} /> },
      { id: "kind", header: t("kind"), width: beside ? "minmax(6rem, 1.2fr)" : "minmax(10.5rem, 1.2fr)", always: true, cell: (row) => name("complaint_type", row.kind) },
      { id: "contractor", header: t("contractor"), width: "minmax(7rem, 1.2fr)", cell: (row) => <Bidi>{row.contractor.name || "–"}</Bidi> },
      { id: "status", header: t("status"), width: "5.5rem", always: true, cell: (row) => <State of="complaint_status" is={row.status} /> },
      { id: "next", header: t("next"), width: beside ? "minmax(5rem, 1fr)" : "minmax(8.25rem, 1fr)", always: true, cell: (row) => <Next row={row} /> },
      { id: "ticket", header: t("ticket"), width: "7.5rem", cell: (row) => (row.ticket ? <Code>{row.ticket}</Code> : <None />) },
      { id: "age", header: t("age"), width: "6.5rem", always: true, sort: { up: "newest", down: "oldest" }, cell: (row) => <ServiceBar row={row} /> },
      { id: "updated", header: t("updated"), width: "6.75rem", sort: { down: "updated" }, cell: (row) => <Time at={row.updated_at} className="text-soft" /> },
    ];
    return beside ? columns.filter(({ always }) => always) : columns;
  }, [t, name, beside]);
}

const None = () => <span className="text-soft">–</span>;

/** Who has to act: the status says where it is, this whose turn it is. */
export function Next({ row }: { row: Case }) {
  const { t } = useTranslation("complaints");
  if (row.status === "resolved") return <None />;
  if (row.status === "open") return <span className="text-accent-text">{t("turn.nobody")}</span>;
  // The part before the @: of an address cut to the column, an Arabic row would show the end.
  const who = row.assignee && <Bidi>{row.assignee.name || row.assignee.email.split("@")[0]}</Bidi>;
  if (row.status === "assigned") return who;
  return (
    <span>
      {t("turn.orange")}
      {who && <span className="text-soft"> · {who}</span>}
    </span>
  );
}

/** The same on a phone, in three short lines. */
export function Line({ row }: { row: Case }) {
  const name = useName();
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-2">
          <Code className="font-medium">{row.contract}</Code>
          <span className="truncate">{name("complaint_type", row.kind)}</span>
        </span>
        <State of="priority" is={row.priority} />
      </span>
      <span className="flex items-center justify-between gap-2">
        <Bidi className="truncate text-soft">{row.contractor.name || "–"}</Bidi>
        <Time at={row.updated_at} className="text-soft" />
      </span>
      <span className="flex items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-2">
          <State of="complaint_status" is={row.status} />
          <span className="truncate">
            <Next row={row} />
          </span>
        </span>
        <ServiceBar row={row} />
      </span>
    </div>
  );
}
