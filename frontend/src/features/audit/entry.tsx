import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, Tip } from "@/components";
import { browserName } from "@/features/sessions/browser-name";
import { useFormat } from "@/lib/format";
import { type Entry, Facts } from "./facts";
import { usePeople } from "./people";
import { ResourceLink } from "./resource";

/** One entry: what, who, when, from where, and what it changed. */
export function EntryDetails({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const browser = browserName(entry.user_agent);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Line name={t("at")}>{format.exact(entry.at)}</Line>
        <Line name={t("who")}>
          <Who entry={entry} />
          {entry.by && <Code className="block text-soft">{entry.by.email}</Code>}
        </Line>
        <Line name={t("resourceHead")}>
          <ResourceLink resource={entry.resource} />
          <Link
            to="/app/audit"
            search={{ resource: entry.resource }}
            className="flex items-center gap-1 text-[0.86rem] text-soft hover:text-ink hover:underline"
          >
            <ListFilter aria-hidden className="size-3.5" />
            {t("about")}
          </Link>
        </Line>
        {entry.ip && (
          <Line name={t("ip")}>
            <Code>{entry.ip}</Code>
          </Line>
        )}
        {entry.user_agent && (
          <Line name={t("browser")}>
            <Tip text={entry.user_agent}>
              <bdi>{browser ?? entry.user_agent}</bdi>
            </Tip>
          </Line>
        )}
        <Line name={t("hash")}>{entry.hash ? <Code className="text-[0.86rem] wrap-anywhere text-soft">{entry.hash}</Code> : t("unsealed")}</Line>
      </dl>
      <Facts entry={entry} />
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** The colleague by name; JARVIS and the console by theirs. */
export function Who({ entry: { by, actor } }: { entry: Entry }) {
  const people = usePeople();
  return <Bidi>{by ? by.name || by.email : (people.get(actor) ?? actor)}</Bidi>;
}
