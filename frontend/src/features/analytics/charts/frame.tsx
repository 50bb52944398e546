import { ChartColumn, FileSpreadsheet, Table2 } from "lucide-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, Figure, IconButton, useExport } from "@/components";
import type { Range } from "../ranges";
import { useMay } from "@/lib/session";

export type Cell = { text: string; to?: LinkProps | undefined };
export type TableOf = { head: readonly string[]; rows: ReadonlyArray<{ label: string; to?: LinkProps | undefined; cells: readonly Cell[] }> };

type Props = {
  title: string;
  /** What it counts, in one sentence. */
  hint: string;
  /** The names of its counts, for the Excel file. */
  what: readonly string[];
  range: Range;
  table: () => TableOf;
  empty: boolean;
  children: ReactNode;
};

/** A chart's place: its title, the same figures as a table with links, and as an Excel file. */
export function Frame({ title, hint, what, range, table, empty, children }: Props) {
  const { t } = useTranslation("analytics");
  const [asTable, setAsTable] = useState(false);
  const may = useMay();
  return (
    <Card className="flex min-w-0 flex-col">
      <div className="flex items-start gap-1 px-4 pt-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{title}</h2>
          <p className="text-[0.93rem] text-soft">{hint}</p>
        </div>
        <IconButton
          size="small"
          name={t(asTable ? "asChart" : "asTable")}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          icon={asTable ? <ChartColumn aria-hidden className="size-4" /> : <Table2 aria-hidden className="size-4" />}
        />
        {may("export") && <Download query={{ ...range, what }} />}
      </div>
      <div className="flex min-h-36 flex-1 flex-col px-4 pt-2 pb-3">
        {empty ? <p className="m-auto py-8 text-soft">{t("nothingCounted")}</p> : asTable ? <Figures title={title} {...table()} /> : children}
      </div>
    </Card>
  );
}

function Download({ query }: { query: Parameters<typeof useExport>[1] }) {
  const { t } = useTranslation("analytics");
  const { bytes, start } = useExport("/api/exports/stats", query);
  return (
    <IconButton
      size="small"
      name={t("download")}
      busy={bytes !== null}
      onClick={start}
      icon={<FileSpreadsheet aria-hidden className="size-4" />}
    />
  );
}

function Figures({ title, head, rows }: TableOf & { title: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse
    <div role="region" aria-label={title} tabIndex={0} className="max-h-72 overflow-auto rounded-md">
      <table className="w-full border-collapse text-[0.93rem]">
        <thead className="sticky top-0 bg-surface text-soft">
          <tr>
            {head.map((each, index) => (
              <th key={each} scope="col" className={index ? "p-1 text-end font-medium" : "p-1 text-start font-medium"}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, to, cells }) => (
            <tr key={label} className="border-t border-line">
              <th scope="row" className="p-1 text-start font-normal whitespace-nowrap">
                <Way to={to}>{label}</Way>
              </th>
              {cells.map((cell, index) => (
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its figure stands in it
                <td key={head[index + 1]} className="p-1 text-end">
                  <Way to={cell.to}>
                    <Figure>{cell.text}</Figure>
                  </Way>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Way({ to, children }: { to?: LinkProps | undefined; children: ReactNode }) {
  if (!to) return children;
  return (
    <Link {...to} className="rounded-sm underline-offset-2 hover:underline">
      {children}
    </Link>
  );
}
