"""What follows from words: the tables behind intent, complaint type, spam and language (data)."""

from jarvis_domain.understanding import (
    lexicon_ar,
    lexicon_darija,
    lexicon_darija_arabic,
    lexicon_en,
    lexicon_field,
    lexicon_fr,
    lexicon_spam,
    lexicon_visits,
)


def _together(*tables: dict[str, str]) -> dict[str, str]:
    """One table of several: each concept with the words of all."""
    concepts = dict.fromkeys(concept for table in tables for concept in table)
    return {concept: " ".join(table.get(concept, "") for table in tables) for concept in concepts}


WORDS: dict[str, dict[str, str]] = {
    "fr": _together(lexicon_fr.WORDS, lexicon_field.FR, lexicon_visits.FR, lexicon_spam.FR),
    "en": _together(lexicon_en.WORDS, lexicon_field.EN, lexicon_visits.EN, lexicon_spam.EN),
    "darija": _together(
        lexicon_darija.WORDS,
        lexicon_darija_arabic.WORDS,
        lexicon_field.DARIJA,
        lexicon_visits.DARIJA,
        lexicon_spam.DARIJA,
    ),
    "ar": _together(lexicon_ar.WORDS, lexicon_field.AR, lexicon_visits.AR, lexicon_spam.AR),
}
FUNCTION: dict[str, str] = {
    "fr": lexicon_fr.FUNCTION,
    "en": lexicon_en.FUNCTION,
    "darija": lexicon_darija.FUNCTION + lexicon_darija_arabic.FUNCTION,
    "ar": lexicon_ar.FUNCTION,
}

