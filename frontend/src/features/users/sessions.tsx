import { useTranslation } from "react-i18next";
import { Button, Chip, Code, FaultState, SkeletonRows, Time } from "@/components";
import { browserName } from "@/features/sessions/browser-name";
import { api, client, type Schemas, useChange } from "@/lib/api";

const PATH = "/api/users/{user_id}/sessions";

/** Where this person is signed in; each may be ended. */
export function PersonSessions({ id }: { id: string }) {
  const { t } = useTranslation("users");
  const found = api.useQuery("get", PATH, { params: { path: { user_id: id } } });
  const end = useChange({
    send: (session: string) => client.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: session } } }),
    touches: [PATH],
    says: () => t("ended"),
  });
  return (
    <section aria-label={t("sessions")}>
      <h3 className="pb-1 font-medium">{t("sessions")}</h3>
      {found.isPending && <SkeletonRows rows={2} />}
      {found.isError && <FaultState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className="text-soft">{t("noSessions")}</p>}
      <ul className="divide-y divide-line">
        {found.data?.map((session) => (
          <Row key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
    </section>
  );
}

function Row({ session, busy, onEnd }: { session: Schemas["SessionOut"]; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation("users");
  const name = browserName(session.user_agent) ?? t("unknownBrowser");
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi>{name}</bdi> <Code className="text-soft">{session.ip}</Code>
          {session.current && <Chip tone="good">{t("current")}</Chip>}
        </p>
        <p className="text-[0.86rem] text-soft">
          {t("seen")} <Time at={session.last_seen_at} /> · {t("since")} <Time at={session.created_at} />
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={busy} onClick={onEnd} aria-label={`${t("end")}: ${name} ${session.ip}`}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}
