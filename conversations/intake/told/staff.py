"""How many they are, the jobs that a project creates or keeps, told in a sentence of something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import (
    AGAIN,
    NUMBER,
    PAST,
    PREMISES,
    SHOWN,
    beside,
    clauses,
    first_told,
    in_order,
    within,
)
from conversations.patterns import pattern
from conversations.understanding.quantities.words import KIN, TRADES
from conversations.understanding.words import denies, excerpt

_PAST, _ONE = pattern(PAST), pattern(r"^(?:une?|an?|one)$")

_HIRING = r"(?:recrut|embauch|hir(?:e|ing)|recruit)\w*"
JOBS = r"(?:emplois?|postes?|embauches?|recrutements?|cdi|cdd|jobs?|positions?|hires?)"

_PAID = (
    r"(?:sal|salarie\w*|employe\w*|collab\w*|coequipi\w+|compagnons?|permanente?s?|cooperat\w+|ouvri\w+|devs?"
    r"|inges?|gars|mecs|travailleurs?|techs?|techniciens?|technicians?|moniteurs?|monitrices?|profs?"
    r"|teachers|drivers|staff|employees?"
    r"|workers?|permanent staff|full timers?|part timers?)"
)
_ANYBODY = r"(?:p|pers|perso|personnes?|people|persons?|men|hommes|femmes|filles|tetes|associe\w*)"
_AND = (
    rf"(?: (?:et|plus|and|avec) (?:moi(?: meme)?|me|myself|(?:ma|mon|my) (?:{KIN})"
    rf"|(?:{NUMBER}|une?) (?:{_PAID}|{TRADES})))*"
)
_FIRM = rf"(?:{PREMISES}|firme?|company|shop|equipe|team|sarl|sas|eurl|scop|pme|tpe|asso\w*)"
_NOT_OURS = (
    rf"\b(?:{_HIRING}|prendre|creer|creation|former|client\w*|couverts|pour|for|jusqu|capacite|compta"
    r"|\d+ [a-z]{2,}(?:eurs|euses|istes|iers|ieres)$|dont|including|cherche\w*|besoin|need|want|veux|veut"
    r"|voul\w+|voudr\w+|garder"
    r"|maintenir|sauver|keep"
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
        rf"(?P<value>\b(?:moi|me|myself) (?:et|plus|and|avec|with) {NUMBER} (?:{_PAID}|{TRADES})\b)",
        rf"\b(?:on est|nous sommes|we) (?:passe|monte|grew|went)\w* (?:de |from )?{NUMBER} (?:a|to)"
        rf" (?P<value>{NUMBER})\b(?! (?:heures|hours|voitures))",
        rf"\b(?:est|sommes|are) (?:plus que|down to) (?P<value>{NUMBER})\b(?! (?:ans|mois|jours)\b)",
        rf"(?P<value>\b{NUMBER} (?:{_PAID}|{TRADES})\b{_AND}(?: {AGAIN}{NUMBER})?)",
        r"\b(?:on est|nous sommes|we are|we re|on emploie|nous employons|equipe de|team of|company of"
        r"|effectif|staff) (?:a |de |is |of |environ |about )?"
        rf"(?P<value>{NUMBER}(?: {AGAIN}{NUMBER})?)(?! (?:ans|mois|jours|semaines|years|km|sur)\b)\b",
        rf"\b(?:{_FIRM}|environ|about|now|currently|maintenant|total|sommes|est|a|de"
        rf"|of)(?: \w+){{0,2}} (?P<value>{NUMBER} {_ANYBODY})\b",
        rf"^(?:environ |about )?(?P<value>{NUMBER} {_ANYBODY})\b",
        rf"(?P<value>\b{NUMBER}) (?:person|strong|man) \w",
        r"(?<!\d )\b(?:salaries|employes|employees|headcount|personnel|nombre de salaries)"
        rf" (?P<value>{NUMBER})(?! (?:ans|mois|jours))\b",
        r"\b(?:on emploie|nous employons|j emploie|we employ|i employ) (?P<value>une? (?:seule? )?(?:personne"
        r"|salariee?|employee?)|one person)\b",
        unless=_NOT_OURS,
        after=_NOT_STAFF,
    ),
    within(
        rf"(?P<value>\b(?:moi|me) (?:et|plus|and) (?:ma|mon|my) (?:{KIN})\b)",
        rf"(?P<value>\b(?:ma|mon|my) (?:{KIN}) (?:et moi|and (?:me|i)))\b",
        r"\b(?P<value>(?:pas|aucun|zero|sans|no) (?:de )?(?:salarie\w*|employe\w*|staff|employees?))\b",
        r"\b(?P<value>une? seule? (?:salarie|employe|apprenti|ouvri|vendeu)\w*)\b",
        r"\b(?:suis|travaille|bosse|gere|am|m|working|work) (?P<value>(?:toute? )?(?:seule?|alone))\b",
        r"\b(?P<value>(?:moi|toute?) seule?|by myself|on my own|just me)\b",
        r"(?:^|\b(?:19|20)\d\d )(?P<value>seule?)\b(?! (?:au debut|d abord|pour commencer|au depart))",
    ),
)
_HIRED = rf"(?:{NUMBER}|une?|an?) (?:{TRADES}|{JOBS})"
_NOBODY = pattern(
    r"\b(?:pas|sans|aucune?|zero|no) (?:d )?(?:new )?d?(?:embauches?|recrutements?|hires?|hiring)\b"
    r"|\b(?:embauches?|recrutements?|(?:emplois?|postes?|jobs?) (?:crees?|a creer|created)) (?:aucune?|non"
    r"|none|zero)\b"
)
_ONE_OF_ANY = pattern(
    rf"\b(?:recruter|embaucher|embauche|recrute|hire|take on) (?P<count>une?|an?|one|{NUMBER})"
    r" (?:nouve\w+ |new |second\w* |autre )?(?!partie|fois|ou|or|ans|mois|k\b|mille|euros)[a-z]{4,}"
)


def _one_of_any(text: str) -> Iterator[tuple[str, str]]:
    """Give how many are hired whatever their trade, or that nobody is."""
    for clause, folded in clauses(text):
        one = _ONE_OF_ANY.search(folded)
        if _NOBODY.search(folded):
            yield excerpt(clause, SHOWN), "0"
        elif one and not (denies(folded[: one.start()]) or _PAST.search(folded)):
            yield excerpt(clause, SHOWN), _ONE.sub("1", one["count"])


jobs_created = first_told(
    within(
        r"\b(?:recruter|embaucher|hire|recruit|prendre|take on|recherch\w+|cherch\w+) (?:(?:plutot|environ"
        rf"|aussi|encore) )*(?P<value>{_HIRED}(?: (?:et|plus|and) {_HIRED})*(?: {AGAIN}{NUMBER})?)\b",
        r"\b(?:en )?(?:recruter|embaucher|hire|recruit) "
        rf"(?P<value>{NUMBER}(?: \w+ {AGAIN}{NUMBER})?)\b(?! (?:ans|mois))",
        rf"\ben creer (?P<value>{NUMBER})\b",
        rf"\b{JOBS} (?:crees? |a creer )?(?P<value>{NUMBER})\b(?! (?:ans|mois|euros|k\b))",
    ),
    _one_of_any,
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
