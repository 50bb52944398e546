"""The whole error tree of JARVIS, drawn.

JarvisError
├── InvalidValue            a value object refused its input (also a ValueError)
│   ├── InvalidContractNumber
│   ├── InvalidPhone
│   ├── InvalidTicketNumber
│   ├── InvalidEmail
│   └── InvalidTemplate     carries one sentence per fault
├── Conflict                somebody else changed the same thing first; nothing was written
└── StoreUnavailable        the database cannot be reached now; the same call may work later

Expected outcomes (contract not found, portal down, model too slow, message refused) are not errors:
they are return types beside the port that returns them.
"""


class JarvisError(Exception):
    """Never raised itself."""


class InvalidValue(JarvisError, ValueError):
    """A value object refused its input; the text says what was expected."""


class InvalidContractNumber(InvalidValue):
    """Not F, seven digits, D."""


class InvalidPhone(InvalidValue):
    """Neither a phone number nor a WhatsApp address."""


class InvalidEmail(InvalidValue):
    """Not an e-mail address."""


class InvalidTicketNumber(InvalidValue):
    """Neither a ticket number of ours nor one that Orange could have given."""


class InvalidTemplate(InvalidValue):
    """A template that could not be sent; `faults` has one sentence for each thing to mend."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


class Conflict(JarvisError):
    """Somebody else changed the same thing first; nothing was written."""


class StoreUnavailable(JarvisError):
    """The database cannot be reached now; nothing was written, the same call may work later."""
