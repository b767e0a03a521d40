"""Turns of phrase of who is sent, whose the firm is and what one is not, put as the grammar reads them."""

import re
from typing import Final

from conversations.patterns import pattern
from conversations.understanding.rewriting import rules
from conversations.understanding.roles.doubts import TITLE
from conversations.understanding.words import legible, unaccented

_KIN: Final = (
    "(?:mari|femme|epou(?:x|se)|conjointe?|compagn(?:on|e)|pere|mere|parents|papa|maman|fils|fille|frere"
    "|soeur"
    "|oncle|tante|beau[ -]?pere|belle[ -]?mere|beau[ -]?frere|belle[ -]?soeur|gendre|cousine?)"
)
_FIRM: Final = (
    "(?:l['’ ]|la |le |sa |une |notre )?(?:entreprise|societe|boite|exploitation|affaire|ferme|commerce"
    "|magasin|boutique|restaurant|garage|salon|activite)"
)
_HEAD: Final = rf"(?:{TITLE}|direction|{_KIN})"
_FRANCHISE: Final = pattern(r"(?<!suis )(?<!\bam )\bfranchises?\b", re.IGNORECASE)
_PLAINLY: Final = rules(
    (r"(?i)\b(the|a|s) son\b", r"\1 daughter"),  # "son" is "his" in French
    (r"(?i)\b(?:j['’ ]?sui(?:s|t)?|chuis?)\b", "je suis"),
    (
        rf"(?i)\b({_FIRM}) o[uù] (?:j['’ ](?:etais|ai (?:travaill|et)e)|je (?:travaillais|bossais))\b[^.,;]*",
        r"\1",
    ),
    (
        r"(?i)^((?:je suis )?(?:le |du |au |un )?cabinet\b[^,;]*?) ?(?:\bet|&) (?:associee?s|fils|cie)\b",
        r"\1",
    ),
    (r"(?i)\b(comptable),? (?=cabinet\b)", r"\1 du "),
    (rf"(?i)\bje suis (?:la |le )?comptable (?:dans|au sein de) {_FIRM}\b", "je suis comptable interne"),
    (
        r"(?i)\bje (?:fais|gere|tiens|m['’ ]occupe de) (?:la |les )?(?:compta(?:bilite)?|paies?|comptes"
        r"|papiers)"
        rf" (?:(?:de|dans) {_FIRM},? (?:en )?interne|dans {_FIRM})\b",
        "je suis comptable interne",
    ),
    (
        rf"(?i)^(?:c['’ ]est )?{_FIRM} (?:de|a) ((?:mon|ma|mes) {_KIN}),? (?:et |mais )?(?=j)",
        r"c'est \1 le patron, ",
    ),
    (
        rf"(?i)\b(?:(?:numero|n°|no) ?(?:2|deux) (?:de|dans) {_FIRM}"
        r"|(?<=je suis )(?:le |la )?(?:numero|n°|no) ?(?:2|deux)(?=[,.]|$))",
        "bras droit",
    ),
    (rf"(?i)\b(de (?:mon|ma) {_KIN}) qui (?:tient|dirige|gere|exploite|possede)\b[^.,;]*", r"\1"),
    (
        r"(?i)(?:, ?|\bet |\bmais )(?:moi )?je (?:fais|gere|m['’ ]occupe de) (?:tout )?(?:le reste|tout)\b"
        r"(?! \w)",
        " ",
    ),
)
"""What is worded as nobody lists it: "chuis le patron"."""
_ASKED: Final = (
    r"(?:m['’ ]|nous )(?:a|ont) (?:demande|dit|charge|envoye|missionne|prie)(?:es?|s)?"
    r"(?: d(?:e |['’ ]) ?(?:m['’ ]en occuper|(?:vous |y |le |la )?(?:repondre|remplir|ecrire|voir|faire)"
    r"(?: (?:le|la|ce|cette|les) \w+)?))?"
)
_SENT: Final = pattern(
    r"(?:, ?|\bet |\bmais |\bcar |: ?)?(?:j['’ ]ecris |je (?:reponds|remplis|viens|suis) )?(?:"
    rf"(?:c['’ ]est )?(?:(?:le|la|mon|ma|notre) {_HEAD}|elle|lui) (?:qui )?{_ASKED}"
    rf"|a la demande (?:du|de (?:la|l['’]|mon|ma|notre|sa|son)|d['’]une?) ?{_HEAD}"
    rf"|(?:envoye|mandate|missionne|delegue)e? par (?:la|le|mon|ma|notre|l['’]) ?(?:{_HEAD}"
    r"|entreprise|societe|boite|pme|tpe))\b",
    re.IGNORECASE,
)
_THEIRS: Final = pattern(
    rf"^(?P<mine>.*?) (?:de|dans|pour) {_FIRM} (?:de|a) (?P<whose>(?:mon|ma|mes) {_KIN})\b(?P<after>.*)$"
    rf"|^{_FIRM} (?:est (?:a|au nom de)|appartient a) (?P<owner>(?:mon|ma|mes) {_KIN})\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT: Final = pattern(
    r"^(?:non,? )?(?:moi,? )?(?:(?:je|j['’ ]) ?(?:ne |n['’])?suis pas|pas de?|i['’ ]?a?m not)"
    r" (?!encore|que|seul|yet|only|just)(?P<no>[^,;:.]{2,60}?)"
    r"(?:, ?(?:mais |but )?|[;:.]| mais | but ) ?(?P<yes>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def worded_plainly(text: str) -> str:
    """Return a text without accents, in words that the grammar reads; "franchise" is no "franchisé"."""
    if not legible(text):
        return text  # no answer: the words of one that is too long are not read
    parts = _FRANCHISE.sub("commerce", text).split("où")  # which is no "ou"
    text = "où".join(map(unaccented, parts)).replace("œ", "oe")
    for written, plainly in _PLAINLY:
        text = written.sub(plainly, text)
    return text


def without_who_sent(text: str) -> str | None:
    """Return what is said beside who asked for it: "assistante, envoyée par le patron"; None for nobody."""
    rest = _SENT.sub(" ", text)
    return rest.strip(" ,;:.") if rest != text else None


def told_whose(text: str) -> str | None:
    """Return a text as it tells who of a family heads the firm: "la paie dans la boîte de mon mari"."""
    said = _THEIRS.match(text)
    if said is None:
        return None
    beside = f"{said['mine'] or ''}{said['after'] or said['rest'] or ''}".strip(" ,;:.")
    return f"{beside}, c'est {said['whose'] or said['owner']} le patron"


def denied(text: str) -> tuple[str, str] | None:
    """Return what somebody says that they are not, and what they say then; None where none is denied."""
    said = _NOT.match(text)
    return (said["no"], said["yes"]) if said else None
