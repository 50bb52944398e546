"""A circuit breaker: a service that keeps failing is left alone for a while, then tried by one call."""

from datetime import timedelta

import msgspec

from jarvis_domain.ports.runtime import Clock


class Closed(msgspec.Struct, frozen=True, tag="closed"):
    """Calls pass; `last` are the newest outcomes, the newest at the end."""

    last: tuple[bool, ...] = ()


class Open(msgspec.Struct, frozen=True, tag="open"):
    """No call passes before the monotonic second `until`."""

    until: float


class HalfOpen(msgspec.Struct, frozen=True, tag="half_open"):
    """One call is out to see; when nothing is heard of it by `until`, another may go."""

    until: float


BreakerState = Closed | Open | HalfOpen


class Pass(msgspec.Struct, frozen=True):
    """Leave to make one call; its outcome counts only if nothing has turned since it was given."""

    turn: int


class Breaker:
    """Opens after `failures` in a row, or when more than half of the last `window` failed; rests for `rest`.

    After the rest exactly one call passes: its success closes, its failure opens again.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        failures: int = 5,
        window: int = 20,
        rest: timedelta = timedelta(seconds=30),
    ) -> None:
        self._clock = clock
        self._failures = failures
        self._window = window
        self._rest = rest.total_seconds()
        self._turn = 0
        self._state: BreakerState = Closed()

    @property
    def state(self) -> BreakerState:
        return self._state

    @property
    def resting(self) -> bool:
        """Whether `admit` would refuse now."""
        return not isinstance(self._state, Closed) and self._clock.monotonic() < self._state.until

    def admit(self) -> Pass | None:
        """A pass for one call, to be handed back with its outcome; None while the service rests."""
        if self.resting:
            return None
        if not isinstance(self._state, Closed):
            self._become(HalfOpen(self._clock.monotonic() + self._rest))
        return Pass(self._turn)

    def succeeded(self, given: Pass) -> None:
        self._settle(given, ok=True)

    def failed(self, given: Pass) -> None:
        self._settle(given, ok=False)

    def refused(self, given: Pass) -> None:
        """A failure that trying again makes worse: opens at once."""
        if given.turn == self._turn:
            self._open()

    def dropped(self, given: Pass) -> None:
        """The call was given up before it could tell anything; after an outcome this changes nothing."""
        if given.turn == self._turn and isinstance(self._state, HalfOpen):
            self._become(Open(self._clock.monotonic()))

    def _settle(self, given: Pass, *, ok: bool) -> None:
        if given.turn != self._turn:
            return
        match self._state:
            case Closed(last):
                self._count((*last, ok)[-self._window :])
            case _ if ok:
                self._become(Closed())
            case _:
                self._open()

    def _count(self, last: tuple[bool, ...]) -> None:
        row = last[-self._failures :]
        all_failed = len(row) == self._failures and not any(row)
        most_failed = len(last) == self._window and sum(last) * 2 < self._window
        if all_failed or most_failed:
            self._open()
        else:
            self._state = Closed(last)

    def _open(self) -> None:
        self._become(Open(self._clock.monotonic() + self._rest))

    def _become(self, state: BreakerState) -> None:
        self._turn += 1
        self._state = state