# Complaint type ← weight, meanings that must all be present, meanings that must be absent. The heaviest rule
# wins; at equal weight the earlier one. A complaint of `autre` never outweighs a named one.
COMPLAINTS: tuple[tuple[str, float, str, str], ...] = (
    ("annulation_contrat", 6.0, "ANNUL", ""),
    ("annulation_contrat", 5.9, "UNWANTED", "BLOCKED OBSTACLE ACCOUNT"),
    ("annulation_contrat", 5.7, "REMOVE CONTRACT", ""),
    ("annulation_contrat", 5.7, "REMOVE CLIENT", ""),
    ("annulation_contrat", 5.7, "REMOVE NUMBERED", ""),
    ("annulation_contrat", 5.6, "RIVAL GONE", ""),
    ("retard_installation", 6.6, "THREAT ANNUL", ""),
    ("prise_de_rdv", 6.5, "RDV ANNUL", "CONTRACT"),
    ("prise_de_rdv", 5.8, "RDV CHANGE", ""),
    ("prise_de_rdv", 5.75, "POSTPONE", "DELAY"),
    ("prise_de_rdv", 4.95, "CHANGE DAY", "ADDRESS PHONE CONTRACT"),
    ("prise_de_rdv", 4.6, "AVAILABLE HOUR", ""),
    ("prise_de_rdv", 4.6, "VISIT DAY HOUR", ""),
    ("prise_de_rdv", 4.6, "CLIENT DAY HOUR", ""),
    ("prise_de_rdv", 4.6, "VISIT WANT DAY", ""),
    ("prise_de_rdv", 4.6, "SEND TECH HOUR", ""),
    ("prise_de_rdv", 4.6, "ASK DAY VISIT", "STATUS SINCE"),
    ("prise_de_rdv", 5.5, "RDV WANT", ""),
    ("prise_de_rdv", 4.6, "RDV", ""),
    ("prise_de_rdv", 4.85, "AVAILABLE DAY", ""),
    ("prise_de_rdv", 4.85, "DAY SEND TECH", ""),
    ("prise_de_rdv", 4.85, "AVAILABLE SEND TECH", ""),
    ("prise_de_rdv", 4.2, "SEND TECH", "ASK"),
    ("prise_de_rdv", 4.2, "DAY WANT INSTALL", ""),
    ("deuxieme_contrat", 6.3, "SECOND", "STRANGER"),
    ("deuxieme_contrat", 6.3, "ANOTHER LINE", "WRONG STRANGER RIVAL"),
    ("deuxieme_contrat", 6.25, "SAMENAME NUMBERS", ""),
    ("deuxieme_contrat", 6.25, "SAMENAME TWO", ""),
    ("deuxieme_contrat", 6.25, "SAMENAME ANOTHER", ""),
    ("deuxieme_contrat", 6.25, "OTHERSELLER NUMBERS", ""),
    ("deuxieme_contrat", 6.25, "OTHERSELLER TWO", ""),
    ("deuxieme_contrat", 6.05, "OTHERSELLER CONTRACT", "ANNUL"),
    ("deuxieme_contrat", 6.05, "OTHERSELLER CLIENT", "ANNUL"),
    ("deuxieme_contrat", 6.0, "TWO LINE", ""),
    ("deuxieme_contrat", 6.3, "TWO REMOVE", ""),
    ("deuxieme_contrat", 6.3, "TWO CLIENT", ""),
    ("deuxieme_contrat", 6.3, "TWO HAS", ""),
    ("deuxieme_contrat", 6.3, "TWO WRONG", ""),
    ("deuxieme_contrat", 6.25, "TWICE CLIENT", ""),
    ("deuxieme_contrat", 6.25, "TWICE CONTRACT", ""),
    ("deuxieme_contrat", 6.25, "TWICE ENTERED", ""),
    ("adresse_erronee", 6.2, "ADDRESS WRONG", ""),
    ("adresse_erronee", 6.2, "ADDRESS CHANGE", ""),
    ("adresse_erronee", 6.2, "ADDRESS NOTBUT", ""),
    ("adresse_erronee", 6.2, "OLDPLACE", ""),
    ("adresse_erronee", 6.0, "LIVES CONTRARY", ""),
    ("adresse_erronee", 6.0, "LIVES WRITTEN", ""),
    ("adresse_erronee", 6.0, "ADDRESS WRITTEN WHILE", "PHONED"),
    ("adresse_erronee", 6.0, "LIVES CHANGE", ""),
    ("adresse_erronee", 5.0, "TOWN CONTRARY", ""),
    ("adresse_erronee", 5.0, "ADDRESS CONTRARY", ""),
    ("adresse_erronee", 5.6, "MOVED", ""),
    ("adresse_erronee", 6.0, "ADDRESS LOST", ""),
    ("adresse_erronee", 4.95, "TECH LOST", ""),
    ("contact_errone", 6.2, "PHONED CONTRARY", "ADDRESS LIVES"),
    ("contact_errone", 6.2, "PHONED WRONG", "ADDRESS LIVES"),
    ("contact_errone", 6.2, "NUMBER NOTBUT", "ADDRESS CONTRACT"),
    ("contact_errone", 6.1, "STRANGER", ""),
    ("contact_errone", 6.1, "PHONE WRONG", ""),
    ("contact_errone", 6.1, "PHONE CHANGE", ""),
    ("contact_errone", 6.0, "NUMBER CLIENT WRONG", ""),
    ("contact_errone", 5.4, "NUMBER WRONG", "CONTRACT"),
    ("contact_errone", 5.4, "NUMBER CHANGE", "CONTRACT"),
    ("contact_errone", 5.3, "UNREACHABLE CLIENT", ""),
    ("contact_errone", 5.3, "UNREACHABLE PHONE", ""),
    ("contact_errone", 4.2, "UNREACHABLE", ""),
    ("contact_errone", 5.5, "ALTERNUMBER PHONE", ""),
    ("contact_errone", 5.5, "ALTERNUMBER PHONED", ""),
    ("contact_errone", 5.5, "ALTERNUMBER CLIENT", ""),
    ("contact_errone", 5.5, "ALTERNUMBER WRONG", ""),
    ("contact_errone", 5.5, "ALTERNUMBER NUMBER", ""),
    ("cas_bloque", 5.95, "OBSTACLE UNWANTED", ""),
    ("cas_bloque", 5.3, "OBSTACLE", ""),
    ("cas_bloque", 5.3, "BOUNCE", ""),
    ("retard_installation", 5.2, "NOSHOW", ""),
    ("retard_installation", 4.95, "PROMISE DURATION", ""),
    ("retard_installation", 4.95, "PROMISE NEG", "BLOCKED"),
    ("retard_installation", 4.95, "PROMISE NOTYET", ""),
    ("retard_installation", 4.95, "PROMISE DELAY", ""),
    ("retard_installation", 4.95, "NONET DURATION", ""),
    ("retard_installation", 4.95, "NONET SINCE", ""),
    ("retard_installation", 4.95, "NONET NOTYET", ""),
    ("retard_installation", 4.95, "NONET WAIT", ""),
    ("autre", 5.25, "RUDE TECH", ""),
    ("autre", 5.15, "RUDE", "BLOCKED OBSTACLE"),
    ("autre", 5.35, "TECH DEMAND MONEY", ""),
    ("autre", 5.35, "TECH DEMAND AMOUNT", ""),
    ("autre", 5.0, "CLIENT DEMAND AMOUNT", ""),
    ("autre", 5.05, "NET SLOW", ""),
    ("autre", 5.05, "DEVICE SLOW", ""),
    ("autre", 6.35, "PAYOUT", ""),
    ("autre", 5.4, "MYMONEY AMOUNT", ""),
    ("cas_bloque", 5.3, "SYSTEM WRONG NUMBERED", "ADDRESS PHONE"),
    ("cas_bloque", 5.95, "SYSTEM UNWANTED", ""),
    ("cas_bloque", 4.75, "SYSTEM NEG", "PHONE ADDRESS SINCE"),
    ("retard_installation", 4.45, "HARASS INSTALL", ""),
    ("retard_installation", 4.45, "HARASS TECH", ""),
    ("retard_installation", 4.45, "HARASS COME", ""),
    ("autre", 5.1, "BLOCKED ACCOUNT", "NUMBERED CLIENT CONTRACT"),
    ("cas_bloque", 5.0, "BLOCKED", ""),
    ("retard_installation", 4.9, "NEG COME TECH", ""),
    ("retard_installation", 4.9, "NOTYET COME TECH", ""),
    ("retard_installation", 4.8, "DELAY INSTALL", ""),
    ("retard_installation", 4.5, "DELAY", ""),
    ("retard_installation", 4.4, "WAIT INSTALL", ""),
    ("retard_installation", 4.4, "WAIT TECH", ""),
    ("retard_installation", 4.4, "WAIT SINCE", ""),
    ("retard_installation", 4.4, "WAIT DURATION", ""),
    ("retard_installation", 4.4, "NOTYET INSTALL", ""),
    ("retard_installation", 4.4, "NOTYET TECH", ""),
    ("retard_installation", 4.4, "NOTYET COME", ""),
    ("retard_installation", 4.4, "NOTYET DURATION", ""),
    ("retard_installation", 4.4, "NOTYET SINCE", ""),
    ("retard_installation", 4.4, "NEG DURATION", ""),
    ("retard_installation", 4.4, "NEG SINCE", ""),
    ("retard_installation", 4.4, "WAIT NOTYET", ""),
    ("retard_installation", 4.4, "WAIT CLIENT", ""),
    ("retard_installation", 4.3, "NEG INSTALL", ""),
    ("retard_installation", 4.4, "NEG COME CLIENT", ""),
    ("retard_installation", 4.3, "FORGOT CLIENT", ""),
    ("retard_installation", 4.3, "FORGOT CONTRACT", ""),
    ("retard_installation", 4.3, "FORGOT NUMBERED", ""),
    ("retard_installation", 4.4, "WAIT UPSET", ""),
    ("retard_installation", 4.4, "UPSET SINCE", "TECH"),
    ("retard_installation", 4.0, "SINCE DURATION", "STATUS CHECK"),
    ("autre", 4.7, "MONEY NEG", ""),
    ("autre", 4.7, "MONEY NOTYET", ""),
    ("autre", 4.7, "MONEY DELAY", ""),
    ("autre", 4.7, "MONEY WRONG", ""),
    ("autre", 4.7, "MONEY WAIT", ""),
    ("autre", 4.7, "MYMONEY ASK", ""),
    ("autre", 4.7, "MYMONEY NEG", ""),
    ("autre", 4.7, "ACCOUNT NEG", "NUMBERED"),
    ("autre", 4.45, "DEVICE NEG", ""),
    ("autre", 4.45, "BROKEN", ""),
    ("autre", 3.5, "UPSET", ""),
    ("autre", 2.0, "PROBLEM", ""),
)

