/** A mail that has not left: to whom, since when, why, and how that is mended. */

import { Link } from "@tanstack/react-router";
import { MailWarning } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Time } from "@/components/text";
import type { Schemas } from "@/lib/api";
import { useMay } from "@/lib/session";

type Notice = Schemas["NoticeOut"];

/** The two reasons that people can mend; anything else is what the mail service said. */
const KNOWN = [
  { says: "no address at Orange", key: "no_address" },
  { says: "mail is off", key: "mail_off" },
  { says: "digest", key: "digest" },
] as const;

export function WaitingMail({ notice }: { notice: Notice }) {
  const { t } = useTranslation("domain");
  const may = useMay();
  const reason = KNOWN.find(({ says }) => notice.why.includes(says))?.key;
  const to = notice.kind === "orange" ? t("mail.orange") : t("mail.back_office");
  return (
    <div className="flex gap-2 rounded-md bg-warn-tint px-2.5 py-1.5 text-warn">
      <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p>
          {to} · <Time at={notice.queued_at} />
          {notice.attempts > 0 && <> · {t("mail.attempts", { count: notice.attempts })}</>}
        </p>
        {reason ? (
          <p className="font-medium">{t(`mail.why.${reason}`)}</p>
        ) : (
          notice.why && (
            <p className="wrap-anywhere">
              {t("mail.said")} <Bidi>{notice.why}</Bidi>
            </p>
          )
        )}
        {reason === "no_address" && may("settings") && (
          <Link to="/app/settings" className="font-medium underline">
            {t("mail.mend")}
          </Link>
        )}
      </div>
    </div>
  );
}
