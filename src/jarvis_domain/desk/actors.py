"""Who does something: a person at their browser, or JARVIS itself."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.desk.sign_in import Caller

_NOBODY = Caller()


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is a person's id, "jarvis", or where an order came from ("console", "settings")."""

    id: str
    caller: Caller = _NOBODY

    def entry(
        self,
        action: str,
        resource: str,
        *,
        at: datetime,
        changes: Mapping[str, str] | None = None,
        before: Mapping[str, str] | None = None,
    ) -> AuditEntry:
        """What this one did, for the audit log."""
        return AuditEntry(
            at=at,
            actor=self.id,
            action=action,
            resource=resource,
            changes=dict(changes or {}),
            before=dict(before or {}),
            ip=self.caller.ip,
            user_agent=self.caller.user_agent,
        )


JARVIS = Actor(id="jarvis")
