"""When a firm began, when its project does and for how many days, told in a sentence of something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import AGAIN, NUMBER, PAST, WHEN, beside
from conversations.intake.told.staff import JOBS
from conversations.patterns import pattern

founded = beside(
    r"\b(?:creee?s?|fondee?s?|ouverte?s?|existe\w*|immatricule\w*|founded|created|established|since|depuis)"
    r" (?:\w+ ){0,3}?(?P<value>(?:19|20)\d\d(?: "
    rf"{AGAIN}(?:en |in )?(?:19|20)\d\d)?)\b",
    unless=rf"\b{JOBS}\b",
)
days = beside(
    rf"\b(?P<value>{NUMBER}(?: a {NUMBER})? (?:jours|journees|days)(?= (?:d |de |of )?"
    r"(?:appui|accompagnement|conseil|expert\w*|aide|support|advice|help)\b)"
    rf"(?: (?:d |de |of )?\w+ {AGAIN}{NUMBER})?)\b",
)
_start = beside(
    r"\b(?P<value>(?:en|des|d ici|a partir d[eu]|pour|avant|courant|debut|mi|fin|au|dans|in|by|from|before"
    rf"|early) (?:debut |fin |mi |early |late )?{WHEN}"
    rf"(?: {AGAIN}(?:(?:en|in|au|le|debut|mi|fin|early|late) ){{0,2}}{WHEN})?)\b",
    unless=rf"{PAST}|\b(?:depuis|creee?|fondee?|since|founded|ferm(?:e|er|ons)|depose\w*|clos(?:e|ing))\b",
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


def start(text: str) -> Iterator[tuple[str, str]]:
    """Give when the project begins."""
    yield from _start(_OF_A_STAFF_TO_COME.sub(" ", text))
