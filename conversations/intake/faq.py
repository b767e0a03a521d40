"""The questions people put in the middle of the form, and their answers.

A text is taken for a question only when it has the form of one and every word of it belongs to what is
asked: the answers of the form are sentences too, and swallowing one would be worse than missing a question.
How people ask is in ``vocabulary/faq.toml``, what is answered in ``faq_answers.py``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from conversations.intake.faq_answers import FAQ
from conversations.intake.faq_entries import FaqEntry
from conversations.patterns import pattern
from conversations.understanding.residue import changes_nothing
from conversations.understanding.vocabulary import Thesaurus, vocabulary, words
from conversations.understanding.wishes import Wish, wish_of
from conversations.understanding.words import LONGEST_READ, REMEMBERED, fold, legible

_LONGEST = 25  # words: longer, it tells a story
_SHORT = 7  # words: too short to tell a project
_PARTS = pattern(r"(?<=[.!?;])\s+|\n+|,\s+|\s(?:mais|but|et|and)\s")
_TELLS = pattern(r"^\s*$|[.!?;\n]\s*$|\d|\b(?:je suis|nous sommes|i am|we are)\b", re.IGNORECASE)
"""What stands before a question of its own: nothing, a sentence, or a fact of the firm."""
_OF_SOMEBODY = pattern(r"-(?:t-)?(?:ils?|elles?)\b|\b(?:he|she|they|lui|leur)\b", re.IGNORECASE)
"""What a question is about that only what is told before it says: "le saura-t-il ?"."""
_MOST_PARTS = 12  # of a text, where a question is looked for
_FACTS = pattern(
    r"\b(?:(?:à|a|de|d['’]|près de|in|at|near|from|of|sur)\s+(?!Aliz)[A-ZÀÂÉÈÊÎÔÛ][\w’'-]+"
    r"|(?:(?:de|d['’]|avec|à|with|of|on est|nous sommes|we are)\s+)?\d+\s+(?:\w+\s+)?"
    r"(?:salari|personne|employ|people|staff|ouvrier)\w*)"
)
"""What tells where and how many, in a question: "une association de 12 salariés à Verdun"."""
_INVERTED = pattern(r"\w-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous)\b", re.IGNORECASE)
_PLAIN, _WHOLE = "plain", "whole"

__all__ = ["FAQ", "AskedBeside", "FaqEntry", "asked_beside", "is_question", "nearest", "recognise"]


@cache
def _terms() -> list[tuple[str, tuple[str, str]]]:
    faq = vocabulary("faq")
    topics = [
        (term, (name, role))
        for name, topic in faq["topics"].items()
        for role, terms in topic.items()
        if role != _WHOLE
        for term in terms
    ]
    return [*topics, *((term, (_PLAIN, _PLAIN)) for term in faq["form"]["plain"])]


@cache
def _thesaurus() -> Thesaurus[tuple[str, str]]:
    return Thesaurus(_terms())


@cache
def _alone() -> dict[str, frozenset[str]]:
    """Return the topics to which each word belongs by itself, even where it is a part of another's words."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for term, owner in _terms():
        read = words(term)
        if len(read) == 1:
            owners[read[0].stem].add(owner[0])
    return {stem: frozenset(names) for stem, names in owners.items()}


@cache
def _whole() -> dict[str, str]:
    """Return the topics of questions known word for word, most of whose words mean nothing by themselves."""
    topics = vocabulary("faq")["topics"]
    return {text: name for name, topic in topics.items() for text in topic.get(_WHOLE, ())}


