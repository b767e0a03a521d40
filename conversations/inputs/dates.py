"""Answers in time: the year of something past, the period of something to come."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from conversations.figures.periods import month_of, named, year_of
from conversations.inputs.base import IS_IT_RIGHT, Entry, Input, InvalidAnswer, Option, Outcome, Settled
from conversations.messages import N_, Message, say, verbatim
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.dates.years import understood_years
from conversations.understanding.named_periods import MONTH_NAMES, Period
from conversations.understanding.periods import impossible_day, read_periods, understood_periods
from conversations.understanding.replacements import after_no
from conversations.understanding.residue import IDLE, Understood
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import excerpt, fold

STARTS = (  # key, label, months from now: first and last
    ("now", N_("Right away"), 0, 1),
    ("quarter", N_("Within 3 months"), 0, 3),
    ("half", N_("In 3 to 6 months"), 3, 6),
    ("later", N_("Later"), 6, 18),
)
FARTHEST_YEARS, FAR_YEARS = 10, 3  # beyond the second, a start is confirmed
_OF_BEGINNINGS = frozenset(
    "immat generation 2e 3e 4e 2eme 3eme 4eme "
    "erreur correction cree creee creer creation fonde fondee fondation depuis since annee "
    "year date deja been nee existe existons immatricule immatriculee immatriculation ouvert ouverte "
    "ouverture lance lancee commence commencee demarre demarree debute activite entreprise societe boite "
    "firme affaire association atelier inscrit inscrite installe installee rcs rm compte exerce debut "
    "circa que qu an ans existence pere mere grand parents famille fils monte montee me mis artisan "
    "artisane siret exercice par maison founded created started established set up opened began begun was "
    "were etait exists existed firm launched operating operates company business by in on back for ago "
    "old going running trading registered incorporated years father family familiale fait fera faire "
    "feter celebrer abord autoentrepreneur autoentrepreneuse auto micro entrepreneur entrepreneuse eu "
    "avait aura fetera feterons fete fetons soufflons bougies anniversaire celebrating arriere pendant covid "
    "confinement oncle tante frere soeur cousin associe mari femme date".split()
)
_WHAT_BEGAN = pattern(
    r"(?:le|la|l|notre|mon|ma|the|our|my) (?P<first>\w+)(?P<others>(?: \w+){0,2}?)"
    r" (?=(?:a|est|fut|was|has|existe|date|exists)\b)"
)
"""Folded words of what was created, before the year: "le garage a été créé en …"."""
_OF_STARTS = frozenset(
    "erreur correction commencer commence commencons commencerait commencerons commencement "
    "demarrer demarre demarrons demarrerait demarrerons demarrage debuter debute debutons debuterait "
    "debut lancer lance lancons lancerait lancement lancerons partir attaquer mettre place mise oeuvre "
    "projet date souhaite souhaitons souhaiterait souhaiterions souhaitee voudrait voudrais voudrions "
    "veut veux voulons aimerait aimerais aimerions pense pensons penser compter envisage envisageons "
    "envisager prevu prevue prevoit prevoyons prevoir prevision vise visons viser cible espere esperons "
    "esperer peut pourrait pourrions pouvons faut faudrait sera serait va allons vais idealement "
    "normalement probablement logiquement theoriquement approximativement ideal objectif been pour vers "
    "preference preferablement start starting begin beginning launch kick off plan planning project want "
    "hope hoping like aim aiming target ideally probably hopefully maybe perhaps be will could should can "
    "d ll to in on for by sometime go principe ouverture ouvrir ouvre ouvrons opening open horizon doit "
    "doivent devrait devraient devons commencent demarrent debutent demarrera commencera debutera "
    "debuteront demarreront commenceront lancera ouvrira ouvrirons envisagent activite programme "
    "programmee programmes planifie planifiee fixe fixee courant surement certainement possiblement "
    "eventuellement dispo disponible disponibles available partirai partirons progressivement gradually "
    "demenage demenageons demenagement emmenage emmenageons installe installons installation prefere "
    "preferons prefererait preferais prefererais attendre laisser moving move attaque attaquons attaquera "
    "attaquerait attaquerons".split()
)
_HURRIED = frozenset(
    "vite rapidement imminent presse pressee presses urgent urgence immediat quickly urgently".split()
)
"""Folded words that are near "right away", and name no day."""
_ANY_DAY = turns("dates_told").pattern("any_day")
_SOME_DAY = pattern(r"(?:un|one) (?:jour|day)\b(?! (?:de|of|en|in)\b)")
_IN_LITTLE_TIME = pattern(r"(?:d ici|dans|sous) (?:tres |vraiment )?peu(?: de temps)?")
_WHO_BEGAN = frozenset("c ca s on nous j je le projet les travaux it the project is we work".split())
_BEGUN = pattern(
    r"(?:(?:a|est|ai|avons|have|has) )?(?:deja |already )?"
    r"(?:commencee?|demarree?|lancee?|en cours|started|begun|under ?way|in progress)(?: deja| already)?"
)
"""Folded words of a project that goes on, with no day: advice is wanted from now on, to be confirmed."""
_LASTING = pattern(
    r"\b(?:sur|pendant|pour|durant|over|for) \d+ (?:an|mois|semaine|jour|year|month|week|day)s?\b"
    r"|\b(?:les|des|nos) travaux\b|\b(?:le|du) chantier\b"
    r"|\b(?:de|du) (?:(?:la|notre) )?(?:boutique|magasin|salon|restaurant|atelier|local|commerce"
    r"|garage|site)\b"
)
"""For how long, or what, beside a day: it does not tell when it begins."""
_ASIDE = pattern(
    r"\bsi (?:vous pouvez|on peut|tout va bien|ca vous va|cela vous convient|on y arrive)\b"
    r"|\bon n attend que (?:ca|cela)\b"
    r"|\b(?:c est|on est|nous sommes|je suis) (?:tres )?(?:urgent|presse)e?s?\b"
    r"|\b(?:quand|lorsque|une fois(?! par)(?: que)?|des que|le temps (?:de|d|que)|au moment ou|once"
    r"|when)(?: (?!(?:pas|avant|apres|sauf|mais|sinon|ou|plus|jamais|ne|n|not|before|after)\b)[a-z]+){1,7}"
    r"|\b(?:le|la|notre|mon|ma) (?:materiel|machine|four|local|camion|pret|bail|salariee?|apprentie?)"
    r" (?:est|sera|arrive|revient|rentre)(?: deja)? (?:la|livree?|signee?|pret|la|accorde|arrivee?)\b"
)
"""What one hopes, or waits for, beside a day that is told: "en mars, une fois le prêt signé"."""
_ONCE = pattern(r",? (?:une fois (?!par\b)|once )[^,.;\d]{3,50}$", re.IGNORECASE)
"""What is to be done first, and is not yet: "en mars, une fois le prêt signé"."""
_AS_IN_THE_EXAMPLE = pattern(r"\d\d?/\d\d?(?:/(?:20)?\d\d)?", re.ASCII)
"""A day in figures: 15/03/2027 is shown beside the question, so that the day comes first."""
_LONGEST_WHILE = 60  # characters: a length of time said alone, as "deux ou trois semaines tout au plus"
ISO_DAY = pattern(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Year(Input):
    """A year from ``low`` to the current one."""

    free: ClassVar[bool] = False

    low: int

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a year or an age; two figures are offered in both centuries when both are possible."""
        today = situation.world.today
        said = understood_years(after_no(text), today)
        said = Understood(said.readings, _without_firm(said.rest, text))
        years: list[Answer] = [year for year in said.readings if self.low <= year <= today.year]
        if years:
            return self.conclude(Understood(tuple(years), said.rest), say("Which year do you mean?"))
        _refuse_impossible(text, today)
        raise InvalidAnswer(
            say(
                "I need a year between {low} and {high}: “1998”, or “ten years ago”.",
                low=str(self.low),
                high=str(today.year),
            )
        )

    @property
    def own_words(self) -> Container[str]:
        """The words in which people tell when a firm began; not those in which they took it over."""
        return _OF_BEGINNINGS

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a year within the bounds."""
        return type(answer) is int and self.low <= answer <= situation.world.today.year

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the year without separators."""
        return verbatim(str(answer))


