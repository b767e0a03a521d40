"""Rewrite what people type about quantities, in French or English, as a small plain notation.

In the notation words are lower-case without accents and numbers are in digits; ``K M G`` multiply, ``½``
adds a half, ``~`` means about, ``≥ ≤`` are limits, ``…`` makes a range, ``|`` separates choices, ``[day]``
is a unit and ``/month`` a frequency: "entre deux et 3 jours par mois" becomes "2 … 3 [day]/month". ``;``
stands for words that count nothing, and may change what is counted.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from re import Match
from typing import TypeAlias

from text_to_num import alpha2digit

from conversations.understanding.words import legible


class Unit(StrEnum):
    """What a quantity counts."""

    EURO = "euro"
    PERCENT = "percent"
    PERSON = "person"
    JOB = "job"
    FULL_TIME = "full_time"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


Replacement: TypeAlias = str | Callable[[Match[str]], str]
Rule: TypeAlias = tuple[re.Pattern[str], Replacement]


def plain(text: str) -> str:
    """Return ``text`` in lower case, without accents, with one kind of space, apostrophe and dash.

    Nothing of a text too long to be an answer.
    """
    decomposed = unicodedata.normalize("NFD", legible(text))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    letters = re.sub("[\u200b\u2060\ufeff]", "", letters)
    letters = re.sub("[‘’´`ʼ]", "'", re.sub("[‐‑‒–—−]", "-", letters))
    return " ".join(letters.lower().replace("œ", "oe").split())


def notation(text: str) -> str | None:
    """Return ``text`` in the notation above; None when it holds something that must not be guessed."""
    # Upper-case M is a million, lower-case m may be a metre or a month.
    words = plain(_MILLION.sub(" million ", text)).translate(_SIGNS).rstrip(" .…")
    words = in_digits(_apply(_IN_WORDS, words))
    if _NOT_TO_GUESS.search(words):
        return None
    words = _apply(_IN_DIGITS, words)
    return None if _VAGUE.search(words) else words


_SIGNS = str.maketrans("[];{}", "(),()")  # those of the notation are not typed


def _apply(rules: tuple[Rule, ...], words: str) -> str:
    for pattern, replacement in rules:
        words = pattern.sub(replacement, words)
    return " ".join(words.split())


_LONGEST_FIGURE = 300  # characters


def in_digits(words: str) -> str:
    """Return ``words`` with the numbers spelled out put in digits, read in one language only.

    A text too long to tell a figure stays as it is.
    """
    if len(words) > _LONGEST_FIGURE:
        return words
    language = "en" if _ENGLISH.search(words) else "fr"
    digits: str = alpha2digit(words, language, 0)
    # "trois-quatre" is two numbers: the library only knows the hyphens of one ("vingt-quatre").
    return re.sub(
        r"\b([a-z]+)-([a-z]+)\b",
        lambda pair: both if re.fullmatch(r"\d+ - \d+", both := _spaced(pair, language)) else pair[0],
        digits,
    )


def _spaced(pair: Match[str], language: str) -> str:
    return " - ".join(alpha2digit(half, language, 0) for half in pair.groups())


_MILLION = re.compile(r"(?<=\d)\s?(?:M(?![A-Za-z²\d])|[Mm](?=\s?€|\s?[Ee](?:[Uu][Rr]\w*)?\b))")

_ENGLISH = re.compile(
    r"\b(one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen"
    r"|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)\b"
)

UNIT_WORDS = {
    Unit.EURO: r"€|euros?|eur|e",
    Unit.PERCENT: r"%|percent",
    Unit.FULL_TIME: r"etp|ftes?|equivalents? temps plein|full[- ]time equivalents?",
    Unit.JOB: (
        r"emplois?|postes?|embauches?|recrutements?|creations?|cd[id]s?|jobs?|positions?|hires?|recruits?"
    ),
    Unit.PERSON: (
        r"personnes?|pers|salarie\w*|employe\w*|collab\w*|apprenti\w*|apprentices?|alternante?s?|stagiaires?"
        r"|associe\w*|gens|agents?|ouvri\w+|cadres?|interimaires?|people|persons?|staff|workers?|trainees?|partners?"
    ),
    Unit.HOUR: r"h|heures?|hours?|hrs?",
    Unit.DAY: r"j|jours?|journees?|days?",
    Unit.WEEK: r"sem|semaines?|weeks?",
    Unit.MONTH: r"mois|months?",
    Unit.QUARTER: r"trimestres?|quarters?",
    Unit.YEAR: r"ans?|annees?|years?|yrs?",
}
_PEOPLE = f"{UNIT_WORDS[Unit.FULL_TIME]}|{UNIT_WORDS[Unit.JOB]}|{UNIT_WORDS[Unit.PERSON]}"
_ANY_UNIT = "|".join(UNIT_WORDS.values())
_MONTHS = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?"
    r"|dec(?:embre)?|january|february|march|april|may|june|july|august|september|october|november|december)"
)
_COLLECTIVES = {
    "huitaine": 8, "dizaine": 10, "douzaine": 12, "dozen": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    "millier": 1000,
}  # fmt: skip


def _collective(match: Match[str]) -> str:
    count = int(match["count"] or 1) * _COLLECTIVES[match["name"]]
    return f"~ {count // 2 if match['half'] else count} "


def _rules(*pairs: tuple[str, Replacement]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_LATER = r"(?: (?:pour l'instant|pour le moment|actuellement|encore|du tout|yet|at all|for now))"
_ABOUT = (
    r"plus ou moins|more or less|(?:a|au) peu pres|autour d[e']|aux? (?:alentours|environs) d[e']"
    r"|pas loin d[e']|pres d[e']|proche d[e']|environ|env|presque|quasi(?:ment)?|vers|grosso modo|a la louche"
    r"|a vue de nez|peut-etre|quelque|approximativement|about|around|roughly|circa|almost|nearly"
    r"|approx(?:imately)?|maybe|perhaps|or so"
)
_AT_MOST = (
    r"pas plus d[e']|(?:not|no) more than|moins d[e']|up to|at most|under|below"
    r"|less than|fewer than|(?:ou|or) (?:moins|less|fewer)|(?:au |grand )*max(?:i|imum)?"
)
_AT_LEAST = (
    r"plus d[e']|au moins|a partir d[e']|more than|at least|upwards of|(?:et|ou|and|or) (?:plus|more)"
    r"|(?:au |grand )*min(?:i|imum)?"
)
_ALONE = (
    r"(?:(?:il n'y a|y a|c'est|je suis|i am|i'm|it's|on est|que|juste|seulement|just|only) )*"
    r"(?:(?:moi|me|myself)(?: toute?)?(?: seule?|-meme| alone)?|(?:toute? )?seule?|alone|solo)"
)
_NOT_AN_ARTICLE = rf"{_ANY_UNIT}|a|to|ou|or|et|seule?|millions?|milliards?|virgule|{'|'.join(_COLLECTIVES)}"

_IN_WORDS = _rules(
    (r"\((?:e|ne|trice|euse)\)|[·•](?:e|ne|trice|euse)\b|(?<=e)\.e\b", ""),  # salarié(e)s, salarié·e·s
    (r"[·•](?=s\b)|(?<=e)\.(?=s\b)", ""),
    (r"\bpour[- ]cents?\b|\bper cent\b", "%"),
    (
        r"^(?:non,? )?(?:(?:aucune?|rien|neant|nothing|none|nobody|nil|(?:il n'y a |y a |on n'a )?personne)"
        rf"{_LATER}*|(?:pas|not){_LATER}+)[ .!]*$",
        lambda none: "0 personne" if "personne" in none[0] else "0",
    ),
    (rf"^(?:aucune?|none)(?={_LATER}|,)", "0"),
    (rf"\b(?:aucune?s?|pas d[e']|no|^sans|^without) ?(?=(?:{_PEOPLE})\b)", "0 "),
    (r"\bzero\b", "0"),
    # The head alone makes a firm of one person; whether a head is an employee is for the question to say.
    (rf"^{_ALONE}[ .!]*$", "1 personne"),
    (
        r"\b(?:sans|hors|without|not counting|excluding) (?:me compter|(?:compter )?(?:moi|me|myself))\b",
        "+ moi",
    ),
    (r"(?:\bet|\band|\bplus|\+) ?(?:moi|me|myself)\b", "+ 1 personne"),
    (r"\b(?:moi|me|myself) ?(?:et\b|and\b|plus\b|\+)", "1 personne +"),
    (rf"\b(?:{_ABOUT})(?:(?<=')|\b)\.?|\+ ?/ ?-|[±≈∼]", "~"),
    (r"(?<=\d)-?ish\b", " ~"),
    (r"\ba couple(?: of)?\b", "~ 2"),
    (rf"\b(?:{_AT_MOST})(?:(?<=')|\b)\.?", "≤"),
    (rf"\b(?:{_AT_LEAST})(?:(?<=')|\b)\.?", "≥"),
    (r"(?<!\d)(?<!\d )½", "0,5"),
    (r"\band a half (million|billion)\b", r"\1 and a half"),
    (r"\bet demie?\b|\band a half\b", "½"),
    (r"\b(?:une? |a )?(?:demi|half)(?: an?)?[- ](?=(?:journee|day|heure|hour|an|year)\b)", "0,5 "),
    (r"\ba (?=hundred|thousand|million|dozen)", "one "),
    (r"^an? (?=(?:person|day|week|month|quarter|year|hour)\b)", "1 "),
    (rf"(?<!et )(?<!-)\bune? (?=[a-z])(?!(?:{_NOT_AN_ARTICLE})\b)", ""),
    (r"(?<=\d) ?(?:mille|thousand|k)(?= ?e(?:ur|uros?)?\b| ?€|\b)", "K "),
    (r"(?<=\d) ?(?:millions?|mio)\b(?: d')?", "M "),
    (r"(?<=\d) ?(?:milliards?|billions?|mds?)(?=\b| ?€)(?: d')?", "G "),
)

_NOT_TO_GUESS = re.compile(
    r"[$£¥]|\b(?:dollars?|usd|gbp|chf|francs?|pounds?)\b"
    r"|\b(?:moitie|tiers|quarts?|half|halves|thirds?|fois|times|doubler?|tripler?)\b"
    r"|\b(?:tous les|toutes les|every|une? [a-z]+ sur|sauf|everyone but|all but|except) ?\d"
    r"|\bquelques[ -](?:une?s|1)\b"
    r"|(?:\bmoins|\bminus|\bpas|\bpas encore|\bnot|(?<![\w€%)])(?<![\w€%)] )-) ?\d"
    r"|\bn[o°] ?\d|\d,? (?:bis |ter )?(?:rue|avenue|av|boulevard|bd|route|chemin|place|impasse)\b"
    r"|\d ?m(?:²|2?\b)"
    r"|\d[.,]?\d*e[+-]?\d"  # 7,86E+13: a spreadsheet's rounding
)

_IN_YEAR = r"en|depuis|since|in|by|d'ici|fin|debut|mi|annee|exercice|avant|apres|before|after|of"
_ORDINAL_DAY = r"\d\d?(?:er|st|nd|rd|th)?"
_ASIDE = r"dont|y compris|including|incl|of wh\w+|hors|sans|excluding|without|not counting"

_IN_DIGITS = _rules(
    # Dates, times and ordinals count nothing.
    (r"(?<![\d./-])(?:\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-](?:\d\d){1,2})(?![./-]?\d)", ";"),
    (r"\b(?:\d\d?h\d\d|\d\d?h/24|7 ?j ?/ ?7|24/7)\b", ";"),
    (rf"\b(?:{_ORDINAL_DAY} )?{_MONTHS} (?:19|20)\d\d\b|\b{_ORDINAL_DAY} {_MONTHS}\b", ";"),
    (rf"\b(?:{_IN_YEAR})[ -](?:19|20)\d\d\b(?! ?(?:€|e\b|euros?|K|M|{_PEOPLE}))", ";"),
    (r"\b\d{1,2}(?:(?:er|ere|eme|ieme|nd|nde|st|th|rd)\b|e(?= [a-z]))", ";"),
    # What is said to be inside or outside the number.
    (rf"\(?\b(?:{_ASIDE})\b.*", " ;"),
    (
        r"\b(?:(?P<half>demi-|0,5 )|(?:une? |1 )|(?P<count>\d+) )?(?:(?:bonne|petite|grosse) )?"
        rf"(?P<name>{'|'.join(_COLLECTIVES)})s?\b(?: d[e']| of)?",
        _collective,
    ),
    (r"\b(\d+) (?:demi|half)[- ](?=(?:journees|days)\b)", lambda halves: f"{int(halves[1]) / 2} "),
    (r"\bl'an\b", "/year"),
    *(
        (rf"(?<![a-z])(?:{words})(?![a-z'€])(?!(?<=[a-z])\d)", f"[{unit}]")
        for unit, words in UNIT_WORDS.items()
    ),
    (
        r"(?:/ ?|\b(?:par|per|chaque|each|every|tous les|toutes les) |(?<=[\]\d] )an? )"
        r"\[(hour|day|week|month|quarter|year)\]",
        r"/\1",
    ),
    (r"\b(?:mensuel\w*|monthly)", "/month"),
    (r"\b(?:hebdo\w*|weekly)", "/week"),
    (r"\b(?:annuel\w*|yearly)", "/year"),
    (r"\b(?:entre|between)\b([^;]*?)\b(?:et|and)\b", r"\1 … "),
    (r"(?<=[\d\]KMG½]) ?(?:\b(?:a|to|jusqu'a)\b|-|\.\.+|…) ?(?=(?:~ ?|\[euro\] ?)?\d)", " … "),
    (r"(?<=[\d\]KMG½]) ?(?:\b(?:ou|or)\b|(?<=\d)/(?=\d)) ?(?=(?:~ ?)?\d)", " | "),
    (r"(?<=\+ )(?:mes|les|nos|my|the|our) (?=\d)", ""),
    (r"\bjusqu'a\b", "≤"),
    (r"(?<=\d)\+(?! ?\d)", " ≥"),
)

# "des dizaines", "quelques centaines": a collective that counts nothing precise. "Moi et mes salariés",
# "ma femme et moi": one person is counted, and others are not.
_VAGUE = re.compile(
    r"\b(?:des|quelques|plusieurs|several|many|some) ~|^\D*\+ 1 \[person\]|1 \[person\] \+(?! ?[~≥≤]? ?\d)"
)