# Any of these groups of meanings makes a question about a contract, number or not.
STATUS_QUESTIONS = (
    "STATUS ASK",
    "STATUS CONTRACT",
    "STATUS CLIENT",
    "STATUS CHECK",
    "CHECK CONTRACT",
    "CHECK CLIENT",
    "ASK INSTALL",
    "ASK TECH COME",
    "CONTRACT QUESTION",
    "STATUS SHORT",
    "SAME",
)

# Without a number, these make it a question about the work itself and not about a contract.
NOT_A_STATUS = ("CREATE", "PLACE", "COVERAGE", "KNOWHOW", "SELF", "HOWTO")

# Weight of each kind of spam word, up to three different ones each, and what speaks for a contractor.
SPAM_WEIGHTS = {
    "LURE": 1.0,
    "GAIN": 1.3,
    "LOAN": 1.3,
    "CRYPTO": 1.2,
    "JOB": 1.0,
    "CLICK": 1.0,
    "CHAIN": 1.5,
    "PHISH": 1.5,
}

# What promotions say together, and how much more that weighs than each word alone.
SPAM_TOGETHER = {
    "GAINRATE": 2.0,
    "PEOPLE CHAIN": 1.5,
    "PEOPLE SEND": 2.0,
    "RELIG CHAIN": 1.0,
    "RELIG SEND": 1.0,
    "CODE GIVE": 2.0,
    "CODE ERRSENT SEND": 2.0,
    "CODE PHISH": 1.0,
    "LURE AMOUNT": 0.5,
    "GAIN AMOUNT": 0.7,
    "CRYPTO AMOUNT": 1.0,
    "CLICK LURE": 0.5,
    "CLICK GAIN": 0.5,
}
WORK_WEIGHTS = {
    "CONTRACT": 1.0,
    "CLIENT": 0.8,
    "INSTALL": 0.7,
    "TECH": 1.0,
    "RDV": 0.8,
    "BLOCKED": 0.5,
    "STATUS": 0.7,
}
DRESS_WEIGHTS = {"LINK": 1.0, "SHOUT": 0.5, "PHONED": 0.4}
SPAM_THRESHOLD = 2.0

