/** Every action the log knows, the everyday ones first; `audit:action.<name>` says it. */

export const ACTIONS = [
  "complaint_created",
  "complaint_updated",
  "complaint_assigned",
  "complaint_resolved",
  "complaint_reopened",
  "ticket_escalated",
  "ticket_updated",
  "ticket_notified",
  "ticket_not_notified",
  "number_lost",
  "number_back",
  "number_lost_not_told",
  "human_replied",
  "conversation_taken_over",
  "conversation_handed_back",
  "message_handled",
  "message_not_handled",
  "message_replayed",
  "message_flagged",
  "message_answered",
  "message_ignored",
  "message_limited",
  "message_with_human",
  "message_parked",
  "message_failed",
  "satisfaction_answered",
  "template_changed",
  "template_tried",
  "settings_changed",
  "user_changed",
  "contractors_imported",
  "export_generated",
  "admin_login",
  "admin_logout",
  "session_revoked",
  "magic_link_asked",
  "magic_link_sent",
  "magic_link_not_sent",
  "magic_link_refused",
  "magic_link_opened",
  "magic_link_failed",
  "magic_link_by_hand",
] as const;

/** What an entry may be about, as the part before its colon. */
export const KINDS = ["complaint", "ticket", "message", "contractor", "staff", "template", "preferences", "contractors", "export", "email", "whatsapp"] as const;

/** Those who act without being a person of the desk. */
export const MACHINES = ["jarvis", "console", "settings"] as const;
