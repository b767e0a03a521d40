"""Cut a text into the words of which a name may be made, clause by clause."""

from itertools import islice

from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.words import fold

_MOST_READ = 80  # words: nobody is named further on
_WORD = pattern(r"\w+")
_CLAUSE = pattern(r"[,;:!?()\n]|\s[-–—]\s|\.(?=\s|$)")
_ELIDED = pattern(r"['’ʼ`´]| [aeiouyhéèêàœ]|(?<=[aàAÀyY])(?!\.)")  # after "c'est", or its "c est"


@frozen
class Token:
    """A word of a text, folded, and where it stands. ``clause``: the rank of the clause it is in.

    ``capital``: it begins with one, though it is not the first word.
    """

    folded: str
    start: int
    end: int
    clause: int
    capital: bool


def tokens_of(text: str) -> list[Token]:
    """Return the first words of a text, each in its clause; an initial keeps its point."""
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    tokens: list[Token] = []
    clause = 0
    for word in islice(_WORD.finditer(text), _MOST_READ):
        while clause < len(ends) and ends[clause] < word.start():
            clause += 1
        bare = fold(word[0]).replace(" ", "")
        after_elision = text[max(word.start() - 1, 0)] in "'’"  # the s of "it's"
        if len(bare) == 1 and bare != "i" and not after_elision and not _ELIDED.match(text, word.end()):
            bare += "."  # an initial: "J. Durand", "N & Co"
        capital = bool(tokens) and word[0][0].isupper() and not text.isupper()
        tokens.append(Token(bare, word.start(), word.end(), clause, capital))
    return tokens
