"""The contracts of the simulated portal, by a fixed rule: the same number always shows the same record."""

from datetime import datetime, timedelta

import msgspec

_FIRST_DAY = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 printed as the portal's local time, never compared
_FIRST_NAMED = 1_000_001


class Status(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The three status columns of a contract; "" is shown as a dash."""

    etat: str
    sous_etat: str = ""
    sous_etat_2: str = ""


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """One record as the portal prints it; `client` and `phone` are decoys nobody may read."""

    number: str
    status: Status
    date_created: str
    client: str
    phone: str


STATUSES = (
    Status(etat="En cours", sous_etat="Dossier incomplet", sous_etat_2="Pièce d'identité manquante"),
    Status(etat="Fermé"),
    Status(etat="En cours", sous_etat="Activation lancée"),
    Status(etat="En cours", sous_etat="BO fixe", sous_etat_2="Attente affectation"),
    Status(etat="En cours", sous_etat="BO prestataire", sous_etat_2="Attente retour prestataire"),
    Status(etat="Refusé", sous_etat="Refusé par BO", sous_etat_2="Client injoignable"),
)
UNKNOWN_LABEL = Status(etat="En cours", sous_etat="Raccordement planifié")
_NAMED = (*STATUSES, UNKNOWN_LABEL)
_CLIENTS = ("BENALI Samira", "EL AMRANI Youssef", "CHAKIR Nadia", "TAZI Omar", "IDRISSI Hind")


def status_of(digits: int) -> Status:
    """F1000001D to F1000007D in the order of `_NAMED`; others walk through all six statuses."""
    named = digits - _FIRST_NAMED
    return _NAMED[named] if 0 <= named < len(_NAMED) else STATUSES[digits % len(STATUSES)]


def contract_of(number: str, override: Status | None = None) -> Contract | None:
    """The record of `number` (`F`, seven digits, `D`), or None: numbers that start with F0 do not exist."""
    if number[1] == "0":
        return None
    digits = int(number[1:8])
    created = _FIRST_DAY + timedelta(days=digits % 60, minutes=digits % 600)
    return Contract(
        number=number,
        status=override or status_of(digits),
        date_created=f"{created:%d/%m/%Y %H:%M}",
        client=_CLIENTS[digits % len(_CLIENTS)],
        phone=f"06 00 {digits % 100:02} {digits // 100 % 100:02} {digits // 10_000 % 100:02}",
    )
