"""The words people measure waiting with, in French, English, Arabic and Darija (data)."""

from jarvis_domain.understanding.text import fold_words


def _words(listed: str) -> frozenset[str]:
    """The listed words folded as messages are; `_` joins the words of a phrase."""
    return frozenset(fold_words(entry.replace("_", " ")) for entry in listed.split())


def _table(listed: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in listed.items() for word in _words(words)}


# A unit ← its days.
UNITS = _table({
    1: "j jr jrs jour jours journée journées day days yawm youm yom ayam iyam yam nhar يوم يوما أيام ايامات"
    " يامات نهار",
    7: "semaine semaines sem week weeks simana simanat semana smana smanat أسبوع أسبوعا أسابيع سيمانة سيمانات"
    " سمانة",
    30: "mois month months chhar chher chhor chehr xhar xher شهر شهرا أشهر شهور شهورا",
    365: "an ans année années year years 3am سنة عام أعوام سنوات",
})  # fmt: skip

# Words that are a count and its unit in one.
DUALS = _table({
    2: "yawmayn youmayn yumayn يومين",
    14: "simantayn smantayn أسبوعين سيمانتين",
    60: "chehrayn chahrayn chhrayn شهرين",
    730: "3amayn سنتين عامين",
})  # fmt: skip

COUNTS = _table({
    1: "un une a one wahd wa7d w7d chi واحد واحدة شي",
    2: "deux two couple jouj joj juj zouj zuj جوج زوج اثنين plusieurs quelques several few des bzaf bezaf"
    " بزاف عدة",
    3: "trois three tlata tlat tleta ثلاث ثلاثة تلاتة تلت",
    4: "quatre four rb3a reb3a rab3a أربع أربعة ربعة ربع",
    5: "cinq five khmsa khamsa khemsa خمس خمسة",
    6: "six stta seta sta ست ستة",
    7: "sept seven sb3a seb3a sab3a سبع سبعة",
    8: "huit eight tmnya tmenya tmania huitaine ثماني ثمانية تمنية",
    9: "neuf nine ts3oud ts3od tes3oud تسع تسعة تسعود",
    10: "dix ten dizaine 3chra 3achra عشرة عشر",
    11: "onze eleven 7dach hdach حداش",
    12: "douze twelve tnach طناش",
    13: "treize thirteen tltach tletach تلطاش",
    14: "quatorze fourteen rb3tach rbe3tach ربعطاش",
    15: "quinze fifteen quinzaine khmstach khamstach khemstach khmestach خمسطاش خمستاش خمستاشر",
    16: "seize sixteen stach settach ستاش سطاش",
    17: "seventeen sb3tach سبعطاش",
    18: "eighteen tmntach tmentach تمنطاش",
    19: "nineteen ts3tach تسعطاش",
    20: "vingt vingtaine twenty 3chrin 3echrin 3achrin عشرين عشرون",
    30: "trente trentaine thirty tlatin tlatine ثلاثين ثلاثون تلاتين",
    40: "quarante quarantaine forty rb3in reb3in أربعين أربعون ربعين",
    50: "cinquante fifty khmsin khamsin خمسين خمسون",
    60: "soixante sixty stin settin ستين ستون",
})  # fmt: skip

# What may stand between a count and its unit, and between the parts of a count.
LINKS = _words("de d of dyal dial ديال د derniers dernières last")
AND = _words("et w و")
HALVES = _words("demi demie nos nas noss nss نص نصف half")
GLUED_HALVES = _words("wnos wnoss wnas ونص ونصف")

# What stands before a duration and makes it more, or no delay at all. The longest phrase is the closest.
MORE = _words(
    "plus_de plus_d plus_que plus au_delà_de dépasse dépassé dépassent dépassés more_than over"
    " kter_mn ktar_mn kthar_mn ktr_mn kter_men ktar_men kthar_men fo9 أكثر_من كثر_من كتر_من أزيد_من فوق"
)
NOT_PAST = _words(
    "dans sous ici within in under f ف خلال غضون hna هنا moins_de moins_d pas_plus_de pas_plus_d less_than"
    " a9al_mn aqal_mn أقل_من engagement abonnement forfait promo gratuit gratuite garantie facture"
    " chaque kol كل"
)
NOT_PAST_AFTER = _words(
    "prochain prochaine prochains prochaines next jaya jay jayin jayine القادم القادمة المقبل المقبلة الجاي"
    " الجاية gratuit gratuits gratuite gratuites offert offerts offertes free d_engagement d_abonnement"
)

# A bare week, month or year is one of them only beside one of these.
SINCE = _words(
    "depuis since hadi hadhi mn men من منذ مند هادي هذي هدي مر مرت daz dazt داز دازت دازات فات فاتت kter_mn"
)
PASSED = _words("hadi hada hadhi ago kaml kamel هادي هذي هدي هذا كامل مضى")
MONTHS = _words(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " يناير فبراير مارس أبريل ماي ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"
)
