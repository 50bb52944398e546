"""Whether somebody asks what became of a complaint of theirs."""

import re

from jarvis_domain.understanding.text import fold_words

# Everything is matched against folded words: lower case, no accents, doubled letters once, one space.
_COMPLAINT = r"(?:reclam\w*|plaintes?|signalements?|chika[yj]\w*|xikay\w*|shikay\w*|tic?kets?|complaints?)"
_MINE = rf"""(?:
    (?:ma|mes|notre|nos|la|les|cete|ces|le|mon|my|our|the|that|this|had|hadik|dik)\ {_COMPLAINT}
    | l{_COMPLAINT} | chika[yj]ti | xikayti | {_COMPLAINT}\ (?:\w+\ )?d[iy]al\w*
)"""
_ASKS = r"""(?:
    ou\ en\ (?:est|sont|es) | en\ est\ ou | ou\ (?:est|sont) | ou\ ca\ en\ est | que\ devient | quid | sort
    | quoi\ de\ (?:neuf|nouveau) | (?:du|des)\ nouve\w+ | nouveles? | suivi | suivre | suite | statut | status
    | etat | avancement | traitee?s? | resolue?s? | reglee?s?
    | (?:any\ )?news | update | what\ about | what\ hapened | where\ is | solved
    | a?ch?no\w* | a?xno | ach | wa(?:ch|x|sh) | f[ie]+n | kifach | w[ae]?sl\w* | jdid | khbar
)"""
_STATE = r"(?:suivi|statut|status|etat|avancement|suite)"
_ARABIC_COMPLAINT = r"(?:\w{0,3}شكاي\w+|\w{0,3}الشكوي|شكواي|\w{0,2}التذكره|تذكرتي|\w{0,3}تي?كيت)"
_ARABIC_ASKS = r"""(?:
    ا?شنو | شنهو | اش | واش | فين | وين | اين | متي | هل | كيف | ماذا | ما\ ه[وي] | مصير | حاله | تتبع
    | جديد | ا?خبار | وصلا?ت
)"""
_FEW = r"(?:\w+\ ){0,4}?"
_ASKED = re.compile(
    rf"""(?<!\w)(?:
        {_ASKS}\ {_FEW}{_MINE} | {_MINE}\ {_FEW}{_ASKS} | {_STATE}\ (?:de\ )?{_COMPLAINT}
        | {_ARABIC_ASKS}\ {_FEW}{_ARABIC_COMPLAINT} | {_ARABIC_COMPLAINT}\ {_FEW}{_ARABIC_ASKS}
    )(?!\w)""",
    re.VERBOSE,
)
# As it is typed: folding would shorten a number with the same letter twice.
_TICKET = re.compile(r"(?<!\w)ONG[\W_]?[A-Z0-9]{6}(?!\w)", re.IGNORECASE)
_NAMED_ALONE = re.compile(rf"(?:et|w|و|pour|salam|bonjour)?\ ?(?:{_MINE}|شكايتي)", re.VERBOSE)
# To file one: "faire une réclamation", "ndir chikaya".
_TO_FILE = re.compile(
    rf"""(?<!\w)(?:
        (?:faire|deposer|poser|ouvrir|creer|envoyer?|une?|des|autre|ndir|nhet|nhot|open|file|make|a|new)
        \ (?:une\ |la\ |a\ )?l?{_COMPLAINT}
        | (?:نقدم|ندير|نحط|نسجل|تقديم|تسجيل|وضع|لدي|عندي)\ (?:\w+\ )?\w{{0,3}}شك\w+
    )(?!\w)""",
    re.VERBOSE,
)
_LONGEST_READ = 400


def asks_complaint_status(text: str) -> bool:
    """Whether the text asks how a complaint, or one of our tickets, stands; never raises.

    To complain, or to ask for a contract's status, is something else.
    """
    folded = fold_words(text[:_LONGEST_READ])
    if _TO_FILE.search(folded):
        return False
    return bool(
        _TICKET.search(text[:_LONGEST_READ]) or _ASKED.search(folded) or _NAMED_ALONE.fullmatch(folded)
    )
