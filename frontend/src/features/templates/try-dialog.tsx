import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, Field } from "@/components";
import { client, isProblem, useChange } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { useFormat, useNow } from "@/lib/format";
import { Bubble } from "./bubble";
import type { Template, Texts } from "./keys";

type Props = { template: Template; texts: Texts; contract: string; text: string; onClose: () => void };

/** Sends the texts as they stand to one phone, published or not: what WhatsApp makes of them is seen before others see it. */
export function TryDialog({ template, texts, contract, text, onClose }: Props) {
  const { t } = useTranslation("templates");
  const [phone, setPhone] = useDraft("template-phone");
  const [tried, setTried] = useState(false);
  const trial = useTrial(template, onClose);
  const at = useFormat().time(useNow());
  const refused = isProblem(trial.error) ? trial.error.fields.get("phone") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!phone.trim()) return;
    trial.mutate({ fr: texts.fr, ar: texts.ar, contract: contract.trim() || null, phone: phone.trim() });
  };
  return (
    <Dialog open onClose={onClose} title={t("try.title")} hint={t("try.hint")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label={t("try.phone")}
          type="tel"
          dir="ltr"
          inputMode="tel"
          autoComplete="tel"
          placeholder="0600111222"
          maxLength={40}
          value={phone}
          error={refused ?? (tried && !phone.trim() ? t("try.missing") : undefined)}
          onChange={({ target }) => setPhone(target.value)}
        />
        <div className="rounded-card bg-ground p-4">
          <Bubble name={t("preview.title")} text={text} at={at} stale={false} />
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" type="submit" busy={trial.isPending}>
            {t("try.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Trial = Texts & { contract: string | null; phone: string };

function useTrial({ key }: Template, onDone: () => void) {
  const { t } = useTranslation("templates");
  return useChange({
    send: async (body: Trial) => (await client.POST("/api/templates/{key}/test", { params: { path: { key } }, body })).data,
    touches: ["/api/audit"],
    says: (sent) => t("try.sent", { phone: sent?.phone }),
    onDone,
  });
}
