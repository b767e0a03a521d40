"""Tell the name of a person from what is said of it: "c'est moi, Camille Durand, gérante"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from conversations.patterns import pattern
from conversations.understanding.company_numbers import PHONE
from conversations.understanding.residue import Understood
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import fold, legible, unaccented

_SHORT, _LONGEST = 3, 6  # words of a name: "Marie-Charlotte de la Tour du Pin"
_MOST_READ = 80  # words
_HEDGES = frozenset(("just", "juste", "simply", "simplement", "plutot", "bah", "ben"))  # "Ben" is a name
_DENYING = frozenset(("pas", "not", "sauf", "except", "plus"))
_WHOSE = frozenset(("mon", "ma", "notre", "my", "our"))  # "ma secrétaire Eva" is somebody else
_WORD = pattern(r"[^\W_]+(?:['’.-]+[^\W_]+)*")
_PARTED = pattern(r"[,;:!?()/]|\s[-–—]\s")
_REACHES = pattern(r"\S{1,80}@\S{1,80}|\b0[1-9](?:[ ._-]?[0-9]{2}){4}\b|https?://\S{1,300}")

_FIGURE = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente"
    r"|quarante|cinquante|soixante|two|three|four|five|seven|eight|nine)"
)
_DICTATED = pattern(
    r"\barr?oba\w*|[\w-]\s(?:point|dot)\s(?:com|fr|net|org|eu)\b|\bzero\b"
    rf"|\b{_FIGURE}(?:[\s,-]+(?:et[\s-])?{_FIGURE}){{2}}",
    re.IGNORECASE,
)
"""An address or a number in words, without accents: "Six" alone is a name."""


class NotAName(StrEnum):
    """Why what was typed is no person's name."""

    REACHES = "reaches"  # a number or an address
    FIRM = "firm"
    OTHER = "other"


def _list(*names: str) -> frozenset[str]:
    return words_of("names", *names)


def read_person_name(text: str) -> Understood[str] | NotAName:
    """Return the name of a person in ``text``, and the words beside it; else what it is."""
    said = " ".join(legible(text).split())
    bare = PHONE.sub(";", _REACHES.sub(";", said))
    if _DICTATED.search(unaccented(bare)):
        return NotAName.REACHES
    if any(map(str.isdigit, bare)) or (bare != said and not any(map(str.isalpha, bare))):
        return NotAName.REACHES
    words = [_Word(match) for match in islice(_WORD.finditer(bare), _MOST_READ)]
    firm = next((at for at, word in enumerate(words) if word.is_among("firms")), None)
    if firm is not None:
        return _before_firm(bare, words[:firm], said) or NotAName.FIRM
    start, end = _without_saying(words)
    named, around = words[start:end], words[:start] + words[end:]
    rest = [part for word in around for part in word.parts if part not in _list("saying", "civil", "roles")]
    if bare != said:
        rest.append(fold(said))
    rest += [fold(word.typed) for whose, word in pairwise(words) if whose.typed.lower() in _WHOSE
             and word.is_among("only_roles") and word.parts != ["entreprise"]]  # fmt: skip
    if not _is_name(named) or "?" in said:
        return _capitalised(bare, words) or NotAName.OTHER
    if any(word.is_among("labels") for word in named):
        return Understood(
            (" ".join(word.typed for word in named if not word.is_among("labels")),), " ".join(rest)
        )
    readings = [_between(bare, named)]
    if (
        any(word.is_among("only_roles") for word in around)
        and len(words) <= _SHORT
        and all(word.typed[0].isupper() for word in words)
    ):
        readings += [_between(bare, words)]  # "Robert Patron" is a name too
    return Understood(tuple(readings), " ".join(rest))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it stands in a text."""

    match: re.Match[str]

    @property
    def typed(self) -> str:
        """The word as it was typed."""
        return self.match[0]

    @property
    def parts(self) -> list[str]:
        """Its folded parts: "m", "appelle"."""
        return fold(self.match[0]).split()

    def is_among(self, *names: str) -> bool:
        """Tell whether all its parts are of these lists; an initial is of none."""
        is_initial = len(self.typed) == 1 and self.typed.isupper()
        return not is_initial and all(part in _list(*names) for part in self.parts)


def _before_firm(text: str, words: Sequence[_Word], said: str) -> Understood[str] | None:
    """Return who is named before a firm: "Camille Durand, gérante de la boulangerie Mirabelle"."""
    start, end = _without_saying(words)
    parted = next(
        (at for at in range(start + 1, end) if _PARTED.search(_between(text, words[at - 1 : at + 1]))), end
    )
    named = words[start:parted]
    return Understood((_between(text, named),), fold(said)) if len(named) > 1 and _is_name(named) else None


def _without_saying(words: Sequence[_Word]) -> tuple[int, int]:
    """Return where the name is in "je m'appelle … , gérante": from the first word kept to after the last."""
    start, end = 0, len(words)
    while start < end and words[start].is_among("saying", "roles") and not words[start].is_among("particles"):
        start += 1
    if end - start > 1 and words[start].typed in _HEDGES and words[start + 1].typed[0].isupper():
        start += 1
    end = next((at for at in range(start + 1, end) if words[at].is_among("only_roles")), end)
    while (
        end > start + 1
        and words[end - 1].typed[0].islower()
        and words[end - 1].is_among("saying", "particles")
    ):
        end -= 1
    if end - start > 2 and words[start].is_among("civil"):
        start += 1
    return start, end


def _is_name(words: Sequence[_Word]) -> bool:
    told = [word for word in words if not word.is_among("civil", "particles", "labels")]
    return (
        0 < len(words) <= _LONGEST
        and any(len(part) > 1 for word in told for part in word.parts)
        and not any(word.is_among("common", "only_roles", "ways") for word in told)
        and not any(len(word.parts) > 1 and word.is_among("common", "saying") for word in told)  # "moi-même"
    )


def _capitalised(text: str, words: Sequence[_Word]) -> Understood[str] | None:
    """Return the two or three words in capitals that stand together in a sentence, unless it denies them."""
    runs: list[list[_Word]] = [[]]
    for word in words if not text.isupper() else ():
        if not word.typed[0].isupper() or word.is_among("common", "saying", "roles"):
            runs.append([])
        elif runs[-1] and _PARTED.search(_between(text, [runs[-1][-1], word])):
            runs.append([word])
        else:
            runs[-1].append(word)
    denied = {after for word, after in pairwise(words) if word.typed.lower() in _DENYING}
    named = next((run for run in runs if len(run) in (2, 3) and run[0] not in denied), None)
    return Understood((_between(text, named),), fold(text)) if named else None


def _between(text: str, named: Sequence[_Word]) -> str:
    return text[named[0].match.start() : named[-1].match.end()]
