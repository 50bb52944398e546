/** Where one can go: rail, drawer, palette and "g" keys all come from here. */

import {
  BookText,
  ChartColumn,
  ClipboardList,
  Gauge,
  House,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  Settings,
  Siren,
  Ticket,
  Users,
  UsersRound,
} from "lucide-react";
import type { Permission } from "@/lib/session";

export type Counter = "messages" | "complaints" | "escalations" | "tickets";

export type Destination = {
  /** Its words are `shell:nav.<name>`. */
  name: string;
  to: string;
  icon: LucideIcon;
  /** After "g". */
  key: string;
  needs: Permission;
  counter?: Counter;
  part: "work" | "insight" | "administration";
};

export const DESTINATIONS: readonly Destination[] = [
  { name: "home", to: "/app", icon: House, key: "h", needs: "read", part: "work" },
  { name: "messages", to: "/app/messages", icon: MessageSquareText, key: "m", needs: "read", counter: "messages", part: "work" },
  { name: "complaints", to: "/app/complaints", icon: ClipboardList, key: "r", needs: "read", counter: "complaints", part: "work" },
  { name: "escalations", to: "/app/escalations", icon: Siren, key: "e", needs: "read", counter: "escalations", part: "work" },
  { name: "tickets", to: "/app/tickets", icon: Ticket, key: "t", needs: "read", counter: "tickets", part: "work" },
  { name: "contractors", to: "/app/contractors", icon: UsersRound, key: "c", needs: "read", part: "work" },
  { name: "analytics", to: "/app/analytics", icon: ChartColumn, key: "a", needs: "read", part: "insight" },
  { name: "promises", to: "/app/promises", icon: Gauge, key: "p", needs: "read", part: "insight" },
  { name: "audit", to: "/app/audit", icon: ScrollText, key: "j", needs: "audit", part: "administration" },
  { name: "templates", to: "/app/templates", icon: BookText, key: "o", needs: "templates", part: "administration" },
  { name: "users", to: "/app/users", icon: Users, key: "u", needs: "read", part: "administration" },
  { name: "settings", to: "/app/settings", icon: Settings, key: "s", needs: "settings", part: "administration" },
];

/** The five of a phone's bottom bar; the others are in the drawer. */
export const AT_HAND: ReadonlySet<string> = new Set(["home", "messages", "complaints", "escalations"]);

/** What a role may not use is not there. */
export function destinationsFor(permissions: readonly Permission[]): readonly Destination[] {
  return DESTINATIONS.filter(({ needs }) => permissions.includes(needs));
}
