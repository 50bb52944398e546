"""What contractors write, by language: each list is read by the rules as its name says."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Tongue(StrEnum):
    """The languages of the traffic; Darija in both of its scripts."""

    FRENCH = "fr"
    DARIJA = "darija"
    DARIJA_ARABIC = "darija_arabic"
    ARABIC = "ar"
    ENGLISH = "en"


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """`{}` stands for a contract number or several; `bare` questions name none, `other` ask nothing."""

    hello: tuple[str, ...]
    opening: tuple[str, ...]
    asking: tuple[str, ...]
    several: str
    bare: tuple[str, ...]
    other: tuple[str, ...]
    thanks: tuple[str, ...]


SHARES: Mapping[Tongue, float] = {
    Tongue.DARIJA: 0.35,
    Tongue.FRENCH: 0.3,
    Tongue.DARIJA_ARABIC: 0.15,
    Tongue.ARABIC: 0.12,
    Tongue.ENGLISH: 0.08,
}

PHRASES: Mapping[Tongue, Phrases] = {
    Tongue.FRENCH: Phrases(
        hello=("bonjour", "bjr", "Bonjour l'équipe"),
        opening=("je veux connaître la situation", "la situation svp"),
        asking=(
            "Bonjour, pouvez-vous me donner le statut du contrat {} svp ?",
            "bjr c koi la situation de {}",
            "statut {} svp",
            "où en est le contrat {} ?",
        ),
        several="statut {} svp",
        bare=("où en est mon dossier ?", "la situation svp"),
        other=("vous êtes ouverts samedi ?",),
        thanks=("merci", "merci beaucoup"),
    ),
    Tongue.DARIJA: Phrases(
        hello=("salam", "slm", "salam khouya"),
        opening=("bghit n3ref", "bghit n3ref fin wsel dossier"),
        asking=("fin wsel {}", "salam, fin wsel {} ?", "chno l7ala dyal {}"),
        several="fin wsel {}",
        bare=("fin wsel dossier dyali",),
        other=("wach khdamin ghda",),
        thanks=("chokran", "merci khouya"),
    ),
    Tongue.DARIJA_ARABIC: Phrases(
        hello=("سلام", "السلام عليكم"),
        opening=("بغيت نعرف", "الحالة عافاك"),
        asking=("فين وصل {}", "بغيت نعرف فين وصل الدوسي {}"),
        several="فين وصل {}",
        bare=("فين وصل الدوسي ديالي",),
        other=("واش خدامين غدا",),
        thanks=("شكرا",),
    ),
    Tongue.ARABIC: Phrases(
        hello=("السلام عليكم",),
        opening=("وضعية هذا العقد",),
        asking=("ما هي حالة العقد {} من فضلكم", "السلام عليكم أريد معرفة وضعية العقد {}"),
        several="ما هي حالة العقد {} من فضلكم",
        bare=("ما هي حالة العقد ديالي",),
        other=("هل تعملون يوم السبت؟",),
        thanks=("شكرا",),
    ),
    Tongue.ENGLISH: Phrases(
        hello=("hello",),
        opening=("i need the status",),
        asking=("where is {} please", "what is the status of contract {}?"),
        several="status of {} please",
        bare=("what is the status of my contract?",),
        other=("are you open tomorrow?",),
        thanks=("thanks",),
    ),
}
