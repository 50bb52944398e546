"""How the simulated Evolution can be told to misbehave."""

import random
from enum import StrEnum

import msgspec


class SendFault(StrEnum):
    """How one sendText ends; `…_sent` reached WhatsApp all the same, `…_unsent` did not.

    `error_later`: accepted, then reported as ERROR. `offline`: refused as when not connected. `gateway`: a
    proxy's 502, nothing sent.
    """

    NONE = "none"
    CUT_SENT = "cut_sent"
    CUT_UNSENT = "cut_unsent"
    TIMED_OUT_SENT = "timed_out_sent"
    TIMED_OUT_UNSENT = "timed_out_unsent"
    RATE_LIMITED = "rate_limited"
    OFFLINE = "offline"
    GATEWAY = "gateway"
    ERROR_LATER = "error_later"


class Faults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The switches: a missing key is its default, so `{}` puts everything right again.

    `script`: what the next sends meet, one each; `rates`: which part of the sends after it meets what, drawn
    from `seed`. `offline`: no instance is connected. `retry_after`: seconds, for `rate_limited`. `mute`:
    no webhook leaves, and none is made up for. `acks`: whether receipts come. `copies`: each webhook so
    often. `jumble_ms`: each webhook waits up to so long, so that they come out of order. `forget_retries`:
    a webhook is tried once. `find_delay_ms`: what was sent is found only so much later.
    """

    script: list[SendFault] = []
    rates: dict[SendFault, float] = {}
    seed: int = 1
    offline: bool = False
    retry_after: int = 2
    mute: bool = False
    acks: bool = True
    copies: int = 1
    jumble_ms: int = 0
    forget_retries: bool = False
    find_delay_ms: int = 0


class FaultSwitch:
    """The faults in force, and the draws they ask for."""

    def __init__(self) -> None:
        self.set(Faults())

    def set(self, faults: Faults) -> None:
        self.now = faults
        self._script = list(faults.script)
        # Two, so that webhooks on their way take no draw from the sends.
        self._sends, self._webhooks = random.Random(faults.seed), random.Random(faults.seed)

    def next_send(self) -> SendFault:
        """What the send that comes now meets."""
        if self._script:
            return self._script.pop(0)
        if self.now.offline:
            return SendFault.OFFLINE
        drawn = self._sends.random()
        for fault, rate in self.now.rates.items():
            if drawn < rate:
                return fault
            drawn -= rate
        return SendFault.NONE

    def jumble_seconds(self) -> float:
        return self._webhooks.random() * self.now.jumble_ms / 1_000