# Meanings that take others back: what is said after all is no problem, only asked, or long over.
TAKEN_BACK = (
    ("NOPROBLEM", "PROBLEM DELAY NEG"),
    ("ORNOT", "NOTYET NEG"),
    ("MAYBE", "PROBLEM BLOCKED"),
    ("SELF", "FORGOT"),
    ("SELFFIX NUMBERED", "WRONG NUMBER"),
)

DURATION_UNITS = """
j jr jrs jour jours semaine semaines sem mois an ans day days week weeks month months yawm youm ayam
iyam yam simana simanat semana chhar chher chhor chehr nhar dyam ايام يوم يوما اسبوع اسابيع شهر اشهر
شهور سيمانه سيمانات ايامات يامات نهار
"""

YES = """
oui ouii wi yes yep na3am nam n3am wakha waxa iyeh ايه نعم اه اييه واخا d_accord dac confirmer
je_confirme confirme ok_oui ah ayeh
"""

# What ends a talk, and what may stand beside it.
CLOSING = """
merci mrc mrci merci_beaucoup thanks thank_you thx thnx chokran choukran shokran chkran ok oki okay okey
d_accord dac dakor daccord parfait super top nickel bien_reçu reçu c_est_bon c_est_noté noté ça_marche
safi sf wakha waxa mzyan mezyan tbarkallah barak_llah_fik lah_y7efdek llah_yhafdek lah_ykhelik
شكرا شكرا_جزيلا اوكي تمام واخا صافي مزيان تبارك_الله بارك_الله_فيك الله_يحفظك الله_يخليك بارك_الله_فيكم
"""
BESIDE_CLOSING = """
beaucoup bien bzaf bezaf khoya khouya khti sahbi si monsieur a vous à_vous tous à_tous infiniment jazilan much
very you so الله جزيلا بزاف خويا ختي صاحبي لكم لك جدا
"""

