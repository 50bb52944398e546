import { getRouteApi, Link } from "@tanstack/react-router";
import { MessageSquareWarning, MessagesSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Card, Drawer, EmptyState, FaultState, Page, Skeleton } from "@/components";
import { NewComplaint } from "@/features/complaints/new-complaint";
import { Talk } from "@/features/conversation/talk";
import { api, type Schemas } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { useMay } from "@/lib/session";
import { Askers, Complaints, Tickets } from "./cards";
import { type Asker, askersOf } from "./history";
import { PortalCard } from "./portal-card";
import { Timeline } from "./timeline";

const route = getRouteApi("/app/contracts/$number");

/** Everything known of one contract, and all of it in one order. */
export function ContractPage() {
  const { t } = useTranslation("contracts");
  const { number } = route.useParams();
  const { data: file, error, refetch } = api.useQuery("get", "/api/contracts/{number}", { params: { path: { number } } });
  return (
    <Page title={t("title", { number: file?.number ?? number })} actions={file && <Actions file={file} />}>
      {error && !file ? (
        error.status === 422 ? <EmptyState title={t("invalid")} /> : <FaultState error={error} onRetry={() => void refetch()} />
      ) : file ? (
        <Parts file={file} />
      ) : (
        <PartsSkeleton />
      )}
    </Page>
  );
}

type Props = { file: Schemas["ContractFile"] };

function Actions({ file }: Props) {
  const { t } = useTranslation("contracts");
  const [open, setOpen] = useState(false);
  const works = useMay()("work");
  const contractors = askersOf(file.messages).map(({ contractor }) => contractor);
  useKeys(file.number, works ? [{ keys: "c", label: t("complain"), run: () => setOpen(true) }] : []);
  return (
    <>
      {file.messages.length > 0 && (
        <Link
          to="/app/messages"
          search={{ contract: file.number }}
          className="inline-flex h-8.5 items-center gap-1.5 rounded-lg border border-line-strong/60 bg-surface px-3 font-medium hover:bg-hover pointer-coarse:min-h-11"
        >
          <MessagesSquare aria-hidden className="size-4" />
          {t("messagesOf")}
        </Link>
      )}
      {works && (
        <>
          <Button look="primary" icon={<MessageSquareWarning aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
            {t("complain")}
          </Button>
          <NewComplaint open={open} onClose={() => setOpen(false)} contractors={contractors} contract={file.number} />
        </>
      )}
    </>
  );
}

function Parts({ file }: Props) {
  const { t } = useTranslation("contracts");
  const [talk, setTalk] = useState<Asker | null>(null);
  if (file.timeline.length === 0) {
    return (
      <Card>
        <EmptyState title={t("nothing.title")} hint={t("nothing.hint")} />
      </Card>
    );
  }
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="flex flex-col gap-3">
        <PortalCard statuses={file.statuses} />
        <Complaints rows={file.complaints} />
        <Tickets rows={file.tickets} />
        <Askers askers={askersOf(file.messages)} onTalk={setTalk} />
      </div>
      <Timeline file={file} />
      <Drawer open={talk !== null} onClose={() => setTalk(null)} title={talk?.contractor.name || t("conversation")} className="md:w-[34rem]">
        {talk && (
          <div className="-m-4 h-[calc(100%+2rem)]">
            <Talk contractor={talk.contractor.id} current={talk.message} />
          </div>
        )}
      </Drawer>
    </div>
  );
}

function PartsSkeleton() {
  return (
    <div className="grid gap-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="flex flex-col gap-3">
        <Skeleton className="h-40 w-full rounded-card" />
        <Skeleton className="h-28 w-full rounded-card" />
        <Skeleton className="h-28 w-full rounded-card" />
      </div>
      <Skeleton className="h-112 w-full rounded-card" />
    </div>
  );
}
