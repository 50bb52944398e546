import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field, Select, Surround, TextArea } from "@/components";
import { useOptions } from "@/domain/labels";
import { client, isProblem, type Schemas, useChange } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import type { About, Kind } from "./complaint-dialog";
import { ContractorBox } from "./contractor-box";
import { SameOpen } from "./same-open";

const URGENT: ReadonlySet<Kind> = new Set(["cas_bloque", "annulation_contrat"]);

/** What is complained of, by whom, in which words. */
export function ComplaintForm({ about, onClose }: { about: About; onClose: () => void }) {
  const { t } = useTranslation("conversation");
  const kinds = useOptions("complaint_type");
  const [contract, setContract] = useState(about.contract);
  const [kind, setKind] = useState<Kind | null>(about.kind ?? null);
  const [contractor, setContractor] = useState(about.contractors[0]?.id ?? "");
  const [draft, setDraft, forget] = useDraft(`complaint:${about.message ?? about.contract}`);
  const [details, setDetails] = useState(draft || about.details);
  const filing = useFiling(() => {
    forget();
    onClose();
  });
  const wrong = isProblem(filing.error) ? filing.error.fields : new Map<string, string>();
  const ready = contract.trim() !== "" && kind !== null && contractor !== "";
  const wanted = { contract: contract.trim(), kind: kind ?? "autre", contractor, details, message: about.message ?? null };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) filing.mutate(wanted);
      }}
    >
      {about.contractors.length === 0 && (
        <Surround label={t("complaint.contractor")}>
          <ContractorBox name={t("complaint.contractor")} value={contractor || null} onChange={(id) => setContractor(id ?? "")} />
        </Surround>
      )}
      {about.contractors.length > 1 && (
        <Surround label={t("complaint.contractor")}>
          <Select
            value={contractor}
            options={about.contractors.map(({ id, name, phone }) => ({ value: id, label: name || phone || "–" }))}
            onChange={setContractor}
          />
        </Surround>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("complaint.contract")} dir="ltr" required value={contract} error={wrong.get("contract")} onChange={({ target }) => setContract(target.value)} />
        <Surround label={t("complaint.kind")} error={wrong.get("kind")}>
          <Select value={kind} options={kinds} placeholder={t("complaint.choose")} onChange={setKind} />
        </Surround>
      </div>
      <TextArea label={t("complaint.details")} rows={4} value={details} error={wrong.get("details")} onChange={({ target: { value } }) => { setDetails(value); setDraft(value); }} />
      <SameOpen contract={contract.trim()} contractor={contractor} kind={kind} />
      <p className="text-soft">{t(kind && URGENT.has(kind) ? "complaint.urgent" : "complaint.tells")}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("ui:cancel")}</Button>
        <Button type="submit" look="primary" disabled={!ready} busy={filing.isPending}>
          {t("complaint.file")}
        </Button>
      </div>
    </form>
  );
}

function useFiling(onDone: () => void) {
  const { t } = useTranslation("conversation");
  return useChange({
    send: async (body: Schemas["ComplaintWanted"]) => (await client.POST("/api/complaints", { body })).data,
    touches: ["/api/complaints", "/api/contractors", "/api/contracts", "/api/dashboard/messages"],
    says: (filed) => (filed ? t(`complaint.how.${filed.how}`, { ticket: filed.ticket ?? "" }) : ""),
    onDone,
  });
}
