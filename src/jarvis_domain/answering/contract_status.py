"""A contract's status as the D2D portal shows it, and which template answers it."""

import unicodedata
from datetime import datetime
from enum import StrEnum

import msgspec

from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.understanding.contracts import ContractNumber

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_NOT_SEEN = frozenset({"Mn", "Me", "Cf", "Cc"})


class ContractSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal showed of one contract at `read_at` (aware UTC), labels raw as they stood there.

    A label the portal leaves empty is "". `date_created` is kept as the portal writes it.
    """

    number: ContractNumber
    etat: str
    sous_etat: str = ""
    sous_etat_2: str = ""
    date_created: str = ""
    read_at: datetime


class Source(StrEnum):
    """Where a status came from: read now, read within the cache's time, or the last one known."""

    PORTAL = "portal"
    CACHE = "cache"
    STALE = "stale"


class StatusKnown(msgspec.Struct, frozen=True, kw_only=True, tag="known"):
    snapshot: ContractSnapshot
    source: Source

    @property
    def number(self) -> ContractNumber:
        return self.snapshot.number


class ContractUnknown(msgspec.Struct, frozen=True, kw_only=True, tag="not_found"):
    """The portal answered, and has no such contract."""

    number: ContractNumber


class StatusUnavailable(msgspec.Struct, frozen=True, kw_only=True, tag="unavailable"):
    """The portal could not say, and nothing is known from before; `reason` is for the BO and the logs."""

    number: ContractNumber
    reason: str


StatusAnswer = StatusKnown | ContractUnknown | StatusUnavailable


def _folded(label: str) -> str:
    """Without accents, case, spacing and invisible marks; a label of dashes alone says nothing."""
    letters = unicodedata.normalize("NFKD", label).casefold()
    folded = "".join(c for c in letters if not c.isspace() and unicodedata.category(c) not in _NOT_SEEN)
    return "" if set(folded) <= _DASHES else folded


_TABLE = (
    ("En cours", "Dossier incomplet", TemplateKey.DOSSIER_INCOMPLET),
    ("Fermé", "", TemplateKey.FERME),
    ("En cours", "Activation lancée", TemplateKey.ACTIVATION_LANCEE),
    ("En cours", "BO fixe", TemplateKey.BO_FIXE),
    ("En cours", "BO prestataire", TemplateKey.BO_PRESTATAIRE),
    ("Refusé", "Refusé par BO", TemplateKey.REFUSE_PAR_BO),
)
LABELS = {key: (etat, sous_etat) for etat, sous_etat, key in _TABLE} | {
    TemplateKey.STATUT_AUTRE: ("En cours", "Étude de faisabilité")
}
"""Labels that each of these templates answers."""
_BY_LABELS = {(_folded(etat), _folded(sous_etat)): key for etat, sous_etat, key in _TABLE}


def template_key_for(snapshot: ContractSnapshot) -> TemplateKey:
    """The template of a status: both labels must be known ones, or it is `statut_autre`.

    Accents, case and spacing of a label do not count, everything else does: a near miss is not a match.
    `Fermé` answers for itself only without a sous_etat (empty or dashes): with one, the portal says something
    the table does not foresee. `sous_etat_2` refines a status and never changes its template.
    """
    labels = (_folded(snapshot.etat), _folded(snapshot.sous_etat))
    return _BY_LABELS.get(labels, TemplateKey.STATUT_AUTRE)
