import { zodResolver } from "@hookform/resolvers/zod";
import { getRouteApi } from "@tanstack/react-router";
import { MailCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import * as z from "zod/mini";
import { Button, Field } from "@/components";
import { isProblem } from "@/lib/api";
import { explain } from "@/lib/problems";
import { keepEmail, keepPlace, keptEmail } from "@/lib/session";
import { setPageTitle } from "@/lib/title";
import { Frame } from "./frame";
import { Resend, useLink } from "./link";

const route = getRouteApi("/login/");
const schema = z.object({ email: z.email() });
type Wanted = z.infer<typeof schema>;

export function SignInPage() {
  const { t } = useTranslation("signin");
  const { next } = route.useSearch();
  const [sentTo, setSentTo] = useState("");
  useEffect(() => setPageTitle(t("title")), [t]);
  return (
    <Frame>
      {sentTo ? (
        <Sent email={sentTo} onOther={() => setSentTo("")} />
      ) : (
        <Ask
          onSent={(email) => {
            keepEmail(email);
            if (next) keepPlace(next);
            setSentTo(email);
          }}
        />
      )}
    </Frame>
  );
}

function Ask({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation("signin");
  const link = useLink();
  const form = useForm<Wanted>({ resolver: zodResolver(schema), defaultValues: { email: keptEmail() } });
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ email }) =>
    link.mutateAsync(email).then(
      () => onSent(email),
      (error: unknown) => {
        const wrongField = isProblem(error) && error.status === 422;
        form.setError("email", { message: wrongField ? t("invalid") : explain(error) });
      },
    ),
  );
  const fault = errors.email && (errors.email.type === "invalid_format" ? t("invalid") : errors.email.message);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-[1.36rem] font-semibold">{t("title")}</h1>
        <p className="text-soft">{t("lead")}</p>
      </div>
      <Field
        label={t("email")}
        error={fault}
        type="email"
        autoComplete="email"
        inputMode="email"
        dir="ltr"
        // oxlint-disable-next-line no-autofocus -- the page has one field and nothing before it
        autoFocus
        {...form.register("email", { setValueAs: (text: string) => text.trim() })}
      />
      <Button look="primary" size="large" type="submit" busy={link.isPending}>
        {t("send")}
      </Button>
    </form>
  );
}

function Sent({ email, onOther }: { email: string; onOther: () => void }) {
  const { t } = useTranslation("signin");
  return (
    <div className="flex flex-col gap-4">
      <MailCheck aria-hidden className="size-8 text-accent-text" />
      <div role="status">
        <h1 className="text-[1.36rem] font-semibold">{t("sent.title")}</h1>
        <p className="text-soft wrap-anywhere">{t("sent.lead", { email: `\u2068${email}\u2069` })}</p>
        <p className="mt-2 text-soft">{t("sent.spam")}</p>
      </div>
      <Resend email={email} />
      <Button look="quiet" onClick={onOther}>
        {t("sent.other")}
      </Button>
    </div>
  );
}
