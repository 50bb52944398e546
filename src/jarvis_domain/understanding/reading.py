"""The reading of a message: what it is about, and what a language model proposed of it."""

from enum import StrEnum

import msgspec

from jarvis_domain.understanding.contracts import FoundContract


class Language(StrEnum):
    """`darija` is Moroccan Arabic in either script."""

    FR = "fr"
    AR = "ar"
    DARIJA = "darija"
    EN = "en"


class Intent(StrEnum):
    STATUS_CHECK = "status_check"
    COMPLAINT = "complaint"
    OTHER = "other"


class ComplaintType(StrEnum):
    """In the order of the numbered menu, 1 to 8."""

    RETARD_INSTALLATION = "retard_installation"
    ANNULATION_CONTRAT = "annulation_contrat"
    CONTACT_ERRONE = "contact_errone"
    ADRESSE_ERRONEE = "adresse_erronee"
    CAS_BLOQUE = "cas_bloque"
    DEUXIEME_CONTRAT = "deuxieme_contrat"
    PRISE_DE_RDV = "prise_de_rdv"
    AUTRE = "autre"


class ReadBy(StrEnum):
    MODEL = "model"
    RULES = "rules"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a field was read as it was: the piece of the message (or ""), and what it stands for, in words."""

    field: str
    seen: str
    means: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one message says, checked against its text.

    `complaint_type` is set exactly when `intent` is a complaint. `same_contract`: the writer points at the
    contract spoken of before ("même contrat", "nfs l3a9d"). `wants_help`: a greeting or a call for help with
    nothing else to answer. `closing`: thanks, an "ok", or signs without a word, which ask for nothing.
    `choice`: a bare menu answer ("1" … "8", "oui", "نعم" is 1), else None. `confidence` (0 to 1): how likely
    intent, complaint type and spam are right. `why`: the reasons, for the dashboard and notebooks.
    """

    language: Language | None
    intent: Intent
    complaint_type: ComplaintType | None = None
    spam: bool = False
    by: ReadBy = ReadBy.RULES
    contracts: tuple[FoundContract, ...] = ()
    incomplete: tuple[str, ...] = ()
    same_contract: bool = False
    wants_help: bool = False
    closing: bool = False
    choice: int | None = None
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class ModelProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a language model said of a message: well-formed, not yet believed.

    A field is None when the model left it out or used a value outside the list; `language` is also None for
    the model's "none". `contracts` are pieces of text as the model copied them.
    """

    language: Language | None = None
    intent: Intent | None = None
    complaint_type: ComplaintType | None = None
    contracts: tuple[str, ...] = ()
    spam: bool | None = None