@dataclass(frozen=True, slots=True)
class When(Input):
    """A period to come: ``{"from": "2027-03-01", "to": "2027-03-10"}``, ISO days, both included."""

    free: ClassVar[bool] = False

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a date or a period in words; several readings are offered."""
        today = situation.world.today
        said = understood_periods(text := _ONCE.sub("", after_no(text)), today)
        if _AS_IN_THE_EXAMPLE.fullmatch(text.strip()) and all(
            each.start == each.end for each in said.readings
        ):
            said = Understood(said.readings[:1], said.rest)
        if not said.readings:
            _refuse_impossible(text, today)
        if not said.readings and len(text) <= _LONGEST_WHILE and not _SOME_DAY.match(fold(text)):
            # "6 mois" is how long as well as how soon.
            said = Understood(read_periods(f"dans {text}", today), text)
        if not said.readings and (soon := _how_soon(text)):
            return self.offer([_delay(key, today) for key in soon], IS_IT_RIGHT)
        if not said.readings:
            raise InvalidAnswer(
                say("I did not recognise a date. A month is enough: “in June”, or “in six months”.")
            )
        coming = [period for period in said.readings if period.end >= today]
        if not coming:
            raise InvalidAnswer(
                say("{day} is already past. When do you plan to start?", day=said.readings[0].end)
            )
        if min(period.start.year for period in coming) > today.year + FARTHEST_YEARS:
            raise InvalidAnswer(say("That is very far away. When do you plan to start?"))
        answers: tuple[Answer, ...] = tuple(
            {"from": max(period.start, today).isoformat(), "to": period.end.isoformat()} for period in coming
        )
        if min(period.start.year for period in coming) > today.year + FAR_YEARS:
            return self.offer(answers, IS_IT_RIGHT)
        if any(_leaps_over(period, today) for period in coming) and not _A_YEAR.search(text):
            february = date(today.year + (today.month > 2), 2, 28).isoformat()
            answers = ({"from": february, "to": february}, *answers)
        if len(coming) < len(said.readings):  # one of them is over: it may be the one that is meant
            return self.offer(answers, say("Which one do you mean?"))
        if (length := _from_day_to_day(text, coming)) is not None:
            first: Answer = {"from": length.isoformat(), "to": length.isoformat()}
            return self.offer((first, *answers), say("Which one do you mean?"))
        rest = _LASTING.sub(" ", _ASIDE.sub(" ", said.rest))
        return self.conclude(Understood(answers, rest), say("Which one do you mean?"))

    @property
    def own_words(self) -> Container[str]:
        """The words in which people tell when they will begin."""
        return _OF_STARTS

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept two days; a period that is over by now still tells what was meant."""
        days = [answer.get(end) for end in ("from", "to")] if isinstance(answer, dict) else [None]
        return all(isinstance(day, str) and ISO_DAY.fullmatch(day) for day in days)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take one of the usual delays."""
        if key in {offered for offered, *_ in STARTS}:
            return Settled(_delay(key, situation.world.today))
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the usual delays."""
        usual = tuple(Option(key, Message(label)) for key, label, _, _ in STARTS)
        return Input.options(self, entry, situation) or usual

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show one day, a month or a year by its name, or the two ends."""
        if not isinstance(answer, dict):
            return verbatim(str(answer))
        start, end = date.fromisoformat(str(answer["from"])), date.fromisoformat(str(answer["to"]))
        period = Period(start, end)
        if start == end or period in (month_of(start), year_of(start.year)):
            return named(period)
        return say("from {start} to {end}", start=start, end=end)


_TWO_DAYS = pattern(
    rf"(?!.*\b(?:entre|between|mois|months?|semaines?|weeks?)\b)(?=.*(?:\b(?:{MONTH_NAMES})\b|\d \d))"
    r".*\b\d{1,2}(?:er|st|nd|rd|th)?\b.*\b(?:au|to|until|till|jusqu au)\b.*\b\d{1,2}(?:er|st|nd|rd|th)?\b"
)
_A_FORTNIGHT = timedelta(
    days=13
)  # what lasts longer is how long it lasts: "du 5 au 28 avril" begins on the 5th


def _from_day_to_day(text: str, coming: Sequence[Period]) -> date | None:
    """Return the first of the two days between which something lasts; None where a start is within them."""
    lasting = len(coming) == 1 and coming[0].end - coming[0].start >= _A_FORTNIGHT
    words = fold(text.replace("-", " jusqu au ")) if len(text) <= _LONGEST_WHILE else ""
    return coming[0].start if lasting and _TWO_DAYS.match(words) else None


_A_YEAR = pattern(r"\b20\d\d\b|\b\d\d?[/.-]\d\d?[/.-]\d\d\b")


def _without_firm(rest: str, text: str) -> str:
    """Return the words left of a text without the firm by its trade, where it is said to have begun."""
    began = _WHAT_BEGAN.match(fold(text))
    if began is None or began["first"] not in words_of("companies", "trades"):
        return rest
    firm = {began["first"], *began["others"].split()}
    return " ".join(word for word in rest.split() if word not in firm)


def _leaps_over(period: Period, today: date) -> bool:
    """Tell whether a day is of a year after the coming one, which does not have it: 29 February."""
    leap = (period.start.month, period.start.day) == (2, 29)
    return leap and period.start == period.end and period.start > today + timedelta(days=366)


def _told(text: str) -> str:
    """Return the folded words of a text that are not idle, as "vite"; nothing of a long one."""
    words = fold(text).split() if len(text) <= _LONGEST_WHILE else []
    return " ".join(word for word in words if word not in IDLE and word not in _OF_STARTS)


def _how_soon(text: str) -> tuple[str, ...]:
    """Return the usual delays that a text with no day may mean."""
    if _told(text) in _HURRIED or _IN_LITTLE_TIME.fullmatch(fold(text)) or _goes_on(text):
        return ("now",)
    return ("now", "quarter") if _ANY_DAY.fullmatch(_told(text)) else ()


def _goes_on(text: str) -> bool:
    """Tell whether a text says, in all it says, that the project has begun."""
    words = fold(text).split() if len(text) <= _LONGEST_WHILE else []
    return bool(_BEGUN.fullmatch(" ".join(word for word in words if word not in _WHO_BEGAN)))


def _delay(key: str, today: date) -> Answer:
    """Return one of the usual delays, from today."""
    [(first, last)] = [(first, last) for offered, _, first, last in STARTS if offered == key]
    start, end = _months_later(today, first), _months_later(today, last)
    return {"from": start.isoformat(), "to": end.isoformat()}


def _refuse_impossible(text: str, today: date) -> None:
    if impossible_day(text, today):
        raise InvalidAnswer(
            say("“{said}”: no calendar has this day. Check the day and the month.", said=excerpt(text))
        )


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), _month_end(first))


def _month_end(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
