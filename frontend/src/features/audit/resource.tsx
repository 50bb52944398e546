import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Code } from "@/components";
import { usePeople } from "./people";

/** Where the thing an entry is about can be seen; nothing for what has no page. */
export function placeOf(resource: string): LinkProps | null {
  const [kind, id = ""] = cut(resource);
  switch (kind) {
    case "complaint":
      return { to: "/app/complaints", search: { open: id } } as LinkProps;
    case "ticket":
      return { to: "/app/tickets", search: { open: id } } as LinkProps;
    case "message":
      return { to: "/app/messages", search: { open: id } } as LinkProps;
    case "contractor":
      return { to: "/app/contractors", search: { open: id } } as LinkProps;
    case "staff":
      return { to: "/app/users", search: { open: id } } as LinkProps;
    case "template":
      return { to: "/app/templates", search: { key: id } } as LinkProps;
    case "preferences":
      return { to: "/app/settings" };
    case "contractors":
      return { to: "/app/contractors" };
    default:
      return null;
  }
}

/** "complaint:1234" is a complaint and its id; "preferences" has none. */
export function cut(resource: string): [kind: string, id?: string] {
  const at = resource.indexOf(":");
  return at < 0 ? [resource] : [resource.slice(0, at), resource.slice(at + 1)];
}

/** What an entry is about, in words: its kind, and the name or the beginning of the id. */
export function ResourceName({ resource }: { resource: string }) {
  const { t } = useTranslation("audit");
  const people = usePeople();
  const [kind, id] = cut(resource);
  return (
    <span>
      {t(`resource.${kind}`, { defaultValue: kind })} {id && id !== "*" && <NameOf kind={kind} id={id} person={people.get(id)} />}
    </span>
  );
}

function NameOf({ kind, id, person }: { kind: string; id: string; person: string | undefined }): ReactNode {
  const { t } = useTranslation("audit");
  if (kind === "staff" && person) return <Bidi>{person}</Bidi>;
  if (kind === "template") return <Bidi>{t(`templates:key.${id}.name`, { defaultValue: id })}</Bidi>;
  if (kind === "export") return <Bidi>{t(`resource.${id.replace(/s$/, "")}`, { defaultValue: id })}</Bidi>;
  return <Code className="inline">{/^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : id}</Code>;
}

export function ResourceLink({ resource }: { resource: string }) {
  const place = placeOf(resource);
  const name = <ResourceName resource={resource} />;
  if (!place) return name;
  return (
    <Link {...place} onClick={(event) => event.stopPropagation()} className="text-info hover:underline">
      {name}
    </Link>
  );
}
