"""How many they are, the jobs that a project creates or keeps, told in a sentence of something else."""

from conversations.intake.told.clauses import (
    AGAIN,
    NUMBER,
    PAST,
    PREMISES,
    beside,
    first_told,
    in_order,
    within,
)
from conversations.understanding.quantities.words import KIN, TRADES

_HIRING = r"(?:recrut|embauch|hir(?:e|ing)|recruit)\w*"
JOBS = r"(?:emplois?|postes?|embauches?|recrutements?|cdi|cdd|jobs?|positions?|hires?)"

_PAID = (
    r"(?:sal|salarie\w*|employe\w*|collab\w*|coequipi\w+|compagnons?|permanente?s?|cooperat\w+|ouvri\w+|devs?"
    r"|inges?|gars|mecs|staff|employees?|workers?|permanent staff|full timers?|part timers?)"
)
_ANYBODY = r"(?:p|pers|perso|personnes?|people|persons?|men|hommes|femmes|filles|tetes|associe\w*)"
_AND = (
    rf"(?: (?:et|plus|and|avec) (?:moi(?: meme)?|me|myself|(?:ma|mon|my) (?:{KIN})"
    rf"|(?:{NUMBER}|une?) (?:{_PAID}|{TRADES})))*"
)
_FIRM = rf"(?:{PREMISES}|firme?|company|shop|equipe|team|sarl|sas|eurl|scop|pme|tpe|asso\w*)"
_NOT_OURS = (
    rf"\b(?:{_HIRING}|prendre|creer|creation|former|client\w*|couverts|pour|for|jusqu|capacite|compta"
    r"|dont|including|cherche\w*|besoin|need|want|veux|veut|voul\w+|voudr\w+|garder|maintenir|sauver|keep"
    r"|save)\b"
)
_NOT_STAFF = (
    r"(?:par|per|a|de|sur|of|d|ans|years|au chomage) (?:jour|mois|an|semaine|day|week|month|embauch\w*)"
)

_by_clause = beside(
    r"\b(?:on est|nous sommes|on emploie|nous employons|j emploie|equipe de|effectif(?: est)?(?: de)?|we are"
    r"|we employ|i employ|team of|staff of) (?:actuellement |aujourd hui |environ |a |maintenant |now "
    rf"|about )?{NUMBER}\b"
    rf"|\b{NUMBER} (?:(?:salarie|employe|collabora|employee)\w*|of us\b)",
    unless=rf"{PAST}|\b(?:{_HIRING}|creer|creation|client\w*|(?:19|20)\d\d|ans)\b",
)
headcount = first_told(
    _by_clause,
    within(
        rf"(?P<value>\b{NUMBER} (?:{_PAID}|{TRADES})\b{_AND}(?: {AGAIN}{NUMBER})?)",
        r"\b(?:on est|nous sommes|we are|we re|on emploie|nous employons|equipe de|team of|company of"
        r"|effectif|staff) (?:a |de |is |of |environ |about )?"
        rf"(?P<value>{NUMBER}(?: {AGAIN}{NUMBER})?)(?! (?:ans|mois|jours|semaines|years|km|sur)\b)\b",
        rf"\b(?:{_FIRM}|environ|about|sommes|a|de|of)(?: \w+){{0,2}} (?P<value>{NUMBER} {_ANYBODY})\b",
        rf"^(?:environ |about )?(?P<value>{NUMBER} {_ANYBODY})\b",
        rf"(?P<value>\b{NUMBER}) person \w",
        unless=_NOT_OURS,
        after=_NOT_STAFF,
    ),
    within(
        rf"(?P<value>\b(?:moi|me) (?:et|plus|and) (?:ma|mon|my) (?:{KIN})\b)",
        r"\b(?P<value>(?:pas|aucun|zero|sans|no) (?:de )?(?:salarie\w*|employe\w*|staff|employees?))\b",
        r"\b(?:suis|travaille|bosse|am|m) (?P<value>(?:toute? )?(?:seule?|alone))\b",
        r"^(?P<value>(?:toute? )?seule?|on my own|just me)$",
    ),
)
_HIRED = rf"(?:{NUMBER}|une?|an?) (?:{TRADES}|{JOBS})"
jobs_created = first_told(
    within(
        r"\b(?:recruter|embaucher|hire|recruit|prendre|take on|recherch\w+|cherch\w+) (?:(?:plutot|environ"
        rf"|aussi|encore) )*(?P<value>{_HIRED}(?: (?:et|plus|and) {_HIRED})*(?: {AGAIN}{NUMBER})?)\b",
        r"\b(?:en )?(?:recruter|embaucher|hire|recruit) "
        rf"(?P<value>{NUMBER}(?: \w+ {AGAIN}{NUMBER})?)\b(?! (?:ans|mois))",
        rf"\ben creer (?P<value>{NUMBER})\b",
        r"^(?:pas|aucune?|no) (?:d )?(?P<value>embauches?)\b",
    ),
    beside(
        in_order(rf"\b{_HIRING}\b", rf"\b(?:{NUMBER}|une?|one|an?)\b")
        + rf"|\b{NUMBER} (?:nouveaux? |nouvelles? |new )?{JOBS}\b|"
        + in_order(rf"\bcreer (?:{NUMBER}|une?)\b", rf"\b{JOBS}\b"),
        unless=rf"{PAST}|\b(?:maintenir|garder|conserver|sauve\w*|perenniser|preserver|keep|save|cdi et)\b"
        r"|\bdifficult",
    ),
)
jobs_kept = beside(
    in_order(
        r"\b(?:maint\w+|gard\w+|conserv\w+|sauv\w+|perennis\w+|preserv\w+|keep\w*|sav(?:e|ing))\b",
        rf"\b{NUMBER}\b",
        rf"\b(?:{JOBS}|salaries|people)\b",
    ),
    unless=PAST,
)
