import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Code, Select, Time } from "@/components";
import { State, useName, useOptions } from "@/domain/labels";
import { useMay } from "@/lib/session";
import { type Acting, allowed } from "./acting";
import { type CaseFile, useCorrectKind } from "./changes";
import { ServiceBar } from "./service-bar";

type Props = { file: CaseFile; onAct: (what: Acting["what"]) => void };

/** The facts; those that may change are changed where they stand. */
export function Facts({ file, onAct }: Props) {
  const { t } = useTranslation("complaints");
  const works = useMay()("work") && allowed(file, "assign");
  const person = file.assignee && <Bidi>{file.assignee.name || file.assignee.email}</Bidi>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1">
      <Fact name={t("status")}>
        <span className="flex flex-wrap items-center gap-2">
          <State of="complaint_status" is={file.status} />
          {file.status === "escalated" && t("turn.orange")}
        </span>
      </Fact>
      <Fact name={t("kind")}>
        <Kind file={file} works={works} />
      </Fact>
      <Fact name={t("priority")}>
        <span className="flex flex-wrap items-center gap-2">
          <State of="priority" is={file.priority} />
          {file.priority_set_by_bo && <span className="text-soft">{t("detail.byHand")}</span>}
          {works && (
            <Button look="quiet" size="small" aria-label={t("detail.changePriority")} onClick={() => onAct("priority")}>
              {t("change")}
            </Button>
          )}
        </span>
      </Fact>
      <Fact name={t("assignee")}>
        <span className="flex flex-wrap items-center gap-2">
          {person ?? <span className="text-accent-text">{t("turn.nobody")}</span>}
          {works && (
            <Button look="quiet" size="small" aria-label={t("detail.changeAssignee")} onClick={() => onAct("assign")}>
              {t("change")}
            </Button>
          )}
        </span>
      </Fact>
      {file.ticket && (
        <Fact name={t("ticket")}>
          <Code>{file.ticket}</Code>
        </Fact>
      )}
      {file.region && (
        <Fact name={t("region")}>
          <Bidi>{file.region}</Bidi>
        </Fact>
      )}
      <Fact name={t("opened")}>
        <span className="flex flex-wrap items-center gap-x-3">
          <Time at={file.opened_at} absolute />
          <ServiceBar row={file} />
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="flex min-h-8 min-w-0 items-center">{children}</dd>
    </>
  );
}

function Kind({ file, works }: { file: CaseFile; works: boolean }) {
  const { t } = useTranslation("complaints");
  const name = useName();
  const correct = useCorrectKind();
  const options = useOptions("complaint_type");
  if (!works) return name("complaint_type", file.kind);
  return (
    <Select
      name={t("kind")}
      className="w-56 max-w-full"
      value={file.kind}
      options={options}
      onChange={(to) => to !== file.kind && correct.mutate({ about: file, to })}
    />
  );
}
