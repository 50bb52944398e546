import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, Field, Select, Surround } from "@/components";
import { useOptions } from "@/domain/labels";
import { client, isProblem, useChange } from "@/lib/api";
import { PATH, type Person, type Role, useSendLink } from "./people";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const FORM = "invite";

type Wanted = { email: string; name: string; role: Role };
const NOBODY: Wanted = { email: "", name: "", role: "bo" };

/** Adds a person; what was typed stays until they are in. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("users");
  const roles = useOptions("role");
  const [wanted, setWanted] = useState(NOBODY);
  const [link, setLink] = useState(true);
  const [wrong, setWrong] = useState<string>();
  const sendLink = useSendLink();
  const invite = useChange({
    send: (body: Wanted) => client.POST(PATH, { body }),
    touches: [PATH],
    says: (_, { email }) => t("invited", { email: `\u2066${email}\u2069` }),
    onDone: ({ data }) => {
      setWanted(NOBODY);
      onClose();
      if (link && data) sendLink.mutate(data as Person);
    },
  });
  const put = (change: Partial<Wanted>) => {
    setWrong(undefined);
    setWanted((before) => ({ ...before, ...change }));
  };
  const refused = (error: unknown) => setWrong(isProblem(error) ? error.fields.get("email") : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const email = wanted.email.trim();
    if (ADDRESS.test(email)) invite.mutate({ ...wanted, email }, { onError: refused });
    else setWrong(t("emailWrong"));
  };

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("inviteTitle")}
      hint={t("inviteHint")}
      actions={
        <Button look="primary" type="submit" form={FORM} busy={invite.isPending}>
          {t("invite")}
        </Button>
      }
    >
      <form id={FORM} noValidate onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label={t("email")}
          type="email"
          dir="ltr"
          autoComplete="off"
          placeholder="salma@tktm.ma"
          maxLength={320}
          value={wanted.email}
          error={wrong}
          onChange={({ target }) => put({ email: target.value })}
        />
        <Field label={t("name")} hint={t("nameHint")} dir="auto" autoComplete="off" maxLength={100} value={wanted.name} onChange={({ target }) => put({ name: target.value })} />
        <Surround label={t("role")} hint={t(`may.${wanted.role}`)}>
          <Select options={roles} value={wanted.role} onChange={(role) => put({ role })} />
        </Surround>
        <label className="flex items-center gap-2">
          <input type="checkbox" checked={link} onChange={({ target }) => setLink(target.checked)} />
          {t("sendLinkNow")}
        </label>
      </form>
    </Dialog>
  );
}
