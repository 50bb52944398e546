"""Yes, no and "leave it": what a short answer to a question of ours means, in four languages."""

import re
from enum import StrEnum

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.phrases import phrases, said_only
from jarvis_domain.understanding.text import fold_words


class ShortAnswer(StrEnum):
    """`no` answers a question, `leave` ends the talk of it whatever was asked."""

    YES = "yes"
    NO = "no"
    LEAVE = "leave"


class _Word(StrEnum):
    YES = "yes"
    NO = "no"
    LEAVE = "leave"
    ENOUGH = "enough"
    """"safi": alone it leaves; beside a yes it only says that this is all."""


_WORDS = {
    _Word.YES: lexicon.YES
    + """
        1 ok oki okay okey oké d_accord dakor daccord exact exactement correct c_est_bon c_est_ça
        c_est_correct bien_sûr confirmé confirmer je_confirme valider valide je_valide envoyer envoie
        envoyez vas_y allez_y
        iyyeh eyeh yeah sure confirm send go_ahead sift sifto siftha siftiha sayfet sifet mzyan mezyan
        نعم اه ايه واه واخا اوكي تمام موافق اكد أؤكد صحيح صيفط صيفطو صيفطها مزيان اجل بالتأكيد
    """,
    _Word.NO: """
        non no nan nn la lla laa pas_maintenant pas_la_peine mabghitch mabghitx ma_bghitch machi machi_daba
        لا لالا ماشي مابغيتش ما_بغيتش ماشي_دابا
    """,
    _Word.LEAVE: """
        0 o annuler annule annulez annulé j_annule stop stoppe arrête arrêter arrêtez laisse laissez
        laisse_tomber laissez_tomber laisse_ça oublie oubliez oublie_ça cancel quit exit quitter sortir
        never_mind nevermind forget_it leave_it stop_it
        sir sir_b7alk sir_bhalk khelliha khelih khaliha khliha khelli khelli_3lik nsaha nsah bla_ma blach
        blach_mnha khrej
        سير سير_بحالك خليها خليه خلي نساها نسا بلاش بلاش_منها الغاء الغي الغيه الغيها ألغ وقف حبس كنسل خروج
    """,
    _Word.ENOUGH: """
        safi sf saffi khlas khalas baraka barakat ça_suffit c_est_tout enough
        صافي صافى خلاص باراكا بركة يكفي
    """,
}
_MEANINGS = {phrase: word for word, listed in _WORDS.items() for phrase in phrases(listed)}
_BESIDES = phrases("""
    merci beaucoup svp stp salam slm bonjour khoya khouya khti sahbi si sidi monsieur chokran choukran afak
    3afak please thanks thank_you pls donc alors ça tout bla_jmil llah_yhafdek
    شكرا خويا ختي صاحبي عافاك من_فضلك الله_يحفظك سلام السلام عليكم سيدي
""")
_CLEAR = {frozenset({_Word.YES}): ShortAnswer.YES, frozenset({_Word.NO}): ShortAnswer.NO}
_THUMBS = re.compile("[👍✅👌]")


def short_answer(text: str) -> ShortAnswer | None:
    """What the text answers; None where it says anything else besides, or two things at once.

    Digits of any script: 1 is yes, 0 leaves.
    """
    words = fold_words(text).split()
    if not words:
        return ShortAnswer.YES if _THUMBS.search(text) else None
    said = said_only(words, _MEANINGS, _BESIDES) or frozenset()
    meant = said - {_Word.ENOUGH}
    if meant in _CLEAR:
        return _CLEAR[meant]
    return ShortAnswer.LEAVE if said and meant <= {_Word.LEAVE, _Word.NO} else None