# Words that more than one language writes and that therefore show little.
ARTICLES = """
le la les l de du d des un une et en au a the an of to in on
"""
GREETINGS = """
salam slm slam salamo ssalam nchallah inchallah nchalah inshallah inchalah hay khoya khouya khti chokran
safi llah allah bonjour bjr slt hello hi merci svp stp ok thanks
"""
SHARED_ARABIC = """
من ولا في على عن مع كل ما علي عليه عليها له لها لي لكم هو هي انا يوم يومين شهر شهرين السلام عليكم ورحمه الله
عند وبركاته شكرا ايام اليوم رقم الرقم عقد العقد الى حتى قبل بعد هنا او لا منه منها بدون اكثر كثير زبون
الزبون الملف ملف المشكل مشكل موعد الموعد العنوان عنوان الهاتف هاتف نفس سلام التركيب تركيب مازال وصل
اسبوع الان تقني التقني نعم
"""

# Given names, family names and towns that look like misspelt words of the trade.
NAMES = """
mohamed mohammed mouhamed ahmed hamid hicham hichame hachem rachid said youssef yousef karim khalid nabil
samir amine anas adil adel aziz abdellah abdelaziz abdelkader brahim ibrahim driss hassan hassane houssine
hamza imad jamal jawad kamal mehdi mounir mourad mustapha mostafa nordine noureddine omar othmane reda
redouane salah simo soufiane tarik taoufik walid yassine younes zakaria zineb fatima khadija aicha naima
latifa malika samira karima hanane houda imane ikram kawtar laila meryem mariam nadia najat rachida sanaa sara
siham souad wafae bennani alaoui idrissi tazi fassi benali chraibi berrada lahlou tahiri naciri mansouri
lahcen sale fes rabat agadir tanger tangier marrakech meknes oujda kenitra tetouan temara mohammedia
casablanca casa khouribga settat safi eljadida jadida nador taza berkane larache khemisset beni mellal
errachidia ouarzazate essaouira laayoune dakhla skhirat bouskoura berrechid taroudant guelmim
محمد احمد يوسف كريم خالد رشيد سعيد حسن حسين ابراهيم عمر علي امين هشام مصطفى فاطمة خديجة مريم نادية سلا
الرباط مراكش اكادير طنجة فاس مكناس وجدة الدارالبيضاء البيضاء كازا القنيطرة تطوان تمارة المحمدية
"""

# Number words that make a duration of the unit behind them.
COUNTS = """
un une deux trois quatre cinq six sept huit dix quinze vingt plusieurs quelques
two three four five six several few
jouj joj zouj tlata tlat rb3a khamsa 3achra wahd chi bzaf
عده بزاف ثلاثه ثلاث تلاته تلت جوج اربعه عشره خمسه خمستاشر ربعه شي
"""

# One of these makes the sentence Darija, whatever French stands around it.
MATRIX_WORDS = """
wach wash wax wesh bghit bghina 3afak 3afakom chno chnou dyal dyali dial dyalo dialo mazal kayn makaynch 3lach
kifach imta lclient chouf choufo
"""

# SMS French ← what it stands for; only spellings that mean nothing else in the other languages.
RESPELT = {
    "pa": "pas",
    "e": "est",
    "veu": "veut",
    "ve": "veux",
    "veus": "veux",
    "fo": "faut",
    "atten": "attend",
    "atends": "attend",
    "jatten": "attend",
    "jatend": "attend",
    "jatends": "attend",
    "tjrs": "toujours",
    "tjr": "toujours",
    "tjs": "toujours",
    "tj": "toujours",
    "bone": "bonne",
    "adres": "adrese",
    "nimero": "numero",
    "nemero": "numero",
    "enkor": "encore",
    "encor": "encore",
    "ankor": "encore",
    "kand": "quand",
    "pkoi": "pourquoi",
    "prkoi": "pourquoi",
    "statu": "statut",
    "bloker": "bloque",
    "kil": "qu il",
    "kel": "quel",
    "kelle": "quelle",
    "attan": "attend",
    "atan": "attend",
    "aten": "attend",
    "attent": "attend",
    "kan": "quand",
    "eske": "est ce que",
    "klien": "client",
    "kliens": "clients",
    "semene": "semaine",
    "semen": "semaine",
    "pluz": "plus",
    "plu": "plus",
    "konta": "contrat",
    "rdz": "rdv",
    "teknicien": "technicien",
    "tecnicien": "technicien",
    "tekniciens": "technicien",
}
