"""What follows from words: the tables behind intent, complaint type, spam and language (data)."""

from jarvis_domain.understanding import (
    lexicon_ar,
    lexicon_darija,
    lexicon_darija_arabic,
    lexicon_en,
    lexicon_fr,
)

WORDS: dict[str, dict[str, str]] = {
    "fr": lexicon_fr.WORDS,
    "en": lexicon_en.WORDS,
    "darija": {
        concept: f"{lexicon_darija.WORDS.get(concept, '')} {lexicon_darija_arabic.WORDS.get(concept, '')}"
        for concept in lexicon_darija.WORDS | lexicon_darija_arabic.WORDS
    },
    "ar": lexicon_ar.WORDS,
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
    ("annulation_contrat", 5.9, "UNWANTED", "BLOCKED"),
    ("annulation_contrat", 5.7, "REMOVE CONTRACT", ""),
    ("annulation_contrat", 5.7, "REMOVE CLIENT", ""),
    ("annulation_contrat", 5.7, "REMOVE NUMBERED", ""),
    ("annulation_contrat", 5.6, "RIVAL GONE", ""),
    ("prise_de_rdv", 6.5, "RDV ANNUL", "CONTRACT"),
    ("prise_de_rdv", 5.8, "RDV CHANGE", ""),
    ("prise_de_rdv", 5.5, "RDV WANT", ""),
    ("prise_de_rdv", 4.6, "RDV", ""),
    ("prise_de_rdv", 4.85, "AVAILABLE DAY", ""),
    ("prise_de_rdv", 4.85, "DAY SEND TECH", ""),
    ("prise_de_rdv", 4.85, "AVAILABLE SEND TECH", ""),
    ("prise_de_rdv", 4.2, "SEND TECH", "ASK"),
    ("prise_de_rdv", 4.2, "DAY WANT INSTALL", ""),
    ("deuxieme_contrat", 6.3, "SECOND", ""),
    ("deuxieme_contrat", 6.3, "TWO CLIENT", ""),
    ("deuxieme_contrat", 6.3, "TWO HAS", ""),
    ("deuxieme_contrat", 6.3, "TWO WRONG", ""),
    ("deuxieme_contrat", 6.25, "TWICE CLIENT", ""),
    ("deuxieme_contrat", 6.25, "TWICE CONTRACT", ""),
    ("deuxieme_contrat", 6.25, "TWICE ENTERED", ""),
    ("adresse_erronee", 6.2, "ADDRESS WRONG", ""),
    ("adresse_erronee", 6.2, "ADDRESS CHANGE", ""),
    ("adresse_erronee", 5.6, "MOVED", ""),
    ("adresse_erronee", 6.0, "ADDRESS LOST", ""),
    ("adresse_erronee", 4.95, "TECH LOST", ""),
    ("contact_errone", 6.1, "PHONE WRONG", ""),
    ("contact_errone", 6.1, "PHONE CHANGE", ""),
    ("contact_errone", 6.0, "NUMBER CLIENT WRONG", ""),
    ("contact_errone", 5.4, "NUMBER WRONG", "CONTRACT"),
    ("contact_errone", 5.4, "NUMBER CHANGE", "CONTRACT"),
    ("contact_errone", 5.3, "UNREACHABLE CLIENT", ""),
    ("contact_errone", 5.3, "UNREACHABLE PHONE", ""),
    ("contact_errone", 4.2, "UNREACHABLE", ""),
    ("contact_errone", 5.5, "ALTERNUMBER PHONE", ""),
    ("contact_errone", 5.5, "ALTERNUMBER CLIENT", ""),
    ("contact_errone", 5.5, "ALTERNUMBER WRONG", ""),
    ("contact_errone", 5.5, "ALTERNUMBER NUMBER", ""),
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
    "SAME",
)

# Without a number, these make it a question about the work itself and not about a contract.
NOT_A_STATUS = ("CREATE", "PLACE", "COVERAGE")

# Weight of each kind of spam word, up to three different ones each, and what speaks for a contractor.
SPAM_WEIGHTS = {"LURE": 1.0, "CLICK": 1.5, "CHAIN": 1.5, "PHISH": 1.5}
WORK_WEIGHTS = {
    "CONTRACT": 1.0,
    "CLIENT": 0.8,
    "INSTALL": 0.7,
    "TECH": 1.0,
    "RDV": 0.8,
    "BLOCKED": 0.5,
    "STATUS": 0.7,
}
SPAM_THRESHOLD = 2.0

DURATION_UNITS = """
j jr jrs jour jours semaine semaines sem mois an ans day days week weeks month months yawm youm ayam
iyam yam simana simanat semana chhar chher chhor chehr nhar dyam ايام يوم يوما اسبوع اسابيع شهر اشهر
شهور سيمانه سيمانات ايامات يامات نهار
"""

YES = """
oui ouii wi yes yep na3am nam n3am wakha waxa iyeh ايه نعم اه اييه واخا d_accord dac confirmer
je_confirme confirme ok_oui ah ayeh
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
hamza imad jamal jawad kamal mehdi mounir mourad mustapha mostafa nordine noureddine omar othmane reda redouane
salah simo soufiane tarik taoufik walid yassine younes zakaria zineb fatima khadija aicha naima latifa
malika samira karima hanane houda imane ikram kawtar laila meryem mariam nadia najat rachida sanaa sara
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
}
