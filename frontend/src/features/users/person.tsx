import { Link } from "@tanstack/react-router";
import { Mail, ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Code, Confirm, Drawer, Field, Select, Surround } from "@/components";
import { useName, useOptions } from "@/domain/labels";
import { useMe } from "@/lib/session";
import { called, isLastAdmin, type Person, type Role, useEdit, useSendLink } from "./people";
import { PersonSessions } from "./sessions";
import { Access, LinkMail } from "./states";

type Props = { person: Person | undefined; people: readonly Person[]; onClose: () => void };

/** One person: role, access, name, the link to sign in, and where they are signed in. */
export function PersonDrawer({ person, people, onClose }: Props) {
  return (
    <Drawer open={person !== undefined} onClose={onClose} title={person ? called(person) : ""}>
      {person && <Details key={person.id} person={person} last={isLastAdmin(person, people)} />}
    </Drawer>
  );
}

function Details({ person, last }: { person: Person; last: boolean }) {
  const { t } = useTranslation("users");
  const sendLink = useSendLink();
  return (
    <div className="flex flex-col gap-5">
      <p className="flex flex-wrap items-center gap-2">
        <Code className="text-soft">{person.email}</Code>
        <Access active={person.active} />
      </p>
      <div className="flex flex-col gap-3">
        <Rename person={person} />
        <RoleChoice person={person} last={last} />
        <AccessButton person={person} last={last} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          disabled={!person.active}
          busy={sendLink.isPending}
          icon={<Mail aria-hidden className="size-4" />}
          onClick={() => sendLink.mutate(person)}
        >
          {t("sendLink")}
        </Button>
        <span className="text-soft">
          {t("link")} <LinkMail state={person.link_mail} />
        </span>
      </div>
      <PersonSessions id={person.id} />
      <Link to="/app/audit" search={{ actor: person.id }} className="flex items-center gap-1.5 text-info hover:underline">
        <ScrollText aria-hidden className="size-4" />
        {t("auditOf")}
      </Link>
    </div>
  );
}

function RoleChoice({ person, last }: { person: Person; last: boolean }) {
  const { t } = useTranslation("users");
  const name = useName();
  const me = useMe();
  const roles = useOptions("role");
  const edit = useEdit();
  const [asked, setAsked] = useState<Role | null>(null);
  const put = (role: Role) => edit.mutate({ person, to: { role }, what: name("role", role) });
  // Whoever gives up the right to manage people cannot take that back alone.
  const choose = (role: Role) => (person.id === me.id && role !== "admin" ? setAsked(role) : put(role));
  return (
    <Surround label={t("role")} hint={last ? t("lastAdmin") : t(`may.${person.role}`)}>
      <Select options={roles} value={person.role} disabled={last || edit.isPending} onChange={choose} />
      <Confirm
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t("selfTitle")}
        hint={t("selfHint")}
        yes={t("selfYes")}
        onYes={() => asked && put(asked)}
      />
    </Surround>
  );
}

function AccessButton({ person, last }: { person: Person; last: boolean }) {
  const { t } = useTranslation("users");
  const edit = useEdit();
  const [asking, setAsking] = useState(false);
  const put = (active: boolean) => edit.mutate({ person, to: { active }, what: t(active ? "active" : "inactive") });
  if (last) return null;
  return (
    <div>
      {person.active ? (
        <Button look="danger" busy={edit.isPending} onClick={() => setAsking(true)}>
          {t("deactivate")}
        </Button>
      ) : (
        <Button busy={edit.isPending} onClick={() => put(true)}>
          {t("activate")}
        </Button>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t("deactivateTitle", { name: `\u2068${called(person)}\u2069` })}
        hint={t("deactivateHint")}
        yes={t("deactivate")}
        onYes={() => put(false)}
      />
    </div>
  );
}

function Rename({ person }: { person: Person }) {
  const { t } = useTranslation("users");
  const edit = useEdit();
  const [text, setText] = useState(person.name);
  const changed = text.trim() !== person.name;
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) edit.mutate({ person, to: { name: text.trim() }, what: text.trim() });
      }}
    >
      <Field label={t("rename")} dir="auto" maxLength={100} value={text} onChange={({ target }) => setText(target.value)} className="flex-1" />
      {changed && (
        <Button type="submit" busy={edit.isPending}>
          {t("renameSave")}
        </Button>
      )}
    </form>
  );
}
