"""The shapes of contract numbers and of their decoys, on aligned folded text (data, no logic)."""

import re

DIGIT_FOR = {
    "O": "0",
    "Q": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "S": "5",
    "B": "8",
    "Z": "2",
    "G": "6",
}

_LOOK = r"[OQIL|!SBZG]"
_ANY = r"[ACEHJKMNPRTUVWXY]"  # a letter that stands for no digit: seen inside a number it is only doubt
_SEP = r"[ \n.\-/_*~,:']"
_GAP = _SEP + r"{0,3}+"

# A letter counts as a place of the number only beside digits, so that the next word is never eaten.
_BEFORE_END = rf"(?={_SEP}{{0,3}}D(?![A-Z0-9']))"
_APART_END = rf"(?={_SEP}{{1,3}}D(?![A-Z0-9']))"
_PLACE = (
    r"(?:[0-9]"
    rf"|(?:{_LOOK}|(?<=[0-9]){_ANY})(?=(?:{_LOOK}{{0,6}}|{_SEP}{{1,3}})[0-9])"
    rf"|(?<=[0-9]){_LOOK}(?:(?={_LOOK}{{0,3}}D)|{_BEFORE_END})"
    rf"|(?:(?<=[0-9]{_SEP})|(?<=[0-9]{_SEP}{{2}})|(?<=[0-9]{_SEP}{{3}})){_LOOK}{_APART_END})"
)
_STRICT = rf"(?:[0-9]|(?<=[0-9]){_LOOK}(?=[0-9]))"
# Between two of its first digits: at most a gap, a look-alike and a gap.
_FRONT = r"(?=F(?:[^F0-9]{0,7}[0-9]){4})(?:F(?=[0-9]|[A-Z|!])|(?<![A-Z])F)"
_END = r"(?:(?<=[0-9OQIL|!SBZG])D|D(?![A-Z0-9']))"

PIECE = re.compile(
    rf"(?P<full>{_FRONT}{_GAP}(?P<full_core>{_PLACE}(?:{_GAP}{_PLACE}){{3,9}}+){_GAP}{_END})"
    rf"|(?P<front>(?<![0-9]){_FRONT}[ \n.\-_*:]{{0,2}}+"
    rf"(?P<front_core>{_STRICT}(?:[ \n.\-/_*]{{0,2}}+{_STRICT})*+)(?P<front_end>{_GAP}{_END})?)"
    rf"|(?P<arabic>(?<![\u0621-\u064a])\u0641[ \n.\-/]?(?P<arabic_core>[0-9](?:[ .\-/_]?[0-9]){{6}})"
    r"[ \n.\-/]?\u062f(?![\u0621-\u064a]))"
    r"|(?P<mirrored>(?<![A-Z0-9])D ?[0-9]{7} ?F(?![A-Z0-9]))"
    r"|(?P<bare>(?=[0-9](?:[ .\-/_*,\nOQIL|!SBZG]{0,3}[0-9]){4})"
    rf"(?P<bare_core>[0-9](?:[ .\-/_*,\n]{{0,2}}+{_STRICT})*+)(?P<bare_end>{_GAP}{_END})?)"
)

# Links and e-mail addresses hold no contract number, whatever stands in them.
LINK = re.compile(
    r"(?:HTTPS?:|WWW\.)[^\s\ufdd0]++"
    r"|(?<![\w.+\-])[\w.+\-]++@[\w\-]++\.[\w.\-]++"
    r"|(?<![\w.\-])[A-Z0-9\-]++(?:\.[A-Z0-9\-]++)*?"
    r"\.(?:COM|MA|NET|ORG|INFO|ME|LY|IO|GL|FR|XYZ|SITE|SHOP|ONLINE)/[^\s]*+"
)
MAY_HOLD_LINK = re.compile(r"[:@/]|WWW")

CODE = re.compile(
    r"(?<![A-Z0-9])(?:ONG|CMD|CDE|ORD|TCK|TKT|INC|REQ|FAC|BL|BC)[\-_#/][A-Z0-9]+(?:-[A-Z0-9]+)*+"
)

# The digit that opens an arabizi word ("3afak", "9bel") is a letter, even right after a number.
ARABIZI_DIGIT = re.compile(
    r"(?<![A-Z0-9.,])(?!3A[9QK]A?D|3QD)[235789](?=[OQILSBZG]{0,3}[ACEHJKMNPRTUVWXY][A-Z])"
)

GROUP = re.compile(r"[0-9OQIL|!SBZG]+")
NUMERIC = re.compile(r"[0-9]+")
PHONE_LIKE = re.compile(r"(?:00 ?212|212|0) ?[5-8][0-9 .\-/]{7,}")
DATE_LIKE = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])[ .\-/](?:0?[1-9]|1[0-2])[ .\-/](?:20)?[0-9]{2}"
    r"|20[0-9]{2}[ .\-/](?:0?[1-9]|1[0-2])[ .\-/](?:0?[1-9]|[12][0-9]|3[01])"
)

