"""How somebody may be found by what they write: contacts, accounts, numbers, addresses, firms, signatures."""

import re
from collections.abc import Callable, Sequence
from itertools import islice, takewhile

from conversations.exchanges.look_alikes import folded
from conversations.exchanges.people_named import is_family
from conversations.exchanges.words_around import common, generic, listed
from conversations.patterns import pattern
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.contacts.reading import mask
from conversations.understanding.words import THANKING, fold

Change = Callable[[str], str]
"""Puts ••• in the place of what is found in a text."""


def every(*patterns: re.Pattern[str], by: str = HIDDEN) -> tuple[Change, ...]:
    """Return what hides each match of patterns; ``by``: with the groups that stay."""
    return tuple(lambda said, found=found: found.sub(by, said) for found in patterns)


def _where(said: str, *changes: Change) -> tuple[Change, ...]:
    """Return changes made only in a text that has one of these words: most have none, and cost nothing."""
    words = said.split("|")

    def made(text: str) -> str:
        lowered = text.lower()
        if any(word in lowered for word in words):
            for change in changes:
                text = change(text)
        return text

    return (made,)


# Before addresses: it has no domain.
HANDLES = every(pattern(r"(?<![\w@.])@[\w-]{2,40}(?![\w-]*\.\w)"))

_DIGIT_WORDS = (
    r"z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
    r"|trente|quarante|cinquante|soixante|septante|octante|huitante|nonante|oh|one|two|three|four|five|seven|eight"
    r"|nine|ten|double|triple|\d{1,2}"
)
_SAID = r"[\s,.;/-]{1,3}(?:et[\s-])?"
_PROVIDERS = r"gmail|hotmail|outlook|yahoo|wanadoo|laposte|icloud|protonmail"
_BEFORE_PROVIDER = (
    r"(?!(?:adresses?|bo[iî]tes?|mails?|comptes?|messageries?|e-?mails?|sont|est|suis|sommes|passer|aller|reste"
    r"|h[ée]berg[ée]e?s?|courriels?|tout|accounts?)\b)"
)


def _without_contact(text: str) -> str:
    masked = mask(text)
    return masked if masked.count(HIDDEN) > text.count(HIDDEN) else text


# Half a number that is dictated, or one whose end is not understood.
_DICTATED = pattern(
    rf"(?<![\w-])(?:z[ée]ro|oh|0)(?:{_SAID}(?:{_DIGIT_WORDS})){{4,16}}(?![\w-])"
    rf"|(?<![\w-])(?:{_DIGIT_WORDS})(?:{_SAID}(?:{_DIGIT_WORDS})){{7,24}}(?![\w-])",
    re.IGNORECASE,
)
_FEWEST_IN_WORDS = 3  # figures of a number that is dictated: "34, 36, 38, 40" are sizes


def _without_dictated(text: str) -> str:
    return _DICTATED.sub(
        lambda run: HIDDEN if len(re.findall(r"[^\W\d_]{2,}", run[0])) >= _FEWEST_IN_WORDS else run[0], text
    )


CONTACTS = (
    _without_contact,
    *every(pattern(r"(?<!\d)0 ?\d(?:[\s,;:*|+=~·–/._-]{1,3}(?:(?i:et|puis|and) )?\d\d){4}(?!\d)")),
    _without_dictated,
    # "camille.pain chez gmail", "camille point pain at gmail"
    *_where(
        _PROVIDERS,
        *every(
            pattern(
                rf"(?<![\w.])(?:[\w-]{{2,30}} (?:point|dot) )?{_BEFORE_PROVIDER}[\w.+-]{{3,40}}"
                rf"\s(?:chez|at|[àa])\s(?:{_PROVIDERS})\b(?:\s?(?:\.|point|dot)\s?(?:com|fr|net))?",
                re.IGNORECASE,
            )
        ),
    ),
    *_where("@", *every(pattern(r"(?<![\w.@])[\w.+-]{2,64}@[^\S\n]?[\w-]{2,40}"))),
)

