import { useNavigate, useSearch } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Chip, Code, type Column, DataTable, EmptyState, FaultState, Page, Time } from "@/components";
import { useName } from "@/domain/labels";
import { api } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { useMay, useMe } from "@/lib/session";
import { InviteDialog } from "./invite";
import { called, PATH, type Person } from "./people";
import { PersonDrawer } from "./person";
import { Access, LinkMail } from "./states";

/** Everybody of the desk; who manages them sees more, and may change it. */
export function UsersPage() {
  const { t } = useTranslation("users");
  const manages = useMay()("users");
  const { open } = useSearch({ from: "/app/users" });
  const navigate = useNavigate({ from: "/app/users" });
  const [inviting, setInviting] = useState(false);
  const { data: people = [], error, isPending, refetch } = api.useQuery("get", PATH);
  const columns = useColumns(manages);
  const show = (id?: string) => void navigate({ search: { open: id }, replace: true });
  useKeys(t("title"), manages ? [{ keys: "n", label: t("invite"), run: () => setInviting(true) }] : []);

  const invite = manages && (
    <Button look="primary" icon={<UserPlus aria-hidden className="size-4" />} onClick={() => setInviting(true)}>
      {t("invite")}
    </Button>
  );
  return (
    <Page filled title={t("title")} hint={t("hint")} actions={invite}>
      {error && people.length === 0 ? (
        <FaultState error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          name={t("title")}
          rows={people}
          columns={columns}
          idOf={({ id }) => id}
          current={manages ? open : undefined}
          onOpen={({ id }) => manages && show(id)}
          loading={isPending}
          empty={<EmptyState title={t("empty")} />}
          phone={line}
        />
      )}
      {manages && <InviteDialog open={inviting} onClose={() => setInviting(false)} />}
      {manages && <PersonDrawer person={people.find(({ id }) => id === open)} people={people} onClose={() => show()} />}
    </Page>
  );
}

const line = (person: Person) => <Line person={person} />;

function Line({ person }: { person: Person }) {
  const name = useName();
  const manages = useMay()("users");
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <Who person={person} />
        <span className="flex gap-1">
          <Chip>{name("role", person.role)}</Chip>
          {manages && <Access active={person.active} />}
        </span>
      </span>
      {manages && person.name && (
        <span className="truncate">
          <Code className="text-soft">{person.email}</Code>
        </span>
      )}
    </span>
  );
}

function Who({ person }: { person: Person }) {
  const { t } = useTranslation("users");
  const me = useMe();
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <Bidi className="truncate font-medium">{called(person)}</Bidi>
      {person.id === me.id && <Chip tone="info">{t("you")}</Chip>}
    </span>
  );
}

function useColumns(manages: boolean): ReadonlyArray<Column<Person>> {
  const { t } = useTranslation("users");
  const name = useName();
  return useMemo(() => {
    const everybody: Array<Column<Person>> = [
      { id: "name", header: t("name"), width: "minmax(10rem, 2fr)", cell: (person) => <Who person={person} /> },
      { id: "role", header: t("role"), width: "10rem", cell: ({ role }) => name("role", role) },
    ];
    if (!manages) return everybody;
    return [
      ...everybody.slice(0, 1),
      { id: "email", header: t("email"), width: "minmax(10rem, 2fr)", cell: ({ email }) => <Code>{email}</Code> },
      ...everybody.slice(1),
      { id: "state", header: t("state"), width: "7rem", cell: ({ active }) => <Access active={active} /> },
      {
        id: "login",
        header: t("lastLogin"),
        width: "10rem",
        cell: ({ last_login_at: at }) => (at ? <Time at={at} /> : <span className="text-soft">{t("never")}</span>),
      },
      { id: "link", header: t("link"), width: "10rem", cell: ({ link_mail: state }) => <LinkMail state={state} /> },
    ];
  }, [t, name, manages]);
}
