/** What a contractor reads on WhatsApp: a template with its values, French over Arabic, as it is sent. */

import { useTranslation } from "react-i18next";
import { Skeleton } from "@/components/states";
import { api } from "@/lib/api";
import { useName } from "./labels";

type Props = { template: string; values: Readonly<Record<string, string>>; kind?: string };

export function Told({ template, values, kind }: Props) {
  const { t } = useTranslation("domain");
  const name = useName();
  const { data, error } = api.useQuery("get", "/api/templates");
  if (error) return null;
  const found = data?.find(({ key }) => key === template);
  const known = { ...(kind && { type: name("complaint_type", kind) }), ...values };
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-[0.93rem] font-medium">{t("told")}</figcaption>
      <div className="flex flex-col gap-1.5 rounded-lg rounded-ss-none bg-good-tint px-3 py-2 text-ink">
        {found ? (
          <>
            <Text text={filled(found.fr, known)} language="fr" />
            <hr className="border-line-strong/40" />
            <Text text={filled(found.ar, known)} language="ar" />
          </>
        ) : (
          <Skeleton className="h-20" />
        )}
      </div>
    </figure>
  );
}

/** Variables in their places, each kept in its own direction; unknown ones stay as they are. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z0-9_]+)\}/g, (whole, name: string) => (name in values ? `\u2068${values[name]}\u2069` : whole));
}

/** WhatsApp's stars mean bold. */
function Text({ text, language }: { text: string; language: "fr" | "ar" }) {
  return (
    <p lang={language} dir={language === "ar" ? "rtl" : "ltr"} className="whitespace-pre-wrap wrap-anywhere">
      {text.split(/(\*[^*\n]+\*)/).map((part, index) =>
        // oxlint-disable-next-line no-array-index-key -- pieces of one text neither move nor have names
        part.startsWith("*") && part.length > 2 ? <strong key={index}>{part.slice(1, -1)}</strong> : part,
      )}
    </p>
  );
}
