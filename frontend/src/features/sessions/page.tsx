import { useTranslation } from "react-i18next";
import { Button, Card, Chip, Code, FaultState, Page, SkeletonRows, Time } from "@/components";
import { api, client, type Schemas, useChange } from "@/lib/api";
import { browserName } from "./browser-name";

const PATH = "/api/auth/sessions";

export function SessionsPage() {
  const { t } = useTranslation("sessions");
  const sessions = api.useQuery("get", PATH);
  const end = useChange({
    send: (id: string) => client.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } }),
    touches: [PATH],
    says: () => t("ended"),
  });
  return (
    <Page title={t("title")} hint={t("hint")}>
      <Card>
        {sessions.isPending && <SkeletonRows rows={3} />}
        {sessions.isError && <FaultState error={sessions.error} onRetry={() => void sessions.refetch()} />}
        <ul className="divide-y divide-line">
          {sessions.data?.map((session) => (
            <Session key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session.id)} />
          ))}
        </ul>
      </Card>
    </Page>
  );
}

type Props = { session: Schemas["SessionOut"]; busy: boolean; onEnd: () => void };

function Session({ session, busy, onEnd }: Props) {
  const { t } = useTranslation("sessions");
  const name = browserName(session.user_agent) ?? t("unknown");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <bdi>{name}</bdi> <Code className="font-normal text-soft">{session.ip}</Code>
          {session.current && <Chip tone="good">{t("current")}</Chip>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-soft">
          <span>
            {t("since")} <Time at={session.created_at} />
          </span>
          <span>
            {t("seen")} <Time at={session.last_seen_at} />
          </span>
          <span>
            {t("until")} <Time at={session.expires_at} absolute />
          </span>
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={busy} onClick={onEnd} aria-label={`${t("end")} : ${name} ${session.ip}`}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}
