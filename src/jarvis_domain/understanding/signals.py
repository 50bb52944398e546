"""Signals that are a pattern and not a word: amounts, hours, phones, durations, "this and not that"."""

import re

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import BIT, Heard

_UNITS = "|".join(sorted(fold_words(lexicon.DURATION_UNITS).split(), key=len, reverse=True))
_COUNTS = "|".join(fold_words(lexicon.COUNTS).split())
_MONEY = r"(?:dhs?|dirhams?|mad|drh?m?s?|euros?|dolars?|درهم|دراهم|دولار|ريال)"
_EACH = r"(?:par|/|f|fl|kol|chaque|a|per|في|ف|كل|every|each)"
_SPAN = (
    r"(?:jours?|j|nhar|youm|yom|mois|chhar|semaine|simana|heure|day|week|month"
    r"|اليوم|النهار|يوم|نهار|الشهر|شهر)"
)
_MANY = r"(?:[0-9]{1,3}|tous|toutes|al|every|ga3|gae|kol|جميع|كل|عشره|عشرين|3achra|3chra|3chrin)"
_PERSONS = (
    r"(?:person\w*|ami|amis|amies|contacts?|groupes?|groups?|people|friends?|wa7d|wahd|wahed|nas|dnas|ناس|"
    r"الناس|دالناس|واحد|شخصا?|اشخاص|صديقا?|اصدقاي\w*|اصدقاء|صحاب\w*|s7ab\w*|sn?hab\w*)"
)

# Each is searched in the folded words: letters and digits, one space between.
_FOLDED = {
    "DURATION": re.compile(
        rf"(?<!\w)(?:[0-9]{{1,3}}(?:e|em|eme|ieme|th)?|{_COUNTS}) ?(?:d |dyal |ديال |د )?(?:{_UNITS})(?!\w)"
    ),
    "HOUR": re.compile(
        r"(?<!\w)[0-9]{1,2} ?(?:h|am|pm)(?:[0-9]{2})?(?!\w)"
        r"|(?<!\w)(?:m3a|مع|apres|a partir de|after|at|b3d|بعد|avant|before|avec) "
        r"(?:l |les )?[0-9]{1,2}(?!\w)"
        rf"(?! ?(?:{_UNITS})(?!\w))|(?<!\w)مع ال\w+ه(?!\w)"
    ),
    "AMOUNT": re.compile(rf"[0-9] ?{_MONEY}(?!\w)"),
    "GAINRATE": re.compile(
        rf"[0-9] ?{_MONEY} (?:{_EACH} ?)?{_SPAN}(?!\w)|[0-9] ?{_MONEY} (?:ف|فال|يوميا|daily)"
    ),
    "PEOPLE": re.compile(rf"(?<!\w){_MANY} (?:\w{{1,8}} ){{0,2}}{_PERSONS}(?!\w)"),
}
_HOW = (
    r"coment (?:on|je|tu|faire|fais|se|dois|peut|utiliser|activer|mesurer)|que faire"
    r"|how (?:do|can|to|should)"
    r"|kifa(?:ch|x|sh) (?:n|kan|kay|yi|tn)\w+|(?:a?chno|ach|chnou|achnou) (?:n?dir|nkteb|nktb|khassni ndir)"
    r"|كيفاش [نكت]\w+|كيف [انيت]\w+|(?:شنو|اشنو|اش) ندير|ماذا افعل|ما هو اقصى|ما هي (?:ال)?طريق\w+"
)
_MONTH = (
    r"(?:janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|يناير|فبراير|مارس|ابريل|ماي|يونيو|يوليوز|غشت"
    r"|شتنبر|اكتوبر|نونبر|دجنبر|jan|feb|mar|apr|may|jun|jul|aug)"
)
_FOLDED |= {
    "HOWTO": re.compile(rf"(?<!\w)(?:{_HOW})(?!\w)"),
    "SINCE": re.compile(
        rf"(?<!\w)(?:depuis|mn|men|من|منذ|since|dps|dp) (?:le |nhar |يوم )?(?:[0-9]{{1,2}} )?{_MONTH}"
        r"|(?<!\w)(?:depuis|dps|dp|since) (?:le |the )?[0-9]{1,2}"
    ),
    "WHILE": re.compile(
        r"(?<!\w)(?:w|و) ?(?:howa|hwa|huwa|hiya|hia|هو|هي)(?!\w)|alors qu|mais |while |(?<!\w)but "
    ),
}
# Each is searched in the message as it was typed.
_TYPED = {
    "QUESTION": re.compile(r"[?؟]"),
    "PHONED": re.compile(r"(?<!\d)(?:(?:\+|00) ?212|0)[ .\-]?[5-7](?:[ .\-]?\d){8}(?!\d)"),
    "AMOUNT": re.compile(r"[$€] ?[0-9]|[0-9] ?[$€]"),
    "LINK": re.compile(
        r"https?:|www\.|\bbit\.ly|\b[\w-]{2,40}\.(?:com|net|xyz|site|shop|online|info|club|top|win|link|store|click)\b",
        re.IGNORECASE,
    ),
    "SHOUT": re.compile(
        r"!{2,}|[0-9] ?%|[0-9] ?(?:dhs?|€|\$|درهم|mad)\b|"
        r"[\U0001f300-\U0001faff][^\n]{0,80}[\U0001f300-\U0001faff]",
        re.IGNORECASE,
    ),
}
_NOT = frozenset(fold_words("pas non machi mashi not ماشي وليس ليس لا moch").split())
_AFTER_NOT = 3  # words behind a "not" that may say again what stood before it
_BEFORE_NOT = 6
_SHORT = 3  # words: "statut ?", "fin wsl"


def signals_of(words: list[str], folded: str, text: str, heard: Heard) -> int:
    """The bits of every signal in a message: its folded words, the same as one text, and as it was typed."""
    bits = 0
    for name, pattern in _FOLDED.items():
        if pattern.search(folded):
            bits |= BIT[name]
    for name, pattern in _TYPED.items():
        if pattern.search(text):
            bits |= BIT[name]
    if len(words) <= _SHORT:
        bits |= BIT["SHORT"]
    if _one_not_other(words):
        bits |= BIT["NOTBUT"]
    return bits | (BIT["TWO"] if _two_contracts(words, heard) else 0)


def _one_not_other(words: list[str]) -> bool:
    """`rue 12 pas rue 21`, `building 5 not 15`, `derb 7 machi derb 17`."""
    for place, word in enumerate(words):
        if word in _NOT:
            before, behind = (
                words[max(0, place - _BEFORE_NOT) : place],
                words[place + 1 : place + 1 + _AFTER_NOT],
            )
            if any(said in before and len(said) > 2 for said in behind):
                return True
            if any(said.isdigit() for said in before) and any(said.isdigit() for said in behind):
                return True
    return False


_HOLDS = frozenset(fold_words("3ndo 3andou 3ando 3ndha 3andha عندو عندها لديه لديها has").split())
_BOTH = frozenset(fold_words("deux 2 jouj joj juj zouj zoj two جوج زوج").split())


def _two_contracts(words: list[str], heard: Heard) -> bool:
    nouns = {word for word, bits in heard.words if bits & (BIT["CONTRACT"] | BIT["LINE"])}
    return any(
        word in _BOTH and not nouns.isdisjoint(words[place + 1 : place + 4])
        for place, word in enumerate(words)
    )
