import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LoaderCircle } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Code, FaultState } from "@/components";
import { client, isProblem } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { explain } from "@/lib/problems";
import { keptEmail, meQuery, type Me, takePlace } from "@/lib/session";
import { setPageTitle } from "@/lib/title";
import { Frame } from "./frame";
import { Resend, useLink } from "./link";

type Confirmation = { status: "confirm_required"; email: string; requested_at: string; ip: string };
type Answer = { status: "signed_in"; user: Me } | Confirmation;

async function redeem(token: string, confirmed: boolean): Promise<Answer> {
  const headers = confirmed ? { "X-Jarvis-Confirm": "1" } : {};
  const { data } = await client.GET("/api/auth/magic-link/{token}", { params: { path: { token } }, headers });
  return data as Answer;
}

/** The token stands behind the "#", which no server and no proxy sees; it leaves the address bar at once. */
function useToken(): string {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("t") ?? "");
  useEffect(() => history.replaceState(history.state, "", location.pathname), []);
  return token;
}

function useArrival(): (user: Me) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (user) => {
    queries.setQueryData(meQuery.queryKey, user);
    void navigate({ href: takePlace(), replace: true });
  };
}

/** The browser that asked is signed in at once; another one must say that it is really meant. */
export function VerifyPage() {
  const { t } = useTranslation("signin");
  const token = useToken();
  const arrive = useArrival();
  const first = useQuery({
    queryKey: ["redeem", token],
    queryFn: () => redeem(token, false),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({ mutationFn: () => redeem(token, true) });
  const answer = confirm.data ?? first.data;
  const user = answer?.status === "signed_in" ? answer.user : null;
  useEffect(() => setPageTitle(t("verify.title")), [t]);
  useEffect(() => {
    if (user) arrive(user);
  });

  const error = confirm.error ?? first.error;
  if (token === "" || (isProblem(error) && (error.status === 410 || error.status === 404))) return <Expired />;
  if (error) {
    const retry = () => (confirm.error ? confirm.mutate() : void first.refetch());
    return (
      <Frame>
        <h1 className="sr-only">{t("verify.title")}</h1>
        <FaultState error={error} onRetry={retry} />
      </Frame>
    );
  }
  if (answer?.status !== "confirm_required") return <Checking />;
  return <ConfirmFirst asked={answer} busy={confirm.isPending} onConfirm={() => confirm.mutate()} />;
}

function Checking() {
  const { t } = useTranslation("signin");
  return (
    <Frame>
      <h1 className="sr-only">{t("verify.title")}</h1>
      <p role="status" className="flex items-center gap-2 text-soft">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {t("verify.checking")}
      </p>
    </Frame>
  );
}

type ConfirmProps = { asked: Confirmation; busy: boolean; onConfirm: () => void };

function ConfirmFirst({ asked, busy, onConfirm }: ConfirmProps) {
  const { t } = useTranslation("signin");
  const format = useFormat();
  const when = format.dateTime(asked.requested_at);
  return (
    <Frame>
      <h1 className="text-[1.14rem]">
        {t("verify.confirmTitle")} <Code className="font-semibold wrap-anywhere">{asked.email}</Code>
      </h1>
      <p className="text-soft">{t("verify.asked", { when, ip: `\u2066${asked.ip}\u2069` })}</p>
      <Button look="primary" size="large" busy={busy} onClick={onConfirm}>
        {t("verify.confirm")}
      </Button>
    </Frame>
  );
}

function Expired() {
  const { t } = useTranslation("signin");
  const email = keptEmail();
  const link = useLink();
  let next: ReactNode = (
    <Link to="/login" className="font-medium text-accent-text underline">
      {t("verify.back")}
    </Link>
  );
  if (link.isSuccess) next = <SentAgain email={email} />;
  else if (email) {
    next = (
      <Button look="primary" size="large" className="h-auto py-2 whitespace-normal" busy={link.isPending} onClick={() => link.mutate(email)}>
        {t("verify.newLink", { email: `\u2068${email}\u2069` })}
      </Button>
    );
  }
  return (
    <Frame>
      <h1 className="text-[1.36rem] font-semibold">{t("verify.expired")}</h1>
      <p className="text-soft">{t("verify.expiredHint")}</p>
      {next}
      {link.error && (
        <p role="alert" className="text-bad">
          {explain(link.error)}
        </p>
      )}
    </Frame>
  );
}

function SentAgain({ email }: { email: string }) {
  const { t } = useTranslation("signin");
  return (
    <>
      <p role="status">{t("sent.title")}</p>
      <Resend email={email} />
    </>
  );
}
