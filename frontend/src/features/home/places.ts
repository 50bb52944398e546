/** The lists behind the figures of this page, with the filters that count the same rows. */

import { complaintsWith, messagesWith, ticketsWith } from "@/domain/places";
import { VIEWS } from "@/features/complaints/search";

export const PLACES = {
  attention: messagesWith({ attention: true }),
  unanswered: messagesWith({ outcome: ["failed"], period: "week" }),
  waiting: messagesWith({ waiting: true }),
  parked: messagesWith({ outcome: ["parked"] }),
  high: complaintsWith(VIEWS.urgent),
  unassigned: complaintsWith(VIEWS.unassigned),
  proposed: complaintsWith(VIEWS.proposed),
  unsent: ticketsWith({ sent: false }),
};
