import { Link } from "@tanstack/react-router";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Code, FaultState, Skeleton } from "@/components";
import { State } from "@/domain/labels";
import { api, type Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { ReadingCard } from "./reading-card";
import { Steps } from "./steps";
import { useContractor } from "./thread";

export function useMessage(id: string) {
  return api.useQuery("get", "/api/dashboard/messages/{message_id}", { params: { path: { message_id: id } } });
}

/** What the bot did about one message, and why. */
export function Story({ message }: { message: string }) {
  const { t } = useTranslation("conversation");
  const format = useFormat();
  const { data: file, error, refetch } = useMessage(message);
  if (error && !file) return <FaultState error={error} onRetry={() => void refetch()} />;
  if (!file) return <StorySkeleton />;
  const took = file.answered_ms;
  return (
    <div className="flex flex-col gap-5">
      <Part title={t("reading.title")}>
        <ReadingCard file={file} />
      </Part>
      <Part title={t("step.title")} aside={typeof took === "number" && t("step.took", { duration: format.duration(took) })}>
        <Steps file={file} />
      </Part>
      <OpenComplaints contractor={file.contractor.id} ofMessage={file.complaints} />
    </div>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-baseline gap-2 font-semibold">
        {title}
        {aside && <span className="ms-auto text-[0.86rem] font-normal text-soft">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

type Complaint = Schemas["ComplaintOut"];

/** The contractor's complaints that are not resolved; those this message made or joined are marked. */
function OpenComplaints({ contractor, ofMessage }: { contractor: string; ofMessage: readonly string[] }) {
  const { t } = useTranslation("conversation");
  const complaints = useContractor(contractor).data?.complaints ?? [];
  if (complaints.length === 0) return null;
  const first = (complaint: Complaint) => Number(ofMessage.includes(complaint.id));
  const ordered = complaints.toSorted((one, other) => first(other) - first(one));
  return (
    <Part title={t("openComplaints")}>
      <ul className="flex flex-col gap-1.5">
        {ordered.map((complaint) => (
          <li key={complaint.id}>
            <Link to="/app/complaints" search={{ open: complaint.id }} className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border border-line px-2.5 py-1.5 hover:bg-hover">
              <State of="complaint_type" is={complaint.kind} />
              <Code>{complaint.contract}</Code>
              <State of="complaint_status" is={complaint.status} />
              {first(complaint) > 0 && <span className="text-[0.86rem] text-soft">{t("ofThisMessage")}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function StorySkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-5 w-52" />
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-8 w-full" />
      ))}
    </div>
  );
}
