import { Link } from "@tanstack/react-router";
import { MessageSquareText, MessageSquareWarning } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Chip, Code, Drawer, FaultState, Phone, SkeletonRows, Time } from "@/components";
import { State, useName } from "@/domain/labels";
import { messagesWith } from "@/domain/places";
import { NewComplaint } from "@/features/complaints/new-complaint";
import { useHandBack, useTakeOver } from "@/features/conversation/actions";
import { api, type Schemas } from "@/lib/api";
import { useMay } from "@/lib/session";

type File = Schemas["ContractorFile"];

/** Who they are, what is open, and their conversation. */
export function Details({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation("contractors");
  const init = { params: { path: { contractor_id: id ?? "" } } };
  const { data, error, refetch } = api.useQuery("get", "/api/contractors/{contractor_id}", init, { enabled: Boolean(id) });
  return (
    <Drawer open={Boolean(id)} onClose={onClose} title={data?.name || t("contractor")}>
      {data ? <Content who={data} /> : error ? <FaultState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={6} />}
    </Drawer>
  );
}

function Content({ who }: { who: File }) {
  const { t } = useTranslation("contractors");
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact name={t("phone")}>
          <Phone number={who.phone} />
        </Fact>
        <Fact name={t("region")}>
          <Bidi>{who.region || "–"}</Bidi>
        </Fact>
        <Fact name={t("list")}>
          <Chip tone={who.registered ? "good" : "calm"}>{t(who.registered ? "onList" : "unregistered")}</Chip>
        </Fact>
        <Fact name={t("since")}>
          <Time at={who.created_at} absolute />
        </Fact>
        <Fact name={t("latest")}>{who.last_message_at ? <Time at={who.last_message_at} /> : "–"}</Fact>
      </dl>
      <Talk who={who} />
      <Complaints of={who.complaints} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Talk({ who }: { who: File }) {
  const { t } = useTranslation("contractors");
  const takeOver = useTakeOver();
  const handBack = useHandBack();
  const works = useMay()("work");
  return (
    <div className="flex flex-col gap-2">
      {who.with_human_until && (
        <p className="text-soft">
          {t("silentUntil")} <Time at={who.with_human_until} absolute />
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          render={<Link {...messagesWith({ contractor: who.id })} />}
          nativeButton={false}
          icon={<MessageSquareText aria-hidden className="size-4" />}
        >
          {t("messages")}
        </Button>
        {works &&
          (who.with_human_until ? (
            <Button busy={handBack.isPending} onClick={() => handBack.mutate({ contractor: who.id })}>
              {t("handBack")}
            </Button>
          ) : (
            <Button busy={takeOver.isPending} onClick={() => takeOver.mutate({ contractor: who.id })}>
              {t("takeOver")}
            </Button>
          ))}
        {works && <Complain who={who} />}
      </div>
    </div>
  );
}

function Complain({ who }: { who: File }) {
  const { t } = useTranslation("contractors");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<MessageSquareWarning aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
        {t("complain")}
      </Button>
      <NewComplaint open={open} onClose={() => setOpen(false)} contractors={[who]} />
    </>
  );
}

function Complaints({ of }: { of: File["complaints"] }) {
  const { t } = useTranslation("contractors");
  const name = useName();
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{t("openComplaints")}</h3>
      {of.length === 0 ? (
        <p className="text-soft">{t("noComplaints")}</p>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line">
          {of.map((one) => (
            <li key={one.id}>
              <Link
                to="/app/complaints"
                search={{ open: one.id }}
                className="flex flex-col gap-1 px-3 py-2 outline-offset-[-2px] hover:bg-hover"
              >
                <span className="flex items-center justify-between gap-2">
                  <span className="truncate font-medium">{name("complaint_type", one.kind)}</span>
                  <State of="priority" is={one.priority} />
                </span>
                <span className="flex items-center justify-between gap-2 text-soft">
                  <Code>{one.contract}</Code>
                  <State of="complaint_status" is={one.status} />
                  <Time at={one.opened_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
