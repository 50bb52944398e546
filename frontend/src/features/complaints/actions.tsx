import { Check, RotateCcw, Send, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Time, Tip } from "@/components";
import { useNow } from "@/lib/format";
import { useMay, useMe } from "@/lib/session";
import { type Acting, allowed } from "./acting";
import { type CaseFile, useAssign } from "./changes";

type Props = { file: CaseFile; onAct: (what: Acting["what"]) => void };

/** What can be done now; what cannot is not there. */
export function Actions({ file, onAct }: Props) {
  const { t } = useTranslation("complaints");
  const may = useMay();
  const me = useMe();
  const assign = useAssign();
  if (!may("work")) return null;
  if (allowed(file, "reopen")) return <Over file={file} onAct={onAct} />;
  return (
    <div className="flex flex-wrap gap-2">
      <Tip text={t("resolve")} keys="s">
        <Button look="primary" icon={<Check aria-hidden className="size-4" />} onClick={() => onAct("resolve")}>
          {t("resolve")}
        </Button>
      </Tip>
      {file.assignee?.id !== me.id && (
        <Button icon={<UserRoundPlus aria-hidden className="size-4" />} onClick={() => assign.mutate({ about: file, to: me })}>
          {t("take")}
        </Button>
      )}
      {allowed(file, "escalate") && (
        <Tip text={t("escalate")} keys="e">
          <Button icon={<Send aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={() => onAct("escalate")}>
            {t("escalate")}
          </Button>
        </Tip>
      )}
    </div>
  );
}

function Over({ file, onAct }: Props) {
  const { t } = useTranslation("complaints");
  const until = file.reopen_until;
  const now = useNow();
  if (!until || Date.parse(until) < now) return <p className="text-soft">{t("detail.over")}</p>;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Tip text={t("reopen")} keys="s">
        <Button icon={<RotateCcw aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={() => onAct("reopen")}>
          {t("reopen")}
        </Button>
      </Tip>
      <span className="text-soft">
        {t("detail.until")} <Time at={until} absolute />
      </span>
    </div>
  );
}
