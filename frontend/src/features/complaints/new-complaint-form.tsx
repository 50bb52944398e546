import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Field, Phone, Select, Surround, TextArea } from "@/components";
import { useOptions } from "@/domain/labels";
import { client, isProblem, type Schemas, useChange } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { ContractorChoice } from "./contractor-choice";
import { OpenAlready } from "./open-already";

type Kind = Schemas["ComplaintType"];
export type Filed = Schemas["ComplaintFiled"];

export type About = {
  contract?: string | undefined;
  contractor?: Schemas["ContractorRef"] | undefined;
  kind?: Kind | null | undefined;
  details?: string | undefined;
  /** The id of the message it comes from; it names the contractor too. */
  message?: string | undefined;
};

type Props = About & { onClose: () => void; onFiled?: ((filed: Filed) => void) | undefined };

export function NewComplaintForm({ onClose, onFiled, ...about }: Props) {
  const { t } = useTranslation(["complaints", "ui"]);
  const kinds = useOptions("complaint_type");
  const draft = `complaint:${about.message ?? about.contractor?.id ?? "new"}`;
  const [typedContract, setContract, forgetContract] = useDraft(`${draft}:contract`);
  const [typedDetails, setDetails, forgetDetails] = useDraft(`${draft}:details`);
  const [kind, setKind] = useState<Kind | null>(about.kind ?? null);
  const [contractor, setContractor] = useState<Schemas["ContractorRef"] | null>(about.contractor ?? null);
  const [tried, setTried] = useState(false);
  /** What came along stands there until somebody writes; what they empty stays empty. */
  const [touched, setTouched] = useState(new Set<string>());
  const touch = (name: string) => setTouched((before) => new Set(before).add(name));
  const contract = typedContract || (touched.has("contract") ? "" : (about.contract ?? ""));
  const details = typedDetails || (touched.has("details") ? "" : (about.details ?? ""));
  const filing = useFiling((filed) => {
    forgetContract();
    forgetDetails();
    onClose();
    onFiled?.(filed);
  });
  const refused = isProblem(filing.error) ? filing.error.fields : new Map<string, string>();
  const named = Boolean(about.message ?? contractor);
  const missing = (there: boolean, field: string) => refused.get(field) ?? (tried && !there ? t("new.missing") : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!contract.trim() || !kind || !named) return;
    const who = about.message ? {} : { contractor: contractor?.id };
    filing.mutate({ contract, kind, details, message: about.message, ...who });
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      {about.contractor || about.message ? (
        about.contractor && <Named who={about.contractor} />
      ) : (
        <ContractorChoice value={contractor} onChange={setContractor} error={missing(named, "contractor")} />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t("contract")}
          placeholder="F1234567D"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={contract}
          onChange={({ target }) => {
            touch("contract");
            setContract(target.value);
          }}
          error={missing(Boolean(contract.trim()), "contract")}
        />
        <Surround label={t("kind")} error={missing(kind !== null, "kind")}>
          <Select value={kind} options={kinds} onChange={setKind} placeholder={t("new.choose")} />
        </Surround>
      </div>
      <OpenAlready contract={contract} contractor={contractor?.id} kind={kind} />
      <TextArea
        label={t("details")}
        hint={t("new.detailsHint")}
        rows={4}
        maxLength={4_000}
        value={details}
        onChange={({ target }) => {
          touch("details");
          setDetails(target.value);
        }}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onClose}>{t("ui:cancel")}</Button>
        <Button look="primary" type="submit" busy={filing.isPending}>
          {t("new.file")}
        </Button>
      </div>
    </form>
  );
}

function Named({ who }: { who: Schemas["ContractorRef"] }) {
  return (
    <p className="flex flex-wrap gap-x-2 rounded-md bg-ground px-2.5 py-1.5">
      <Bidi className="font-medium">{who.name || "–"}</Bidi>
      <Phone number={who.phone} />
    </p>
  );
}

function useFiling(onDone: (filed: Filed) => void) {
  const { t } = useTranslation("complaints");
  return useChange({
    send: async (body: Schemas["ComplaintWanted"]) => (await client.POST("/api/complaints", { body })).data as Filed,
    touches: ["/api/complaints", "/api/tickets", "/api/contracts", "/api/contractors", "/api/dashboard/today"],
    says: ({ how, ticket }) => {
      const told = { opened: t("filed.opened"), added: t("filed.added"), reopened: t("filed.reopened") }[how];
      return ticket ? `${told} ${t("filed.ticket", { ticket })}` : told;
    },
    onDone,
  });
}
