"""Reply templates: French and Arabic with named variables, checked when they are saved."""

from enum import StrEnum

import msgspec


class TemplateKey(StrEnum):
    DOSSIER_INCOMPLET = "dossier_incomplet"
    FERME = "ferme"
    ACTIVATION_LANCEE = "activation_lancee"
    BO_FIXE = "bo_fixe"
    BO_PRESTATAIRE = "bo_prestataire"
    REFUSE_PAR_BO = "refuse_par_bo"
    STATUT_AUTRE = "statut_autre"
    CONTRAT_INTROUVABLE = "contrat_introuvable"
    DEMANDE_NUMERO = "demande_numero"
    CORRECTION = "correction"
    AIDE = "aide"
    PORTAIL_INDISPONIBLE = "portail_indisponible"
    REPONSE_ANCIENNE = "reponse_ancienne"
    RECLAMATION_OUVERTE = "reclamation_ouverte"
    RECLAMATION_DETAILS = "reclamation_details"
    RECLAMATION_RESOLUE = "reclamation_resolue"
    TICKET_ESCALADE = "ticket_escalade"
    TICKET_RESOLU = "ticket_resolu"
    LIMITE_ATTEINTE = "limite_atteinte"
    MEDIA_NON_LU = "media_non_lu"
    RELAIS_HUMAIN = "relais_humain"


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One answer in both languages; raises InvalidTemplate when it could not be sent."""

    key: TemplateKey
    fr: str
    ar: str


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Every key with its template."""

    templates: dict[TemplateKey, Template]

    def __getitem__(self, key: TemplateKey) -> Template:
        return self.templates[key]
