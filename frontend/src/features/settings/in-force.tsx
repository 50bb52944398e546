import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip, Code } from "@/components";
import type { Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";

type InForce = Schemas["InForce"];

/** What an operator sets to bring a part into service. */
const VARIABLES: Record<string, readonly string[]> = {
  whatsapp: ["JARVIS_EVOLUTION_URL", "JARVIS_EVOLUTION_API_KEY"],
  model: ["JARVIS_LM_URL"],
  portal: ["JARVIS_PORTAL_URL", "JARVIS_PORTAL_USERNAME", "JARVIS_PORTAL_PASSWORD"],
  mail: ["JARVIS_RESEND_API_KEY", "JARVIS_MAIL_FROM"],
  redis: ["JARVIS_REDIS_URL"],
};

/** Each connection: whether it is set up, else what is missing without it and how to get it. */
export function Parts({ parts }: { parts: InForce["parts"] }) {
  const { t } = useTranslation("settings");
  return (
    <ul className="flex flex-col divide-y divide-line">
      {Object.entries(parts).map(([name, on]) => (
        <li key={name} className="flex items-start justify-between gap-4 py-2 first:pt-0 last:pb-0">
          <div className="min-w-0">
            <p className="font-medium">{t(`parts.${name}`, { defaultValue: name })}</p>
            {!on && (
              <p className="text-soft">
                {t(`parts.without.${name}`, { defaultValue: "" })} {t("parts.set")}{" "}
                {VARIABLES[name]?.map((variable) => (
                  <Code key={variable} className="me-1 font-mono text-[0.86rem]">
                    {variable}
                  </Code>
                ))}
              </p>
            )}
          </div>
          <Chip tone={on ? "good" : name === "redis" ? "calm" : "warn"}>{t(on ? "parts.on" : "parts.off")}</Chip>
        </li>
      ))}
    </ul>
  );
}

/** Limits and times in words; they are changed where JARVIS is started. */
export function Limits({ inForce }: { inForce: InForce }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const seconds = (count: number) => format.duration(count * 1_000);
  const hours = (count: number) => seconds(count * 3_600);
  return (
    <dl className="flex flex-col divide-y divide-line">
      <Line name={t("limits.numbers")}>
        <Code>{inForce.whatsapp_numbers.join(", ") || "–"}</Code>
      </Line>
      <Line name={t("limits.perMinute")}>{t("limits.perMinuteValue", { count: inForce.messages_per_minute })}</Line>
      <Line name={t("limits.sends")}>{t("limits.sendsValue", { count: inForce.sends_per_second })}</Line>
      <Line name={t("limits.burst")}>{t("limits.burstValue", { quiet: seconds(inForce.burst_seconds), most: seconds(inForce.burst_max_seconds) })}</Line>
      <Line name={t("limits.cache")}>{seconds(inForce.cache_seconds)}</Line>
      <Line name={t("limits.model")}>{t("limits.modelValue", { name: `\u2066${inForce.model}\u2069`, time: seconds(inForce.model_seconds) })}</Line>
      <Line name={t("limits.portal")}>{seconds(inForce.portal_seconds)}</Line>
      <Line name={t("limits.human")}>{seconds(inForce.human_minutes * 60)}</Line>
      <Line name={t("limits.link")}>{hours(inForce.link_hours)}</Line>
      <Line name={t("limits.session")}>{hours(inForce.session_hours)}</Line>
    </dl>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 py-1.5 first:pt-0 last:pb-0">
      <dt className="text-soft">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