_ENDS = (
    r"fr|com|net|org|eu|io|bzh|paris|alsace|corsica|shop|pro|info|biz|be|lu|de|ch|app|store|site|online|re|co"
)
LINKS = (
    *_where(
        ".|/",
        *every(
            pattern(
                r"https?://\S+|\bwww\.\S+|(?<![\w@.])(?!(?:asp|vb|ado|j2)\.net)(?:[\w-]{1,63}\.){1,4}"
                rf"(?:(?:{_ENDS})\b(?:/\S*[\w/])?|[a-z]{{2,6}}/[\w@+/-]{{2,}})",
                re.IGNORECASE,
            ),
            pattern(r"(?<![\w/])/?(?:in|company)/[\w-]{3,60}"),
        ),
    ),
    # "tilleuls point fr", not "faire un point com"
    *_where(
        " point | dot ",
        *every(
            pattern(
                r"(?<![\w.])(?!(?:un|le|ce|du|au|the|a)\b)[\w-]{3,40} (?:point|dot) (?:fr|com|net|org|eu)\b",
                re.IGNORECASE,
            )
        ),
    ),
)

_NETWORKS = (
    "instagram|insta|facebook|fb|linkedin|linked in|tiktok|tik tok|whatsapp|whats app|telegram|snapchat|snap"
    "|youtube|twitter|skype|signal|pinterest|discord|threads|bluesky|messenger"
)
_ON_NETWORK = pattern(rf"\b(?:{_NETWORKS})\s*(?::|=|->)\s*([^\n,;!?()]{{1,60}})", re.IGNORECASE)
_MOST_OF_ACCOUNT = 3  # words


def _without_accounts(text: str) -> str:
    """Return a text without what accounts are called: "facebook : atelier mirabelle"."""

    sentence = listed("common", "saying", "particles")
    pieces, until = [], 0
    while told := _ON_NETWORK.search(text, until):
        words = takewhile(lambda word: folded(word.strip(".")) not in sentence, told[1].split(" "))
        called = " ".join(islice(words, _MOST_OF_ACCOUNT)).rstrip(" .")
        pieces += [text[until : told.start()], HIDDEN if called else text[told.start() : told.start(1)]]
        until = told.start(1) + len(called)
    return "".join(pieces) + text[until:]


ACCOUNTS = (
    *every(pattern(r"(?<![\w@])@\w[\w.-]{1,40}")),
    *_where(
        _NETWORKS,
        _without_accounts,
        *every(
            pattern(
                rf"\b(?:{_NETWORKS})/\S*[\w•]"
                rf"|\b(?:{_NETWORKS}),? (?:(?:c['’]est|est|is|pseudo|sous|under|as) )?"
                r"(?=\S*(?:\w[._]\w|\d))[\w.]{3,40}(?<!\.)",
                re.IGNORECASE,
            )
        ),
    ),
)


