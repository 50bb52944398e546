import { Link } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Code, Dialog, FaultState, SkeletonRows } from "@/components";
import { Told } from "@/domain/told";
import { api } from "@/lib/api";
import { useMay } from "@/lib/session";
import { type Case, useEscalate } from "./changes";
import { Pack } from "./pack";

type Props = { about: Case; onClose: () => void; onSent?: () => void };

/** What Orange gets, who gets it and what the contractor reads, before it leaves. */
export function EscalateDialog({ about, onClose, onSent }: Props) {
  const { t } = useTranslation(["complaints", "ui"]);
  const pack = api.useQuery("get", "/api/complaints/{complaint_id}/escalation", { params: { path: { complaint_id: about.id } } });
  const escalate = useEscalate(() => {
    onClose();
    onSent?.();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("escalateDialog.title", { contract: about.contract })}
      hint={t("escalateDialog.hint")}
      className="w-[min(52rem,calc(100vw-2rem))]!"
      actions={
        <>
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button
            look="primary"
            busy={escalate.isPending}
            disabled={!pack.data}
            icon={<Send aria-hidden className="size-4 rtl:-scale-x-100" />}
            onClick={() => escalate.mutate({ about })}
          >
            {t("escalateDialog.send")}
          </Button>
        </>
      }
    >
      <Recipients />
      {pack.error && <FaultState error={pack.error} onRetry={() => void pack.refetch()} />}
      {pack.isPending && <SkeletonRows rows={6} />}
      {pack.data && <Pack pack={pack.data} />}
      <Told template="ticket_escalade" values={{ numero: about.contract, ticket: "ONG-······" }} />
    </Dialog>
  );
}

function Recipients() {
  const { t } = useTranslation("complaints");
  const may = useMay();
  const { data } = api.useQuery("get", "/api/settings");
  if (!data) return null;
  const to = data.preferences.orange_addresses;
  if (to.length > 0) {
    return (
      <p className="flex flex-wrap gap-x-2">
        <span className="text-soft">{t("escalateDialog.to")}</span>
        {to.map((address) => (
          <Code key={address}>{address}</Code>
        ))}
      </p>
    );
  }
  return (
    <p className="rounded-md bg-warn-tint px-2.5 py-1.5 text-warn">
      {t("escalateDialog.noAddress")}{" "}
      {may("settings") && (
        <Link to="/app/settings" className="font-medium underline">
          {t("escalateDialog.setAddress")}
        </Link>
      )}
    </p>
  );
}
