"""When a firm began, when its project does and for how many days, told in a sentence of something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import (
    AGAIN,
    MONTHS,
    NUMBER,
    PAST,
    PREMISES,
    WHEN,
    beside,
    first_told,
    own_text,
    within,
)
from conversations.intake.told.staff import JOBS
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.words import LONGEST_READ, fold

_BEGAN = (
    r"(?:creee?s?|creation|fondee?s?|lancee?s?|ouverte?s?|demarree?s?|montee?|installee?s?|immatriculee?s?"
    r"|nee?"
    r"|existe\w*|ancienne\w+|started|opened|founded|created|established|set up|since|depuis)"
)
_YEAR = r"(?:19|20)\d\d"
_AGO = (
    rf"(?:bientot |environ |plus de |pres de |about |over |nearly |almost )?(?:{NUMBER}) (?:ans|annees|years)"
)
_A_FIRM_AGO = (
    rf"(?:{PREMISES}|gite|association|firm|company|shop|business|tenons|tiens|existe|ouvert\w*|creee?"
    r"|installee?s?|lancee?|fondee?|opened|started|founded)"
)
_IN_PLACE = (
    r"\b(?:gerante?|dirigeante?|president\w*|direct\w+|salarie\w*|manager) (?:\w+ ){0,2}(?:depuis|since)\b"
)
"""Since when somebody holds a post, which is not when the firm began."""
founded = first_told(
    beside(
        r"\b(?:creee?s?|fondee?s?|ouverte?s?|existe\w*|immatricule\w*|founded|created|established|since"
        rf"|depuis) (?:\w+ ){{0,5}}?(?P<value>{_YEAR}(?: {AGAIN}(?:en |in )?{_YEAR})?)\b",
        unless=rf"\b{JOBS}\b|{_IN_PLACE}",
    ),
    within(
        rf"\b{_BEGAN} (?:\w+ ){{0,5}}?(?P<value>{_YEAR})\b",
        r"\b(?:cree|monte|fonde|ouvert|lance|started|opened|founded) (?:ma|mon|notre|la|le|une?|my|our"
        r"|the|a)"
        rf" (?:\w+ ){{0,7}}?(?:en|in) (?P<value>{_YEAR})\b",
        rf"\b(?:entreprise|societe|maison|atelier|boite) (?:familiale )?de (?P<value>{_YEAR})\b",
        r"\b(?:since|depuis) (?P<value>last year|l an(?:nee)? derni(?:er|ere))\b",
        r"\b(?:cree|monte|fonde|ouvert|lance)e? (?P<value>l an(?:nee)? dernie?re?)\b",
        rf"\b{_BEGAN} (?:en|in) (?P<value>\d\d)\b(?! (?:ans|mois|jours|years|months|days|\d))",
        rf"\b{_A_FIRM_AGO} (?:\w+ ){{0,5}}?(?P<value>(?:depuis|il y a|y a|for) {_AGO})\b",
        rf"\b{_A_FIRM_AGO} (?:\w+ ){{0,4}}?(?P<value>{_AGO} ago)\b",
        r"^(?:en |in )?(?P<value>(?:19[3-9]|20[012])\d)$",
        unless=rf"\b(?:repris\w*|rachet\w*|jusqu|objectif|taken over|until)\b|{_IN_PLACE}",
    ),
)
_AT_OTHER_TIMES = (
    r"\b(?:dans|depuis|sous|ici|ouvert\w*|travaill\w*|delai\w*|tous|toutes|il y a|pendant|apres|avant|paye\w*"
    r"|conges?|absent\w*|in|within|every|open|after|before|chantier\w*|livr\w*)\b"
)
_OF_SOMETHING_ELSE = (
    r"sur|par|a (?:la|l|week|month|year)|per|ago|off|fermes?|"
    r"(?:de |d )(?:conges?|retard|vacances|stage|travail|attente|arret|preavis|delai|livraison|ferme\w*"
    r"|ouvert\w*)"
)
_SOME = rf"(?:une?|a|{NUMBER})"
days = beside(
    rf"\b(?P<value>{NUMBER}(?: a {NUMBER})? (?:jours|journees|days)(?= (?:d |de |of )?"
    r"(?:appui|accompagnement|conseil|expert\w*|aide|support|advice|help)\b)"
    rf"(?: (?:d |de |of )?\w+ {AGAIN}{NUMBER})?)\b",
)
_any_days = within(
    rf"\b(?P<value>{_SOME}(?: (?:a|ou|or|to) {_SOME})? ?(?:j|jrs?|jours?|journees?|days?))\b",
    rf"\b(?P<value>a day or two|{NUMBER} demi journees)\b",
    unless=_AT_OTHER_TIMES,
    after=_OF_SOMETHING_ELSE,
)


def days_spotted(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give how many days a text that tells everything speaks of, and not of what."""
    return _any_days(text)


