"""What a template looks like on the phone: composed as it will be, from a real status or a made-up one."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from jarvis_domain.answering.contract_status import (
    LABELS,
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
    template_key_for,
)
from jarvis_domain.answering.messages import MediaKind, Reply
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import (
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    ComplaintDropped,
    ComplaintNoted,
    ComplaintSolved,
    ComplaintStanding,
    GiveStatus,
    HandedOver,
    Help,
    LeaveOut,
    MediaUnread,
    NoComplaint,
    NotOnList,
    Say,
    Thanks,
    TicketSent,
    TicketSolved,
    TooMany,
)
from jarvis_domain.answering.templates import Catalogue, Template, TemplateKey
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract, How
from jarvis_domain.understanding.reading import ComplaintType

_NUMBER = ContractNumber("F1234567D")
_KIND, _TICKET = ComplaintType.RETARD_INSTALLATION, "ONG-7K2M9P"


def made_up(now: datetime) -> ContractSnapshot:
    """A status that no contract has."""
    created = (now - timedelta(days=9)).strftime("%d/%m/%Y")
    return ContractSnapshot(number=_NUMBER, etat="En cours", date_created=created, read_at=now)


def preview(
    template: Template, catalogue: Catalogue, now: datetime, *, status: ContractSnapshot | None = None
) -> Reply:
    """The reply in which this template is said; the other texts around it are the catalogue's.

    `status` lends its number, labels and dates; labels that another template answers are replaced by ones
    that this one does.
    """
    snapshot = status or made_up(now)
    if template.key in LABELS and template_key_for(snapshot) is not template.key:
        etat, sous_etat = LABELS[template.key]
        snapshot = msgspec.structs.replace(snapshot, etat=etat, sous_etat=sous_etat)
    say = _says(snapshot.number, now).get(template.key, _status(snapshot.number))
    answer = _answers(snapshot).get(template.key, StatusKnown(snapshot=snapshot, source=Source.PORTAL))
    return compose_reply((say,), {snapshot.number: answer}, catalogue.with_templates([template]), now)


def _status(number: ContractNumber, how: How = How.EXACT) -> GiveStatus:
    return GiveStatus(contract=FoundContract(number=number, how=how, seen=number.value.replace("F", "f ")))


def _answers(snapshot: ContractSnapshot) -> Mapping[TemplateKey, StatusAnswer]:
    """What the portal says where it does not simply answer."""
    number = snapshot.number
    return {
        TemplateKey.CONTRAT_INTROUVABLE: ContractUnknown(number=number),
        TemplateKey.PORTAIL_INDISPONIBLE: StatusUnavailable(number=number, reason="preview"),
        TemplateKey.REPONSE_ANCIENNE: StatusKnown(snapshot=snapshot, source=Source.STALE),
    }


def _says(number: ContractNumber, now: datetime) -> Mapping[TemplateKey, Say]:
    """What is being said, for the templates that do not tell a status."""
    one = (number,)
    standing = ComplaintStanding(
        about=_KIND, contract=number, status="escalated", opened_at=now - timedelta(days=2), ticket=_TICKET
    )
    return {
        TemplateKey.CORRECTION: _status(number, How.CORRECTED),
        TemplateKey.CONTRATS_EN_TROP: LeaveOut(contracts=(number, _NUMBER)),
        TemplateKey.DEMANDE_NUMERO: AskNumber(),
        TemplateKey.NUMERO_INCOMPLET: AskNumber(seen=("F12345",)),
        TemplateKey.AIDE: Help(),
        TemplateKey.RECLAMATION_SANS_NUMERO: AskNumber(complaint=True),
        TemplateKey.RECLAMATION_OUVERTE: ComplaintNoted(about=_KIND, contracts=one),
        TemplateKey.RECLAMATION_MENU: AskKind(),
        TemplateKey.RECLAMATION_DETAILS: AskDetails(about=_KIND),
        TemplateKey.RECLAMATION_CONFIRMATION: AskConfirmation(
            about=_KIND, contracts=one, details="Le client attend depuis trois semaines."
        ),
        TemplateKey.RECLAMATION_ABANDONNEE: ComplaintDropped(),
        TemplateKey.RECLAMATION_SUIVI: standing,
        TemplateKey.RECLAMATION_AUCUNE: NoComplaint(),
        TemplateKey.RECLAMATION_RESOLUE: ComplaintSolved(about=_KIND, contract=number),
        TemplateKey.TICKET_ESCALADE: TicketSent(contract=number, ticket=_TICKET),
        TemplateKey.TICKET_RESOLU: TicketSolved(
            contract=number, ticket=_TICKET, notes="Raccordement fait ce matin."
        ),
        TemplateKey.LIMITE_ATTEINTE: TooMany(),
        TemplateKey.MEDIA_NON_LU: MediaUnread(kind=MediaKind.AUDIO),
        TemplateKey.RELAIS_HUMAIN: HandedOver(),
        TemplateKey.MERCI: Thanks(),
        TemplateKey.NON_INSCRIT: NotOnList(),
    }
