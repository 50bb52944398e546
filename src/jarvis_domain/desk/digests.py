"""When gathered mails leave: on the hour, or at eight in the morning of Casablanca."""

from datetime import UTC, datetime, timedelta
from typing import assert_never

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.desk.preferences import Digest

_MORNING = 8


def latest_round(digest: Digest, now: datetime) -> datetime:
    """The last time, `now` at the latest, when mails of this digest left; all the time for each at once."""
    match digest:
        case Digest.AT_ONCE | Digest.OFF:
            return now
        case Digest.HOURLY:
            return now.replace(minute=0, second=0, microsecond=0)
        case Digest.DAILY:
            local = now.astimezone(CASABLANCA)
            morning = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
            return (morning if morning <= local else morning - timedelta(days=1)).astimezone(UTC)
        case _:
            assert_never(digest)


def next_round(digest: Digest, now: datetime) -> datetime:
    """The first time after `now` when mails of this digest leave."""
    latest = latest_round(digest, now)
    match digest:
        case Digest.AT_ONCE | Digest.OFF:
            return latest
        case Digest.HOURLY:
            return latest + timedelta(hours=1)
        case Digest.DAILY:
            return (latest.astimezone(CASABLANCA) + timedelta(days=1)).astimezone(UTC)
        case _:
            assert_never(digest)
