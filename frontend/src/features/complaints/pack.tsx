import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, cx, Prose, Tabs } from "@/components";
import type { Schemas } from "@/lib/api";

type Sheet = Schemas["PackOut"]["sheets"][number];

/** The mail to Orange as it leaves: its words, and each sheet of its attachment. */
export function Pack({ pack }: { pack: Schemas["PackOut"] }) {
  const { t } = useTranslation("complaints");
  const [tab, setTab] = useState("mail");
  const sheets = pack.sheets.map((sheet, index) => ({ value: `sheet${index}`, label: <Bidi>{sheet.title}</Bidi>, panel: <SheetTable sheet={sheet} /> }));
  const mail = {
    value: "mail",
    label: t("pack.mail"),
    panel: (
      <div dir="ltr" lang="fr" className="flex flex-col gap-2">
        <p className="font-medium">{pack.subject}</p>
        <Scrolls name={pack.subject} className="rounded-md bg-ground p-3">
          <Prose text={pack.text} />
        </Scrolls>
      </div>
    ),
  };
  return <Tabs name={t("pack.name")} tabs={[mail, ...sheets]} value={tab} onChange={setTab} />;
}

function SheetTable({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation("complaints");
  if (sheet.rows.length === 1) return <Facts sheet={sheet} />;
  return (
    <Scrolls name={sheet.title} className="rounded-md border border-line">
      <table className="w-full text-[0.93rem]">
        <thead className="sticky top-0 bg-ground">
          <tr>
            {sheet.columns.map((column) => (
              <th key={column} scope="col" className="px-2 py-1 text-start font-medium whitespace-nowrap text-soft">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={JSON.stringify(row)} className="border-t border-line">
              {row.map((cell, place) => (
                <td key={sheet.columns[place]} className="max-w-96 px-2 py-1 align-top wrap-anywhere">
                  <Bidi>{cell ?? ""}</Bidi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.rows.length === 0 && <p className="p-3 text-soft">{t("pack.empty")}</p>}
    </Scrolls>
  );
}

/** One row of many columns reads better downwards. */
function Facts({ sheet }: { sheet: Sheet }) {
  const row = sheet.rows[0] ?? [];
  return (
    <Scrolls name={sheet.title} className="rounded-md border border-line p-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {sheet.columns.map((column, place) => (
          <div key={column} className="contents">
            <dt className="text-soft">{column}</dt>
            <dd className="wrap-anywhere">
              <Bidi>{row[place] ?? "–"}</Bidi>
            </dd>
          </div>
        ))}
      </dl>
    </Scrolls>
  );
}

/** Orange reads French; what is longer than its box scrolls, by keyboard too. */
function Scrolls({ name, className, children }: { name: string; className: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
    <div role="region" aria-label={name} tabIndex={0} dir="ltr" lang="fr" className={cx("max-h-72 overflow-auto", className)}>
      {children}
    </div>
  );
}