_OF = r"(?: ?(?:DYAL\w*|DIAL\w*|DE|DU|LE|EST|ESTT|HOWA|HIYA|HUWA|IS|RAH|رقم|ديال|هو|هي))*"
_NUMBER_SIGN = r"(?:[ :=#.\-']*(?:N[UO]?M+[EÉ]?R?O?S?|NUMBER|N[O°º]?|NBR|RA9M|RAQM|رقم|النمرة|نمرة))?[°º]?"
_TAIL = rf"{_OF}{_NUMBER_SIGN}{_OF}[ :=#.\-'\n(]*$"

CONTRACT_LABEL = re.compile(
    r"(?:^|[^A-Z])(?:[LD]?')?(?:[LD]|EL|AL)?(?:C[OA]NTRA?CT?S?|CONTRATS?|CTR?T?|3A9D|3AKD|3A9AD|3QD|DOSSIERS?|FD|F)"
    rf"{_TAIL}|(?:العقد|عقد|كونطرا|الكونطرا|لكونطرا|ملف|الملف|الدوسي|دوسي){_TAIL}"
    r"|(?:^|[^A-Z])(?:N[UO]?M+[EÉ]?R?O?|NUMBER|N[°ºO]?|NBR|RA9M|REF|REFERENCE)[°º]?[ :=#.\-']*$"
)
DECOY_LABEL = re.compile(
    r"(?:^|[^A-Z])(?:C\.?I\.?N\.?[EI]?|CNI|CARTE(?: NATIONALE)?|LAKART|CODE|RIB|IBAN|ICE|COMPTE|SERIAL|SERIE"
    r"|T[EÉ]L\w*|PHONE|GSM|MOBILE|PORTABLE|FIXE|WHAT?SAP+|TICKETS?|COMMANDES?|CMD|ORDERS?|ONG|FACTURES?|INVOICE|S/?N|RE[CÇ]U"
    r"|MAC|IMEI|OTP|PIN|PASSWORD|PASSE|LOGIN|PTO|PBO|GPS|LAT\w*|LONG\w*|LNG|MATRICULE|ID|IF|PATENTE|RC|ONT|ROUTEUR"
    r"|SOMME|MONTANT|PRIX|TOTAL|COLIS|TRACKING|CUSTOMER|CLIENTCODE)"
    rf"(?: ?(?:CLIENT|CUSTOMER|DE|D'|DU|NUMBER|ORANGE|BANCAIRE|COMMANDE))*{_TAIL}"
    r"|(?:لاكارط|البطاقة|بطاقة|الوطنية|التعريف|هاتف|الهاتف|تيليفون|التيليفون|تلفون|الكود|كود|رمز|حساب"
    rf"|الحساب|فاتورة|طلب|الطلبية){_TAIL}"
)
IDENTITY_LABEL = re.compile(
    r"(?:^|[^A-Z])(?:C\.?I\.?N\.?[EI]?|CNI|CARTE(?: NATIONALE)?|LAKART)"
    rf"{_TAIL}|(?:لاكارط|البطاقة|بطاقة|الوطنية|التعريف){_TAIL}"
)
AMOUNT_AFTER = re.compile(
    r" ?(?:DHS?|DIRHAMS?|MAD|DRH?M?S?|EUROS?|EUR|€|\$|RYA?LS?|RIALS?|FRANCS?|%|درهم|دراهم|دهـ|ريال|اورو)"
    r"(?![A-Z])"
)
UNIT_AFTER = re.compile(
    r" ?(?:J(?:OUR|R)?S?|MOIS|SEMAINES?|H(?:EURES?|RS?)?|ANS?|MIN\w*|AYAM|YAWM|NHAR\w*|YAM|DAYS?|WEEKS?"
    r"|MONTHS?|HOURS?|CLIENTS?|CONTRATS?|CONTRACTS?|DOSSIERS?|FOIS|TIMES?|MRAT|SIMANAT?|CHHOR|CHHAR"
    r"|ايام|يوم|يام|شهر|اسابيع|مرات|سيمانة)(?![A-Z])"
)
JOINER = re.compile(
    r"(?:W|OU|U|O|ET|AND|WA|M3A|N|NO|NUM|NUMERO|REF|CONTRAT|CONTRACT|CONTRA|3A9D|L3A9D|DOSSIER)$"
)
CODE_BEFORE = re.compile(r"[A-Z]{2,}[\-_#/][A-Z0-9\-_/]{0,12}\Z|[0-9][.,/\-_]\Z|[0-9]\Z")
