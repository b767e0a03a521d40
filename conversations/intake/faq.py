"""The questions people put in the middle of the form, and their answers.

What a text asks was learned from sentences, see ``question_words``; what is answered: ``faq_answers.py``.
The answers of the form are sentences too, and swallowing one would be worse than missing a question: a topic
that is sure is answered; those that are near are offered, and one touch answers.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from conversations.intake.faq_answers import FAQ
from conversations.intake.faq_entries import MEANINGS, FaqEntry
from conversations.patterns import pattern
from conversations.understanding.company_answers import is_not_the_one, is_the_one
from conversations.understanding.question_forms import is_asked, meaning
from conversations.understanding.residue import changes_nothing
from conversations.understanding.vocabulary.question_words import (
    MARK,
    PARTICULAR,
    Asked,
    asked,
    names_a_stranger,
)
from conversations.understanding.wishes import Wish, wants_another, wish_of
from conversations.understanding.words import LONGEST_READ, REMEMBERED, fold, legible

_LONGEST = 25  # words: longer, it tells a story
_FIGURE = pattern(r"[\d@]")

# How surely a text asks, and how surely it asks what it does, of 1. Chosen on the development half.
_ASKS, _ASKS_UNMARKED, _ASKS_OF_FIGURES, _ASKS_AMID_WORDS = 0.5, 0.8, 0.9, 0.88
_ASKS_PLAINLY, _PLAIN = 0.5, 0.8  # "l'argent arrive quand": what is asked is surer than that it is
_PLAIN_ALONE = 0.65  # of who is asked nothing: "j'ai un autre projet" is no answer
_ASKS_IN_FORM, _PLAIN_IN_FORM = 0.45, 0.6  # "peut-on en déposer une deuxième": a question by its form
_SURE, _SURE_OF_STRANGERS, _PERHAPS, _PERHAPS_OF_STRANGERS, _OFFERED = 0.6, 0.9, 0.1, 0.3, 3
_NOT_PARTICULAR = 2  # times as sure as that only a person can answer
_PARTS = pattern(r"(?<=[.!?;])\s+|\n+|,\s+|\s(?:mais|but|et|and)\s")
_TELLS = pattern(r"^\s*$|[.!?;\n]\s*$|\d|\b(?:je suis|nous sommes|i am|we are)\b", re.IGNORECASE)
"""What stands before a question of its own: nothing, a sentence, or a fact of the firm."""
_OF_SOMEBODY = pattern(r"-(?:t-)?(?:ils?|elles?)\b|\b(?:he|she|they|lui|leur)\b", re.IGNORECASE)
"""What a question is about that only what is told before it says: "le saura-t-il ?"."""
_BARE = pattern(
    r"(?:et |and |pour |for |depuis |since |a |avec |with |de )?(?:quoi|quand|qui|combien|ou|comment"
    r"|pourquoi|what|when|who|where|why|how(?: much| many)?)"
)
"""What asks of nobody, and is answered by who says it: "pour quand ? juin"."""
_OF_WHO_READS = ("bank", "readers")
_NAMED = pattern(r"(?<=[a-zà-ÿ] )(?!Aliz)[A-ZÀ-Ý][a-zà-ÿ]{2}|\b(?:M|Mr|Mrs|Ms|Mme)\.? [A-ZÀ-Ý]")
"""What only a person can tell of somebody who is named: "mon banquier Bernard siège au comité"."""
_CLAUSE_ENDS = pattern(r"[.!?;:,\n]+")
_MOST_PARTS = 12  # of a text, where a question is looked for
_FACTS = pattern(
    r"\b(?:(?:à|a|de|d['’]|près de|in|at|near|from|of|sur)\s+(?!Aliz)[A-ZÀÂÉÈÊÎÔÛ][\w’'-]+"
    r"|(?:(?:de|d['’]|avec|à|with|of|on est|nous sommes|we are)\s+)?\d+\s+(?:\w+\s+)?"
    r"(?:salari|personne|employ|people|staff|ouvrier)\w*)"
)
"""What tells where and how many, in a question: "une association de 12 salariés à Verdun"."""

__all__ = [
    "FAQ",
    "AskedBeside",
    "FaqEntry",
    "asked_beside",
    "entry_named",
    "is_asked",
    "is_question",
    "is_surely_asked",
    "perhaps",
    "recognise",
]


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, *, alone: bool = False) -> Asked | None:
    """Return what a text asks; None when it asks nothing, or tells a story. ``alone``: it answers nothing."""
    read = legible(text)
    if not read or len(read.split()) > _LONGEST:
        return None
    if read.upper() == read.lower() and MARK not in read:
        return None  # a figure, a date
    found, words = asked(read), fold(read)
    if not found.marked and (is_the_one(words) or is_not_the_one(words)):
        return None  # "ce n'est pas ça"
    plainly = found.topics[0][1] >= (_PLAIN_ALONE if alone else _PLAIN) and found.topics[0][0] != PARTICULAR
    unmarked = _ASKS_PLAINLY if plainly else _ASKS_UNMARKED
    enough = max(_ASKS if found.marked else unmarked, _ASKS_OF_FIGURES if _FIGURE.search(read) else 0)
    clear = found.topics[0][1] >= (_PLAIN_IN_FORM if found.marked else _PLAIN)
    in_form = clear and found.surely >= _ASKS_IN_FORM and is_asked(text)
    return found if found.surely >= enough or in_form else None


def entry_named(name: str | None) -> FaqEntry | None:
    """Return the entry of this name; None for no name, or one that there is not."""
    return next((entry for entry in (*FAQ, *MEANINGS) if entry.name == name), None)


def _asks_of_another(text: str, topic: str) -> bool:
    """Tell whether the clause that asks names what nobody says who asks about a topic."""
    clauses = [clause for clause in _CLAUSE_ENDS.split(legible(text)) if clause.strip()]
    asking = clauses[-1:] if "?" in text else [clause for clause in clauses if is_asked(clause)] or clauses
    return any(names_a_stranger(clause, topic) for clause in asking)


_WISHED: dict[Wish | None, str] = {Wish.A_PERSON: "human", Wish.CORRECTING: "correction"}


@lru_cache(maxsize=REMEMBERED)
def recognise(text: str, *, alone: bool = False) -> FaqEntry | None:
    """Return the entry that a text asks for; None when it is not clearly a question, or not a known one.

    ``alone``: nothing is asked of who writes, so that it is no answer.
    """
    if (asked_for := _WISHED.get(wish_of(text))) is not None:
        return entry_named(asked_for)
    if alone and wants_another(text):
        return entry_named("another")
    if (meant := entry_named(meaning(text))) is not None:
        return meant
    if (read := _read(text, alone=alone)) is None:
        return None
    (topic, share), *_ = read.topics
    of_somebody = topic in _OF_WHO_READS and _NAMED.search(text)
    enough = _SURE_OF_STRANGERS if _asks_of_another(text, topic) else _SURE
    ours = share >= max(enough, _NOT_PARTICULAR * dict(read.topics)[PARTICULAR]) and not of_somebody
    return entry_named(topic) if ours else None


@lru_cache(maxsize=REMEMBERED)
def is_question(text: str, *, of_few_words: bool = False) -> bool:
    """Tell whether a text is a question to the service, known or not.

    Where long free text is expected, prefer ``recognise``: a project may be told as a request for help.
    ``of_few_words``: answers are short there, so that a question is no answer, be it one by its form alone.
    """
    read = _read(text)
    asks = read is not None and (of_few_words or read.surely >= _ASKS_AMID_WORDS)
    return asks or recognise(text) is not None or (of_few_words and is_asked(text))


def is_surely_asked(text: str) -> bool:
    """Tell whether a text is a question with its mark, so that no answer is looked for in it."""
    return "?" in text and _read(text) is not None


@dataclass(frozen=True, slots=True)
class AskedBeside:
    """A common question that is asked in a text beside what it tells. ``rest``: what it tells.

    ``in_it``: the question itself tells it, as where and how many: "une association de 12 salariés à Verdun".
    """

    entry: FaqEntry
    rest: str
    in_it: bool = False


@lru_cache(maxsize=REMEMBERED)
def asked_beside(text: str) -> AskedBeside | None:
    """Return the common question of a text that tells something too; None for any other text."""
    if "?" not in text or len(text) > LONGEST_READ:
        return None
    if recognise(text) is not None and not (_FIGURE.search(text) or _FACTS.search(text)):
        return None
    start, ends = 0, [*islice(_PARTS.finditer(text), _MOST_PARTS), None]
    for end in ends:
        part, left = text[start : end.start() if end else None], text[end.end() :] if end else ""
        start, before = end.end() if end else start, text[:start]
        whole = not (before.strip() or left.strip())
        alone = part.endswith("?") and _BARE.fullmatch(fold(part))
        if whole or alone or not (part.endswith("?") and _TELLS.search(before)) or _OF_SOMEBODY.search(part):
            continue
        if (entry := recognise(part)) is None:
            continue
        rest = f"{before.rstrip()} {left}".strip(" ,;\n")
        return None if changes_nothing(fold(rest)) else AskedBeside(entry, rest)
    text = text.replace("loi 1901", "")
    told = ", ".join(fact[0] for fact in _FACTS.finditer(text))
    bare = _FACTS.sub(" ", text) if told else ""
    guess = recognise(bare)
    return AskedBeside(guess, told, in_it=True) if guess else None


@lru_cache(maxsize=REMEMBERED)
def perhaps(text: str) -> tuple[FaqEntry, ...]:
    """Return the entries that a question which is not recognised may ask for, likeliest first."""
    if recognise(text) is not None or _NAMED.search(text) or (read := _read(text)) is None:
        return ()
    likely = [(topic, share) for topic, share in read.topics if share >= _PERHAPS and topic != PARTICULAR]
    if likely and likely[0][1] < _PERHAPS_OF_STRANGERS and _asks_of_another(text, likely[0][0]):
        return ()
    return tuple(entry for topic, _ in likely[:_OFFERED] if (entry := entry_named(topic)))
