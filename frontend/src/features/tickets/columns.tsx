import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, type Column, Time } from "@/components";
import { EscalationClock } from "@/domain/escalation-clock";
import { State, useName } from "@/domain/labels";
import type { Ticket } from "./changes";

export function useColumns(beside: boolean): ReadonlyArray<Column<Ticket>> {
  const { t } = useTranslation("tickets");
  const name = useName();
  return useMemo(() => {
    const columns: Array<Column<Ticket> & { always?: boolean }> = [
      { id: "number", header: t("number"), width: "7.5rem", always: true, cell: (row) => <Code className="font-medium">{row.number}</Code> },
      { id: "orange", header: t("orange.label"), width: "minmax(7rem, 1fr)", always: true, cell: (row) => (row.orange_id ? <Code>{row.orange_id}</Code> : <span className="text-soft">–</span>) },
      { id: "status", header: t("status"), width: "6rem", always: true, cell: (row) => <State of="ticket_status" is={row.status} /> },
      { id: "contract", header: t("contract"), width: "6rem", always: true, cell: (row) => <Code>{row.contract}</Code> },
      { id: "kind", header: t("kind"), width: beside ? "minmax(6rem, 1fr)" : "minmax(10.5rem, 1.2fr)", always: true, cell: (row) => name("complaint_type", row.kind) },
      { id: "contractor", header: t("contractor"), width: "minmax(7rem, 1fr)", cell: (row) => <Bidi>{row.contractor.name || "–"}</Bidi> },
      { id: "priority", header: t("priority"), width: "5rem", cell: (row) => <State of="priority" is={row.priority} /> },
      { id: "clock", header: t("clock"), width: "minmax(9.5rem, 1fr)", cell: (row) => <EscalationClock compact decidedAt={row.opened_at} sentAt={row.sent_at} /> },
      { id: "opened", header: t("opened"), width: "6.75rem", always: true, sort: { up: "oldest", down: "newest" }, cell: (row) => <Time at={row.opened_at} className="text-soft" /> },
    ];
    return beside ? columns.filter(({ always }) => always) : columns;
  }, [t, name, beside]);
}

/** The same on a phone, in three short lines. */
export function Line({ row }: { row: Ticket }) {
  const name = useName();
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-center justify-between gap-2">
        <Code className="font-medium">{row.number}</Code>
        <State of="ticket_status" is={row.status} />
      </span>
      <span className="flex items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-2">
          <Code>{row.contract}</Code>
          <span className="truncate text-soft">{name("complaint_type", row.kind)}</span>
        </span>
        <Time at={row.opened_at} className="text-soft" />
      </span>
      <span className="flex items-center justify-between gap-2">
        <EscalationClock compact decidedAt={row.opened_at} sentAt={row.sent_at} />
        {row.orange_id && <Code className="truncate text-soft">{row.orange_id}</Code>}
      </span>
    </div>
  );
}