def _without_company_numbers(text: str) -> str:
    def masked(run: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", run[0])
        counted = all(group.endswith("0") for group in re.findall(r"\d+", run[0]))  # "120 / 240 / 360"
        return HIDDEN if not counted and isinstance(read_company_number(digits), CompanyNumber) else run[0]

    return _IN_THREES.sub(masked, text)


_PART = r"(?:[^\w\n]|_){1,3}"
_IN_THREES = pattern(rf"(?<!\d)\d{{3}}(?:{_PART}\d{{3}}){{2}}(?:{_PART}\d{{5}})?(?!\d)")
NUMBERS = (
    # Nine digits or more, however they are parted: a SIREN, a SIRET, a VAT number, a bank's.
    *every(pattern(r"(?<!\w)[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){3,8}(?:[ -]?[A-Z0-9]{1,4})?(?!\w)")),
    *every(pattern(r"(?<!\d)(?:FR ?\d\d ?)?\d(?:[ .\u00a0\u202f-]{0,2}\d){8,40}(?!\d)", re.IGNORECASE)),
    _without_company_numbers,
    # A vehicle's plate.
    *every(pattern(r"(?<![\w-])[A-HJ-NP-TV-Z]{2}([- ]?)\d{3}\1[A-HJ-NP-TV-Z]{2}(?![\w-])")),
)

_PARTICLES = r"(?:(?:de la|de l|de|du|des|d|la|le|les|l|sur|en|sous|aux|au|st|ste|saint|sainte)[ '’.-]{1,2})"
_DOT = r"\.(?=\w)|(?:(?<=\b\w\w)|(?<=\b\w\w\w))\.(?=\s)"  # inside a name, or of one cut short: "Gal."
_CALLED_SO = rf"(?:[\w'’-]|{_DOT})+"
_CAPITAL = rf"[A-ZÀ-ÖØ-Þ0-9](?:[\w'’-]|{_DOT})*"
_STREET = (
    r"rue|avenue|av\.?|boulevard|bd\.?|blvd|impasse|all[ée]es?|chemin|route|place|quai|square|cours|faubourg"
    r"|ruelle|sentier|promenade|rond[- ]point|esplanade|hameau|lieu[- ]?dit|lotissement|r[ée]sidence|villa"
)
_AREA = (
    r"zone (?:artisanale|industrielle|commerciale|d['’]activit[ée]s?)|parc d['’]activit[ée]s?"
    r"|p[ôo]le d['’]activit[ée]s?"
)
_NO_AREA = (
    r"(?!(?:communes?|communaut[ée]|ville|village|secteur|coin|bassin|r[ée]gion|agglo\w*|d[ée]partement"
    r"|m[eê]me)\b)"
)
# What is said of a street, and does not name it: "la rue est en travaux".
_NO_STREET = (
    r"(?!(?:est|sont|se|s['’]|vide|qui|que|o[uù]|a|[àa]|et|ou|en|commer[çc]\w+|pi[ée]tonne|principale|marchande|pour"
    r"|sans|avec|par|nous|on|il|elle|ne|n['’]|[ée]tait|sera|voisine|calme|passante|tranquille|d['’][àa]|m[êe]me|derri[èe]re|is|was|and|or)(?!\w))"
)
_MORE = rf"(?:\s+(?i:{_PARTICLES}){{0,2}}{_CAPITAL}){{0,3}}"
ADDRESSES = every(
    # 12 bis, rue de la gare; 12 High Street
    pattern(
        rf"\b\d{{1,4}}(?i: ?(?:bis|ter|quater|[a-d])\b)?,? {{1,2}}(?i:{_STREET})\s+"
        rf"(?i:{_PARTICLES}){{0,3}}{_CALLED_SO}{_MORE}"
    ),
    pattern(r"\b\d{1,4}\s+(?:[A-Z][\w'’-]+\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Lane|Square)\b"),
    # what is nothing else than a street
    pattern(
        rf"\b(?i:rue|avenue|boulevard|impasse|ruelle|lieu[- ]?dit)\s+(?i:{_NO_STREET})"
        rf"(?i:{_PARTICLES}){{0,3}}{_CALLED_SO}{_MORE}"
    ),
    # what may be something else, but for its capital: "place Stanislas", "la mise en place de"
    pattern(rf"\b(?i:{_STREET}|{_AREA})\s+(?i:{_PARTICLES}){{0,3}}{_CAPITAL}{_MORE}"),
    pattern(rf"\b(?:ZA|ZI|ZAC|ZAE|PAE)\s+(?i:{_PARTICLES}){{0,3}}{_CAPITAL}{_MORE}"),
    pattern(rf"\b(?i:(?:{_AREA}|za|zi|zac|zae)\s+(?:de la |de l['’]|des |du ){_NO_AREA}\w[\w'’-]+)"),
    pattern(r"\b(?:BP|CS) ?\d{1,5}\b"),
    pattern(rf"\b\d{{5}}\s+{_CAPITAL}(?:[\s-]{_CAPITAL}){{0,3}}"),
)  # fmt: skip

_TITLE = r"(?:M\.|Mr|Mme|Mlle|Mrs|Ms|Dr|Me|Monsieur|Madame|Mademoiselle)"
_NAME = (
    rf"(?!{_TITLE}(?!\w))[A-ZÀ-ÖØ-Þ](?:\.|[\w'’-]*)"
    rf"(?:\s+(?:(?i:{_PARTICLES}){{0,2}})[A-ZÀ-ÖØ-Þ][\w'’-]*){{0,3}}"
)
TITLED = every(
    pattern(
        rf"\b((?:[Mm]\.|M|Mr|Mme|Mlle|Mrs|Ms|Dr|Me)\.?|(?i:monsieur|madame|mademoiselle|ma[îi]tre|docteur|miss"
        rf"|mister|mme|mlle|mr))(\s+)((?:(?:de|du|d|la|le|van|von|ben|el)[ '’]){{0,2}}{_NAME})"
    ),
    pattern(r"\b((?:mme|mlle|mr|mrs)\b\.?)(\s+)(?!(?:le|la|les|de|du|et|qui|ou)\b)(\w{3,})", re.I),
    pattern(
        r"\b((?i:je m['’]appelle|je me nomme|mon nom est|moi c['’]est|appelez|appeler|contactez|contacter"
        r"|demandez|demander|joindre|joignez|[ée]crivez [àa]|my name is|i['’]m called|ask for|contact|call)"
        rf")(\s+)({_NAME})"
    ),
    pattern(r"\b(je m['’]appelle|je me nomme|mon nom est|my name is)(\s+)(\w+(?:[ -]\w+)?)", re.IGNORECASE),
    by=rf"\1\2{HIDDEN}",
)

_SIGNED = pattern(
    r"(\n|\b(?i:cordialement|bien [àa] vous|merci d['’]avance|regards|sign[ée]e?s?|signed|de la part de)"
    rf"[,.]?\s*:?\s+)({_NAME})\s*$"
)


def without_signature(text: str) -> str:
    """Return a text without the name that ends it, alone on its line or after "cordialement"."""
    signed = _SIGNED.search(text)
    if signed is None or fold(signed[2]) in THANKING or folded(signed[2]) in listed("common", "saying"):
        return text
    return f"{text[: signed.start(2)]}{HIDDEN}{text[signed.end(2) :]}"


_FORM = r"SARL|SASU|SAS|EURL|SNC|SCOP|SCIC|EIRL|SELARL|GAEC|EARL|SCEA|SCI"
_FIRM = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*[\w](?:[ -](?:& |et |des? |du |la )?[A-ZÀ-ÖØ-Þ][\w'’-]+){0,3}"
_CRAFTS = (
    r"boulangerie|p[âa]tisserie|boucherie|charcuterie|poissonnerie|fromagerie|[ée]picerie|menuiserie|[ée]b[ée]nisterie"
    r"|plomberie|ma[çc]onnerie|serrurerie|m[ée]tallerie|chaudronnerie|imprimerie|librairie|blanchisserie|bijouterie"
    r"|scierie|garage|carrosserie|ferme|pharmacie|ambulances|minoterie|moulin|meunerie|brasserie|maison|entreprise"
    r"|soci[ée]t[ée]|[ée]tablissements|transports"
)
_AFTER_FORM = pattern(
    rf"\b((?:{_FORM}|Ets|Sté|[ÉE]tablissements|(?-i:sarl|eurl|sasu|gaec|earl))\s+)(?!(?:{_FORM})\b)({_FIRM})"
)
_AFTER_FORM_PLAIN = pattern(r"\b((?:sarl|eurl|gaec|earl)\s+)([^\W\d_]{3,})")
_ENDING = r"Fr[èe]res|P[èe]re (?:et|&) Fils|(?:et|&) (?:Fils|Filles?|Cie|Associ[ée]s)|Ltd|GmbH|Inc|LLC"
_BEFORE_FORM = pattern(rf"\b({_FIRM})(\s+(?:{_FORM}|{_ENDING})\b)")
_AFTER_CRAFT_PLAIN = pattern(rf"(?<![\w-])((?:{_FORM}|ets|{_CRAFTS})\s+)([^\W\d_]{{3,}})", re.IGNORECASE)
_AFTER_CRAFT = pattern(
    rf"(?<![\w-])((?i:{_CRAFTS})\s+)([A-ZÀ-ÖØ-Þ][a-zà-ÿ][\w'’-]*(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+){{0,2}})"
)


def without_firms(text: str) -> str:
    """Return a text without the names of firms: beside a legal form or a craft; makes and tools stay."""
    text = _AFTER_CRAFT_PLAIN.sub(
        lambda said: said[1] + (HIDDEN if is_family(folded(said[2])) else said[2]), text
    )
    if text.isupper():
        return text
    text = _AFTER_FORM.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)
    text = _AFTER_FORM_PLAIN.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)
    text = _BEFORE_FORM.sub(lambda firm: _unless_plain(firm[1]) + firm[2], text)
    return _AFTER_CRAFT.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)


def _unless_plain(said: str) -> str:
    """Return ••• for the name of a firm, after the words of a sentence before it: "Notre", "Une petite"."""
    words = said.split(" ")
    kept: Sequence[str] = words
    for at, word in enumerate(words):
        if folded(word) not in common() | generic("speaking", "nobody", "others") | listed(
            "saying", "things"
        ):
            kept = words[:at]
            break
    return " ".join([*kept, HIDDEN]) if len(kept) < len(words) else said