@cache
def _any_of(name: str) -> re.Pattern[str]:
    alternatives = sorted(vocabulary("faq")["form"][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form of a text says of it.

    ``start``: its words, after what comes first and changes nothing.
    ``tells``: too long, or with figures, so an answer. ``marked``: ends with ``?``. ``opened``: worded as a
    question even without the mark. ``worded``: worded as one given the mark. ``addressed``: to the service.
    """

    start: str
    length: int
    tells: bool
    marked: bool
    opened: bool
    worded: bool
    addressed: bool

    @classmethod
    @lru_cache(maxsize=REMEMBERED)
    def of(cls, text: str) -> "_Form":
        text = legible(text)
        folded = start = fold(text)
        while courtesy := _any_of("courtesies").match(start):
            start = start[courtesy.end() :].lstrip()
        opened = bool(_any_of("openings").match(start))
        ending = folded.rpartition(" ")[2]
        length = len(folded.split())
        return cls(
            start=start,
            length=length,
            tells=length > _LONGEST or re.search(r"\d", text) is not None,
            marked="?" in re.split(r"[^\W_]", text)[-1],
            # A colon after an interrogative word announces the answer: "qui décide : moi".
            opened=":" not in text and (opened or ending in vocabulary("faq")["form"]["endings"]),
            worded=opened or bool(_any_of("marks").search(folded) or _INVERTED.search(text)),
            addressed=bool(_any_of("addressees").search(folded) or _any_of("put_to_us").match(start)),
        )


def _weighed(text: str, bare: bool) -> Iterator[tuple[str, int, int]]:
    """Yield topics, the most precisely asked first, with how many words ask and how many are left over."""
    read = words(text)
    spotted = _thesaurus().spot(read)
    precision: Counter[str] = Counter()
    for term in spotted:
        for name in {name for name, role in term.meanings if role == "bare" or (role == "asks" and not bare)}:
            precision[name] += len(term.positions)
    for name, asking in precision.most_common():
        explained = {
            at
            for term in spotted
            for at, stem in zip(term.positions, term.term, strict=True)
            if {name, _PLAIN} & ({owner for owner, _ in term.meanings} | _alone().get(stem, frozenset()))
        }
        yield name, asking, len(read) - len(explained)


@lru_cache(maxsize=REMEMBERED)
def recognise(text: str) -> FaqEntry | None:
    """Return the entry that a text asks for; None when it is not clearly a question, or not a known one."""
    form = _Form.of(text)
    if wish_of(text) is Wish.A_PERSON:
        name: str | None = "human"
    elif not form.tells and form.start in _whole():
        name = _whole()[form.start]
    elif form.tells or not (form.marked or form.opened):
        return None
    else:
        weighed = _weighed(text, bare=not form.worded)
        name = next((name for name, _, left_over in weighed if not left_over), None)
    return next((entry for entry in FAQ if entry.name == name), None)


@lru_cache(maxsize=REMEMBERED)
def is_question(text: str, *, of_few_words: bool = False) -> bool:
    """Tell whether a text is a question to the service, known or not.

    Where long free text is expected, prefer ``recognise``: a project may be told as a request for help.
    ``of_few_words``: answers are short there, so that a long question is no answer.
    """
    form = _Form.of(text)
    to_the_service = of_few_words or form.addressed or form.length <= _SHORT
    asks = form.marked and form.worded and to_the_service and not form.tells
    return asks or recognise(text) is not None


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
    if "?" not in text or len(text) > LONGEST_READ or recognise(text) is not None:
        return None
    start, ends = 0, [*islice(_PARTS.finditer(text), _MOST_PARTS), None]
    for end in ends:
        part, left = text[start : end.start() if end else None], text[end.end() :] if end else ""
        start, before = end.end() if end else start, text[:start]
        if not (part.endswith("?") and _TELLS.search(before)) or _OF_SOMEBODY.search(part):
            continue
        if (entry := recognise(part)) is None:
            continue
        rest = f"{before.rstrip()} {left}".strip(" ,;\n")
        return None if changes_nothing(fold(rest)) else AskedBeside(entry, rest)
    text = text.replace("loi 1901", "")
    told = ", ".join(fact[0] for fact in _FACTS.finditer(text))
    asked = _FACTS.sub(" ", text) if told else ""
    guess = recognise(asked) or (nearest(asked) if is_question(asked) else None)
    return AskedBeside(guess, told, in_it=True) if guess else None


@lru_cache(maxsize=REMEMBERED)
def nearest(text: str) -> FaqEntry | None:
    """Return the entry that a text which is a question comes nearest to, a word or two left over.

    It is a guess, to be told as one. None where two entries are as near, or where what is asked is said in
    one word only: it may be anything.
    """
    weighed = [(asking, name, left) for name, asking, left in _weighed(text, bare=False)][:2]
    if not weighed or (len(weighed) == 2 and weighed[0][0] == weighed[1][0]):
        return None
    asking, name, left_over = weighed[0]
    if asking < 2 or left_over > asking - 1:
        return None
    return next((entry for entry in FAQ if entry.name == name), None)