_START = r"(?:demarr\w*|debut\w*|commenc\w*|lancement|lancer|start\w*|begin\w*|launch\w*)"
_PART = "(?:debut |fin |mi |early |late |mid )?"
_OPENING = rf"(?:{_START}|ouvertures?|ouvrir|ouvre|ouvrons|opening|travaux|prevue?s?)"
_AGAIN_WHEN = rf"(?: {AGAIN}(?:(?:en|in|au|le|debut|mi|fin|early|late) ){{0,2}}{WHEN})?"
_NO_START = rf"\b(?:{_BEGAN}|ferm\w+|depose\w*|clos\w*|ici|avant|by|before|jusqu)\b"
_start = first_told(
    within(
        rf"\b{_START} (?:\w+ ){{0,3}}?(?P<value>(?:d ici|avant|by|before) {_PART}{WHEN})\b",
        rf"\b{_OPENING} (?:(?:le|la|l|en|in|au|des|from|mois|de|du|a|partir|pour|prevu\w*|travaux|projet|for"
        rf"|vers|souhaite\w*|courant) ){{0,4}}(?P<value>{_PART}{WHEN}{_AGAIN_WHEN})\b",
        unless=_NO_START,
    ),
    beside(
        r"\b(?P<value>(?:en|des|a partir d[eu]|pour|courant|debut|mi|fin|au|dans|in|from|early)"
        rf" {_PART}(?!20\d\d\b){WHEN}{_AGAIN_WHEN})\b",
        unless=rf"{PAST}|\b(?:depuis|creee?|fondee?|since|founded|ferm(?:e|er|ons)|depose\w*|clos(?:e|ing)"
        r"|d ici)\b",
    ),
    beside(
        r"\b(?:en|in) (?P<value>20\d\d)\b",
        unless=rf"{PAST}|\b(?:{_BEGAN}|{JOBS}|recrut\w*|embauch\w*|hir(?:e|ing)|retraite|transm\w+|objectif|etait|etions"
        r"|pirat\w*|ferm\w+|depose\w*|clos\w*|ici|avant|by|before|jusqu)\b",
    ),
    within(
        r"\b(?P<value>au (?:premier|deuxieme|troisieme|quatrieme|1er|2e|3e|4e) (?:trimestre"
        r"|semestre)(?: (?:de )?20\d\d)?"
        rf"|au mois d(?:e|u) {MONTHS}(?: 20\d\d)?|next (?:spring|summer|autumn|fall|winter|month|year)"
        r"|a la rentree(?: 20\d\d)?|(?:l |pour l )?ete (?:prochain|20\d\d))\b",
        unless=_NO_START,
    ),
    within(
        r"\b(?P<value>(?:en|debut|mi|fin|courant|au|in|from) "
        rf"{_PART}(?:{MONTHS}|printemps|automne|spring|autumn)(?: (?:20)?\d\d)?)\b",
        unless=_NO_START,
    ),
)
_WE_WILL_BE = (
    r"(?:on|nous|we) (?:sera|serons|aura|aurons|will (?:be|have)|passera|passerons) (?:à )?"
    rf"{NUMBER}\b"
)
_OF_A_STAFF_TO_COME = pattern(
    rf"\b(?:en|in|d['’]ici|by) (?:fin )?20\d\d,? {_WE_WILL_BE}"
    rf"|\b{_WE_WILL_BE}[^,.;\n]{{0,30}} (?:en|in|by) 20\d\d"
)
"""What a staff will be by some year, which is not when a project begins."""


def founded_spotted(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give the only year of a text that tells everything, where it stands alone: "Millau 2013 seul"."""
    years = [*_BARE_YEAR.finditer(fold(own_text(text)[:LONGEST_READ]))]
    if len(years) == 1 and int(years[0]["value"]) < situation.world.today.year:
        yield years[0]["value"], years[0]["value"]


_BARE_YEAR = pattern(
    r"(?<!\d )\b(?<!en )(?<!in )(?<!d ici )(?<!fin )(?<!mi )(?<!debut )(?<!ete )(?<!annee )(?<!pour "
    r")(?<!by )(?<!de )"
    r"(?<!since )(?<!depuis )(?<!repris )(?<!reprise )(?<!rachat )(?<!renove )(?<!objectif )(?<!horizon "
    r")(?<!printemps )(?<!automne )(?<!hiver )(?<!exercice )(?<!of )(?<!iso "
    r")(?<!rentree )"
    r"(?P<value>19[3-9]\d|20[0-2]\d)\b(?! (?:euros?|e|k|m2|m|places|clients)\b)"
)


def start(text: str) -> Iterator[tuple[str, str]]:
    """Give when the project begins."""
    yield from _start(_OF_A_STAFF_TO_COME.sub(" ", text))
