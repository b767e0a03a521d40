"""How much the words of a text ask a common question, and which, as learned from sentences.

The weights are in a table beside, ``question_topics.tsv``: of stems, of two in a row, where a text begins and
ends too, and of four letters in a row, which slips leave as they are: each topic that they point to and how
far. ``learn_question_topics.py`` of ``tests/understanding`` writes it, and tells from what.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary import Spellings, stem
from conversations.understanding.vocabulary.learned import MIDDLE, learned
from conversations.understanding.words import fold

TOPICS = (
    "advance", "advisors", "alize", "amount", "another", "bank", "called", "chances", "combine", "committee",
    "correction", "counting", "creation", "days", "delegate", "difficulty", "documents", "early",
    "eligibility", "free", "how_long", "human", "jobs", "languages", "mistake", "number", "operator", "paid",
    "pause", "privacy", "project", "readers", "refused", "reminders", "reply", "robot", "scam", "signing",
    "siren", "sold", "status", "tax", "visits", "withdraw",
)  # fmt: skip
"""The common questions that words point to, by their names."""

PARTICULAR = "person"
"""A question that only a person can answer."""

ASKING = "asks"
COLUMNS = (*TOPICS, PARTICULAR, ASKING)
FIRST, STEP = ord("!"), 0.25
"""The sign of the first column, and what a step of a weight is worth."""

TABLE = "question_topics.tsv"
MARK, FIGURE, LETTERS = "?", "0", "#"
_IN_A_ROW = 4
_ARTICLES = frozenset(
    "un une le la les l des du au aux mon ma mes ce cet cette vendez fabriquez reparez livrez the a an my"
    " make sell repair fix deliver".split()
)
"""What stands before what is named: articles, and verbs that need none, as in "do you make coffee"."""
_NO_NAMES = frozenset(
    "que qui quoi quel quelle final juste fait coup meme total moins monde lot savoir voir faire dire lire"
    " prendre mettre rendre avoir donner garder".split()
)
"""What follows the like of an article and names nothing: "au final", "à qui", "va le savoir"."""
_OURS = (
    "aide aides reponse reponses decision entreprise societe boite comite commission jury dossier demande"
    " projet formulaire questionnaire question questions expert specialiste conseiller personne gens avance"
    " argent sous banque mairie region territoire cci chambre operateur donnees infos informations chiffres"
    " numero telephone mail jour jours journees difference difficulte piege arnaque help answer answers"
    " decision committee panel company business request application file project form question expert"
    " specialist adviser person people money bank council data details figures number day days scam"
)
"""What any topic may name: the words of the service itself."""
_SHORTEST_NAME = 3  # letters
_SHORTEST_SLIP = 6  # letters of a stem that may hold a slip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks. ``surely``: how surely it asks at all, of 1; ``topics``: what, likeliest first.

    No topic is likely where no word is known. ``marked``: with a question mark at its end.
    """

    surely: float
    marked: bool
    topics: tuple[tuple[str, float], ...]


def asking_stems(text: str) -> list[str]:
    """Return the stems of all words, the same one for any figure, and the question mark at the end."""
    stems = [FIGURE if word[0].isdecimal() else stem(word) for word in fold(text).split()]
    return [*stems, MARK] if MARK in re.split(r"[^\W_]", text)[-1] else stems


def traits(text: str, stems: Sequence[str]) -> set[str]:
    """Return what is known of a text: its stems, each two in a row, and the letters of its words."""
    pairs = (" ".join(pair) for pair in pairwise(("^", *stems, "$")))
    words = (f"<{word}>" for word in fold(text).split() if not word[0].isdecimal())
    letters = (LETTERS + word[at : at + _IN_A_ROW] for word in words for at in range(max(1, len(word) - 3)))
    return {*stems, *pairs, *letters}


def share_of_each(found: Collection[str]) -> float:
    """Return how much each trait of a text counts."""
    return 2 / sqrt(max(1, len(found)))


@cache
def _spelt() -> dict[str, Spellings]:
    """Return the stems of the table by their first letter, the one that people get right."""
    table = files(vocabulary.__name__).joinpath(TABLE).read_text("utf-8")
    by_initial: defaultdict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        term = line.partition("\t")[0]
        if len(term) >= _SHORTEST_SLIP and " " not in term and term[0] != LETTERS:
            by_initial[term[0]].append(term)
    return {initial: Spellings(stems) for initial, stems in by_initial.items()}


def _mended(stem: str) -> str:
    if len(stem) < _SHORTEST_SLIP or learned(TABLE).signs(stem):
        return stem
    alike = _spelt().get(stem[0])
    return (alike and alike.nearest(stem, 1)) or stem


def _weights(term: str) -> Iterator[tuple[int, int]]:
    signs = learned(TABLE).signs(term)
    for at in range(0, len(signs), 2):
        yield signs[at] - FIRST, signs[at + 1] - MIDDLE


def _is_known_word(trait: str) -> bool:
    """Tell whether a trait is of a word, not of figures and marks alone, and points to something."""
    return any(map(str.isalpha, trait)) and bool(learned(TABLE).signs(trait))


def names_a_stranger(text: str, topic: str) -> bool:
    """Tell whether a text names what no sentence of a topic does: "combien coûte un site", of our price."""
    said = fold(text).split()
    column = COLUMNS.index(topic) if topic in COLUMNS else -1
    named = (
        word
        for before, word in pairwise(said)
        if before in _ARTICLES
        and len(word) >= _SHORTEST_NAME
        and word.isalpha()
        and word not in _ARTICLES | _NO_NAMES
    )
    stems = (_mended(stem(word)) for word in named)
    return any(dict(_weights(each)).get(column, 0) <= 0 for each in stems if each not in _ours())


@cache
def _ours() -> frozenset[str]:
    return frozenset(map(stem, _OURS.split()))


def asked(text: str) -> Asked:
    """Return what a text asks, as far as its words tell."""
    found = traits(text, [_mended(stem) for stem in asking_stems(text)])
    sums = [0] * len(COLUMNS)
    for trait in found:
        for column, steps in _weights(trait):
            sums[column] += steps
    share = STEP * share_of_each(found)
    scores = [share * total for total in sums]
    if not any(map(_is_known_word, found)):
        scores[:-1] = [0.0] * len(scores[:-1])  # "12", "?": a mark alone asks, yet nothing in particular
    for column, steps in _weights(""):
        scores[column] += STEP * steps
    surely = 1 / (1 + exp(-scores.pop()))
    most = max(scores)
    odds = [exp(score - most) for score in scores]
    whole = sum(odds)
    told = ((name, odd / whole) for name, odd in zip(COLUMNS, odds, strict=False))
    return Asked(surely, MARK in found, tuple(sorted(told, key=lambda topic: -topic[1])))
