import { useTranslation } from "react-i18next";
import { Chip, type Tone } from "@/components";
import type { Person } from "./people";

type MailState = NonNullable<Person["link_mail"]>;

const TONES: Record<MailState, Tone> = {
  sent: "info",
  delayed: "warn",
  delivered: "good",
  failed: "bad",
  suppressed: "bad",
  bounced: "bad",
  complained: "bad",
};

/** How far the mail with the last sign-in link got. */
export function LinkMail({ state }: { state: Person["link_mail"] }) {
  const { t } = useTranslation("users");
  if (!state) return <span className="text-soft">{t("noLink")}</span>;
  return <Chip tone={TONES[state]}>{t(`mail.${state}`)}</Chip>;
}

export function Access({ active }: { active: boolean }) {
  const { t } = useTranslation("users");
  return <Chip tone={active ? "good" : "calm"}>{t(active ? "active" : "inactive")}</Chip>;
}
