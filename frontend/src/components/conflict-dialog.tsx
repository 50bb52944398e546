import { useTranslation } from "react-i18next";
import { closeConflict, useConflict } from "@/lib/api/conflicts";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Bidi, Time } from "./text";

/** Somebody changed it first: who, when, what; keep theirs, or do ours on top. */
export function ConflictDialog() {
  const { t } = useTranslation();
  const conflict = useConflict();
  const body = conflict?.problem.body;
  const version = body?.current?.version;
  const overwrite = () => {
    if (typeof version === "number") conflict?.again?.(version);
    closeConflict();
  };
  return (
    <Dialog
      open={conflict !== null}
      onClose={closeConflict}
      title={t("ui:conflict.title")}
      hint={t("ui:conflict.hint")}
      actions={
        <>
          {conflict?.again && <Button onClick={overwrite}>{t("ui:conflict.mine")}</Button>}
          <Button look="primary" onClick={closeConflict}>
            {t("ui:conflict.theirs")}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-1.5">
        {(body?.changes ?? []).map((change) => (
          <ChangeLine key={JSON.stringify(change)} change={change} />
        ))}
      </ul>
    </Dialog>
  );
}

function ChangeLine({ change }: { change: Readonly<Record<string, unknown>> }) {
  const who = change.who ?? change.by;
  const when = change.when ?? change.at;
  return (
    <li className="rounded-md bg-ground px-2.5 py-1.5">
      <span className="flex items-baseline gap-2">
        <Bidi className="font-medium">{nameOf(who)}</Bidi>
        {typeof when === "string" && <Time at={when} className="text-soft" />}
      </span>
      <Bidi>{typeof change.what === "string" ? change.what : JSON.stringify(change.what ?? {})}</Bidi>
    </li>
  );
}

function nameOf(who: unknown): string {
  if (typeof who === "string") return who;
  if (typeof who === "object" && who !== null && "name" in who && typeof who.name === "string") return who.name;
  return "–";
}
