import { useTranslation } from "react-i18next";
import { Dialog } from "@/components";
import type { Acting } from "./acting";
import { type Case, useAssign } from "./changes";
import { EscalateDialog } from "./escalate-dialog";
import { PersonPicker } from "./person-picker";
import { PriorityDialog } from "./priority-dialog";
import { ReopenDialog } from "./reopen-dialog";
import { ResolveDialog } from "./resolve-dialog";

type Props = { acting: Acting; onClose: () => void; onNext?: (() => void) | undefined };

export function ActingDialog({ acting, onClose, onNext }: Props) {
  const { about } = acting;
  switch (acting.what) {
    case "assign":
      return <AssignDialog about={about} onClose={onClose} />;
    case "priority":
      return <PriorityDialog about={about} to={acting.to} onClose={onClose} />;
    case "resolve":
      return <ResolveDialog about={about} onClose={onClose} onNext={onNext} />;
    case "reopen":
      return <ReopenDialog about={about} onClose={onClose} />;
    case "escalate":
      return <EscalateDialog about={about} onClose={onClose} />;
  }
}

function AssignDialog({ about, onClose }: { about: Case; onClose: () => void }) {
  const { t } = useTranslation("complaints");
  const assign = useAssign();
  return (
    <Dialog open onClose={onClose} title={t("assignDialog.title", { contract: about.contract })}>
      <PersonPicker
        current={about.assignee?.id}
        leave={Boolean(about.assignee)}
        onPick={(to) => {
          assign.mutate({ about, to });
          onClose();
        }}
      />
    </Dialog>
  );
}
