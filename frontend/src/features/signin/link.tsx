/** Asking for a link, and asking again once a minute has passed. */

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components";
import { client } from "@/lib/api";
import { explain } from "@/lib/problems";

const WAIT_S = 60;

export function useLink() {
  return useMutation({
    mutationFn: (email: string) => client.POST("/api/auth/magic-link/request", { body: { email } }),
  });
}

/** A link has just been sent: the next one in a minute. */
export function Resend({ email }: { email: string }) {
  const { t } = useTranslation("signin");
  const link = useLink();
  const [sentAt, setSentAt] = useState(() => Date.now());
  const left = useSecondsLeft(sentAt);
  const again = () => link.mutate(email, { onSuccess: () => setSentAt(Date.now()) });
  return (
    <>
      <Button disabled={left > 0} busy={link.isPending} onClick={again}>
        {left > 0 ? t("sent.wait", { count: left }) : t("sent.again")}
      </Button>
      {link.error && (
        <p role="alert" className="text-bad">
          {explain(link.error)}
        </p>
      )}
    </>
  );
}

function useSecondsLeft(since: number): number {
  const [now, setNow] = useState(since);
  const left = Math.max(0, WAIT_S - Math.floor((now - since) / 1000));
  const done = left === 0;
  useEffect(() => {
    if (done) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [done, since]);
  return left;
}
