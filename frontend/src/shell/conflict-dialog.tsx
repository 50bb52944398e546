import { useTranslation } from "react-i18next";
import { closeConflict, useConflict } from "@/lib/api/conflicts";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { HappenedLine } from "@/domain/history";

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
          <li key={JSON.stringify(change)} className="rounded-md bg-ground px-2.5 py-1.5">
            <HappenedLine event={change} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
