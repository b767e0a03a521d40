"""The names of who writes, found however they are typed: misspelt, parted, glued, reversed, in figures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from conversations.exchanges.look_alikes import folded, in_letters
from conversations.exchanges.words_around import common, diminutives, generic, listed, plain, trades
from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.words import fold, is_slip

_WORD = pattern(r"[^\W_]+(?:[$€!|][^\W_]+)*")
_ENDED = pattern(r"[.!?…\n]")
_DOTTED = pattern(r"\.(?=[,;:)]|[ \u00a0][a-zà-ÿ])")
_AT = frozenset("a sur vers pres de d".split())
"""Folded words before a town, which phones write without its capital: "à toul"."""
_BETWEEN = frozenset("et puis plus un une and then ensuite espace tiret point suivi".split())
"""Folded words between the pieces of a name that is dictated: "duran puis un d"."""
_TELLING = 3  # letters of a word that may tell somebody
_PARTED = 4  # letters of a name that is known in pieces, or reversed
_SLIPPED = 5  # letters of a name that is known with a letter wrong
_GLUED = 6  # letters of a name that is known inside another word
_LETTERS = 2  # beside figures that stand for the others
_MOST_INITIALS = 3


@frozen
class Token:
    """A word of a text. ``at_place``: what comes before it may tell a place; ``begins``: a sentence."""

    folded: str
    capital: bool
    start: int
    end: int
    at_place: bool = False
    begins: bool = False

    @property
    def letters(self) -> str:
        """Return it without its figures."""
        return self.folded if self.folded.isalpha() else "".join(filter(str.isalpha, self.folded))


Tells = Callable[[Token, str], bool]
"""Tells whether a word of a text is, alone, a word of a name."""


@lru_cache(maxsize=8)  # a text is looked at for each kind of name
def tokens_of(text: str) -> Sequence[Token]:
    """Return the words of a text, in order."""
    tokens: list[Token] = []
    until = 0
    for match in _WORD.finditer(text):
        placed = bool(tokens) and tokens[-1].folded in _AT
        begins = not tokens or (
            match.start() - until > 1 and _ENDED.search(text, until, match.start()) is not None
        )
        typed = match[0]
        tokens.append(Token(folded(typed), typed[0].isupper(), match.start(), match.end(), placed, begins))
        until = match.end()
    return tokens


def of_firm(token: Token, word: str) -> bool:
    """Tell whether a word tells a firm."""
    return word not in trades() and _is_said(token, word)


def of_person(token: Token, word: str) -> bool:
    """Tell whether a word tells a person: by their name, or what they are called among friends."""
    if word in listed("particles"):
        return False
    return _is_said(token, word) or _is_short_for(token, word)


def of_place(token: Token, word: str) -> bool:
    """Tell whether a word tells a place."""
    return token.folded == word and token.capital and word not in listed("particles")


def of_town(token: Token, word: str) -> bool:
    """Tell whether a word tells a town, which has no capital where it is told as a place."""
    return token.folded == word and token.at_place and word not in listed("particles")


def _is_said(token: Token, word: str) -> bool:
    if len(word) < _TELLING:
        return False
    if token.letters == word:
        return token.capital or word not in common()
    return token.capital and len(word) >= _SLIPPED and is_slip(token.folded, word)


def _is_short_for(token: Token, word: str) -> bool:
    """Tell whether a word is how friends call somebody: "Fred", "Manu"."""
    if not token.capital or token.begins or len(token.folded) < _TELLING:
        return False
    cut = len(word) >= len(token.folded) + 2 and word.startswith(token.folded)
    return (cut and token.folded not in plain()) or word in diminutives().get(token.folded, ())


def spans(said: str, names: Iterable[str], tells: Tells, *, disguised: bool = True) -> list[tuple[int, int]]:
    """Return where names are said: whole, several words of one in a row, or a word that tells alone.

    ``disguised``: also in pieces, glued to others, reversed, in figures.
    """
    tokens, names = tokens_of(said), list(names)
    own_words = {part for name in names for part in fold(name).split()}
    hidden: set[int] = set()
    for name in names:
        parts = fold(name).split()
        matter = {part for part in parts if part not in generic("small") and len(part) > 1}
        glued = "".join(parts)
        telling = [part for part in matter if not part.isdigit()]
        whole = glued if len(matter) > 1 and len(glued) > _SLIPPED else None
        for places in _alike(said):
            token = tokens[places[0]]
            if any(tells(token, part) for part in telling) or (whole is not None and whole in token.folded):
                hidden.update(places)
        hidden |= _runs(tokens, parts, matter)
    if disguised:
        words = [word for word in own_words if len(word) >= _TELLING and word not in _unsaid(tells)]
        words += [fold(name).replace(" ", "") for name in names if " " in fold(name)]
        for within in _skeletons(said):
            hidden |= within.found(words, own_words)
        hidden |= _initials(said, tokens, hidden, own_words)
    return [(tokens[at].start, end_of(said, tokens[at].end, len(tokens[at].folded))) for at in sorted(hidden)]


@lru_cache(maxsize=8)
def _alike(said: str) -> Sequence[Sequence[int]]:
    """Return where each word of a text is: one is looked at once, however often it is said."""
    places: dict[tuple[object, ...], list[int]] = {}
    for at, token in enumerate(tokens_of(said)):
        places.setdefault((token.folded, token.capital, token.at_place, token.begins), []).append(at)
    return [*places.values()]


def end_of(said: str, end: int, letters: int) -> int:
    """Return where a word of so many letters ends, with the dot of an initial."""
    return end + 1 if letters == 1 and _DOTTED.match(said, end) else end


def _unsaid(tells: Tells) -> frozenset[str]:
    """Return the words that tell nobody by themselves."""
    return trades() if tells is of_firm else listed("particles")


def _runs(tokens: Sequence[Token], parts: Sequence[str], matter: set[str]) -> set[int]:
    """Return the words in a row that are words of a name, where two of them matter, or all that do."""
    inside: set[int] = set()
    if len(matter.intersection(token.folded for token in tokens)) < 2:
        return inside
    for of_name, run in groupby(range(len(tokens)), lambda at: tokens[at].folded in parts):
        words = [*run] if of_name else []
        if len({tokens[at].folded for at in words} & matter) >= 2:
            inside.update(words)
    return inside


def _initials(text: str, tokens: Sequence[Token], hidden: set[int], own_words: set[str]) -> set[int]:
    """Return the initials of who writes that stand beside their name: "C. Durand", "Camille D."."""
    own = {word[0] for word in own_words}
    beside: set[int] = set()
    for step in (-1, 1):
        for name in hidden:
            for at in range(name + step, name + step * (_MOST_INITIALS + 1), step):
                if not 0 <= at < len(tokens) or at in hidden:
                    break
                first, last = sorted((tokens[at], tokens[at - step]), key=lambda token: token.start)
                joined = text[first.end : last.start].strip(" .-\u00a0") == ""
                typed = text[tokens[at].start : tokens[at].end]
                is_initial = (
                    typed.isupper() and len(typed) <= _MOST_INITIALS and own.issuperset(tokens[at].folded)
                )
                if not joined or not (is_initial or tokens[at].folded in own_words):
                    break
                beside.add(at)
    return beside


@frozen
class _Skeleton:
    """The letters of a text, ``said``, run together. ``owners``: of which word each is.

    ``figures``: letters stand for figures in it, where there are some.
    """

    said: str
    tokens: Sequence[Token]
    letters: str
    owners: Sequence[int]
    figures: bool

    def found(self, words: Iterable[str], own_words: set[str]) -> set[int]:
        """Return the words of the text that hold a name, whole or in pieces, either way round."""
        hidden: set[int] = set()
        for word in words:
            sought = in_letters(word) if self.figures else word
            for said in {sought, sought[::-1]} if len(word) >= _PARTED else {sought}:
                for start in _places(said, self.letters):
                    if self._tells(start, start + len(said), word, own_words, backwards=said != sought):
                        hidden.update(range(self.owners[start], self.owners[start + len(said) - 1] + 1))
        return hidden

    def _tells(self, start: int, end: int, word: str, own_words: set[str], *, backwards: bool) -> bool:
        first, last = self.owners[start], self.owners[end - 1]
        whole = (start == 0 or self.owners[start - 1] != first) and (
            end == len(self.letters) or self.owners[end] != last
        )
        pieces = [self.tokens[at] for at in sorted({*self.owners[start:end]})]
        if self.figures:
            typed = "".join(piece.folded for piece in pieces)
            counted = sum(map(str.isdigit, typed)) + sum(typed.count(sign) for sign in "$€!|")
            if not counted or len(typed) - counted < _LETTERS:
                return False
        if first == last:
            return self._in_one(pieces[0], word, own_words, whole=whole, backwards=backwards)
        return whole and (_spelt(pieces) or (len(word) >= _PARTED and not self._is_plain(pieces)))

    def _is_plain(self, pieces: Sequence[Token]) -> bool:
        """Tell whether pieces of a name are words of a sentence: "le bon" tells nobody of Lebon."""
        apart = (self.said[one.end : other.start] for one, other in pairwise(pieces))
        return (
            not any(piece.capital for piece in pieces[1:])
            and all(piece.folded in plain() for piece in pieces)
            and all(between in (" ", "\u00a0", "'", "’") for between in apart)
        )

    def _in_one(self, token: Token, word: str, own_words: set[str], *, whole: bool, backwards: bool) -> bool:
        if whole:
            return self.figures or (backwards and token.letters not in plain())
        if word in common():
            return False
        said = in_letters(token.folded) if self.figures else token.letters
        sought = in_letters(word) if self.figures else word
        before, _, after = said.partition(sought[::-1] if backwards else sought)
        if len(word) >= _GLUED and (before or after not in listed("endings")):
            return True
        known = own_words | generic("trades") | {each[0] for each in own_words}
        known = set(map(in_letters, known)) if self.figures else known - listed("endings")
        return len(word) >= _PARTED and all(not rest or rest in known for rest in (before, after))


@lru_cache(maxsize=8)
def _skeletons(text: str) -> Sequence[_Skeleton]:
    """Return the letters of a text: as they are, without what dictates them, with letters for figures."""
    tokens = tokens_of(text)
    words = [token.letters for token in tokens]
    found = [_skeleton(text, words)]
    if any(token.folded in _BETWEEN for token in tokens):
        said = ["" if token.folded in _BETWEEN else word for token, word in zip(tokens, words, strict=True)]
        found.append(_skeleton(text, said))
    if not all(token.folded.isalpha() for token in tokens):
        found.append(_skeleton(text, [in_letters(token.folded) for token in tokens], figures=True))
    return found


def _skeleton(text: str, words: Sequence[str], *, figures: bool = False) -> _Skeleton:
    owners = [at for at, word in enumerate(words) for _ in word]
    return _Skeleton(text, tokens_of(text), "".join(words), owners, figures)


def _places(said: str, letters: str) -> Iterator[int]:
    at = letters.find(said)
    while at >= 0:
        yield at
        at = letters.find(said, at + 1)


def _spelt(pieces: Sequence[Token]) -> bool:
    """Tell whether letters stand one by one."""
    return all(len(piece.folded) == 1 for piece in pieces)
