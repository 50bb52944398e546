import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Dialog, Field, Phone, Select, Surround, TextArea } from "@/components";
import { ContractorBox, contractorText } from "@/domain/contractor-box";
import { useOptions } from "@/domain/labels";
import { client, isProblem, type Schemas, useChange } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { OpenAlready } from "./open-already";

type Kind = Schemas["ComplaintType"];
type Contractor = Schemas["ContractorRef"];
export type Filed = Schemas["ComplaintFiled"];

type About = {
  contract?: string | undefined;
  /** Who complains: one, those to choose from, or anybody when there is none. */
  contractors?: readonly Contractor[] | undefined;
  kind?: Kind | null | undefined;
  details?: string | undefined;
  /** The id of the message it comes from; it names the contractor too. */
  message?: string | undefined;
};
export type NewComplaintProps = About & { onClose: () => void; onFiled?: (filed: Filed) => void };

export function NewComplaintDialog(props: NewComplaintProps) {
  const { t } = useTranslation("complaints");
  return (
    <Dialog open onClose={props.onClose} title={t("new.title")} hint={t("new.hint")}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ onClose, onFiled, ...about }: NewComplaintProps) {
  const { t } = useTranslation(["complaints", "ui"]);
  const kinds = useOptions("complaint_type");
  const among = about.contractors ?? [];
  const only = among.length === 1 ? among[0] : undefined;
  const draft = `complaint:${about.message ?? about.contract ?? only?.id ?? "new"}`;
  const [typedContract, setContract, forgetContract] = useDraft(`${draft}:contract`);
  const [typedDetails, setDetails, forgetDetails] = useDraft(`${draft}:details`);
  const [kind, setKind] = useState<Kind | null>(about.kind ?? null);
  const [contractor, setContractor] = useState<Contractor | null>(only ?? null);
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
      {only ? (
        <Named who={only} />
      ) : (
        !about.message && <Who among={among} value={contractor} onChange={setContractor} error={missing(named, "contractor")} />
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

type WhoProps = { among: readonly Contractor[]; value: Contractor | null; onChange: (who: Contractor | null) => void; error: string | undefined };

/** One of those who asked about the contract, or anybody. */
function Who({ among, value, onChange, error }: WhoProps) {
  const { t } = useTranslation("complaints");
  const id = value?.id ?? null;
  if (among.length === 0) {
    return (
      <Surround label={t("contractor")} hint={t("new.contractorHint")} error={error}>
        <ContractorBox name={t("contractor")} value={id} onChange={onChange} />
      </Surround>
    );
  }
  const options = among.map((each) => ({ value: each.id, label: contractorText(each) }));
  return (
    <Surround label={t("contractor")} error={error}>
      <Select value={id} options={options} onChange={(chosen) => onChange(among.find((each) => each.id === chosen) ?? null)} placeholder={t("new.choose")} />
    </Surround>
  );
}

function Named({ who }: { who: Contractor }) {
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
    touches: ["/api/complaints", "/api/tickets", "/api/contracts", "/api/contractors", "/api/dashboard/today", "/api/dashboard/messages"],
    says: ({ how, ticket }) => {
      const told = { opened: t("filed.opened"), added: t("filed.added"), reopened: t("filed.reopened") }[how];
      return ticket ? `${told} ${t("filed.ticket", { ticket })}` : told;
    },
    onDone,
  });
}
