import { Link } from "@tanstack/react-router";
import { ArrowLeft, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Code, FaultState, IconButton, Phone, Skeleton, Tip } from "@/components";
import { EscalationClock } from "@/domain/escalation-clock";
import { State, useName } from "@/domain/labels";
import { PresenceChip } from "@/domain/presence";
import { Timeline } from "@/domain/timeline";
import { WaitingMail } from "@/domain/waiting-mail";
import { api } from "@/lib/api";
import { useMay } from "@/lib/session";
import { nextOf, type Step, type TicketFile } from "./changes";
import { OrangeIdEditor } from "./orange-id-editor";
import { Steps } from "./steps";
import { ToldSoFar } from "./told-so-far";

type Props = {
  id: string;
  onClose: () => void;
  onStep: (file: TicketFile, step: Step) => void;
  editing: boolean;
  onEditing: (editing: boolean) => void;
};

export function Detail({ id, ...rest }: Props) {
  const { data, error, refetch } = api.useQuery("get", "/api/tickets/{ticket_id}", { params: { path: { ticket_id: id } } });
  if (error && !data) return <FaultState error={error} onRetry={() => void refetch()} />;
  return data ? <Shown key={id} file={data} {...rest} /> : <Shape />;
}

function Shown({ file, onClose, onStep, editing, onEditing }: Omit<Props, "id"> & { file: TicketFile }) {
  const { t } = useTranslation("tickets");
  return (
    <article aria-label={t("detail.name", { number: file.number })} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-2 border-b border-line px-4 py-2.5">
        <div className="flex items-center gap-2">
          <IconButton name={t("detail.back")} className="md:hidden" icon={<ArrowLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />} onClick={onClose} />
          <h2 className="min-w-0 flex-1 truncate text-[1.14rem] font-semibold">
            <Code>{file.number}</Code>
          </h2>
          <PresenceChip resource={`ticket:${file.id}`} />
          <IconButton name={t("detail.close")} keys="Escape" className="max-md:hidden" icon={<X aria-hidden className="size-4" />} onClick={onClose} />
        </div>
        <StepButtons file={file} onStep={onStep} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-3">
        <Steps status={file.status} />
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1">
          <dt className="text-soft">{t("orange.label")}</dt>
          <dd className="flex min-h-8 items-center">
            <OrangeIdEditor file={file} editing={editing} onEditing={onEditing} />
          </dd>
          <dt className="text-soft">{t("clock")}</dt>
          <dd className="flex min-h-8 items-center">
            <EscalationClock decidedAt={file.clock.decided_at} sentAt={file.clock.sent_at} />
          </dd>
          <dt className="text-soft">{t("contract")}</dt>
          <dd className="flex min-h-8 items-center">
            <Link to="/app/contracts/$number" params={{ number: file.contract }} className="text-info hover:underline">
              <Code>{file.contract}</Code>
            </Link>
          </dd>
        </dl>
        {file.notices.map((notice) => (
          <WaitingMail key={notice.id} notice={notice} />
        ))}
        <About file={file} />
        <ToldSoFar file={file} />
        <Timeline title={t("detail.history")} history={file.history} />
      </div>
    </article>
  );
}

function StepButtons({ file, onStep }: Pick<Props, "onStep"> & { file: TicketFile }) {
  const { t } = useTranslation("tickets");
  const next = nextOf(file.status);
  if (!useMay()("work") || !next) return null;
  return (
    <div className="flex flex-wrap gap-2">
      <Tip text={t(`step.${next}`)} keys="s">
        <Button look="primary" onClick={() => onStep(file, next)}>
          {t(`step.${next}`)}
        </Button>
      </Tip>
      {file.status === "open" && <Button onClick={() => onStep(file, "resolved")}>{t("step.resolved")}</Button>}
    </div>
  );
}

/** The complaint behind it, and whose it is. */
function About({ file }: { file: TicketFile }) {
  const { t } = useTranslation("tickets");
  const name = useName();
  const { about, contractor } = file;
  return (
    <section aria-label={t("detail.complaint")} className="flex flex-col gap-1.5 rounded-md bg-ground px-3 py-2">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <Link to="/app/complaints" search={{ open: file.complaint }} className="font-medium text-info hover:underline">
          {name("complaint_type", file.kind)}
        </Link>
        <span className="flex gap-1.5">
          <State of="priority" is={file.priority} />
          {about && <State of="complaint_status" is={about.status} />}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-2">
        <Bidi>{contractor.name || "–"}</Bidi>
        <span className="text-soft">
          <Phone number={contractor.phone} />
        </span>
      </span>
    </section>
  );
}

function Shape() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-8.5" />
      <Skeleton className="h-12" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
  );
}
