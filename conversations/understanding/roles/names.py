"""Names of firms and of towns, which may be a trade or a title: "Garage Vigneron", "à Commercy"."""

from functools import cache
from itertools import pairwise

from conversations.patterns import pattern
from conversations.understanding.roles.terms import forms
from conversations.understanding.vocabulary import stem, vocabulary, words
from conversations.understanding.words import LONGEST_READ, fold

_WORD = pattern(r"[^\W_]+")
_AT = frozenset("a sur in at near chez m mr mrs mme mlle monsieur madame".split())
_TITLED = pattern(r"\b(?:M|Mr|Mrs|Mme)\.(?= )")
_ARTICLES = frozenset("le la les l du des".split())
_FIRM = pattern(r"[a-z]{3,}eries?")  # "menuiserie"
_INITIALS = 4  # letters: "à la CCI"
_BETWEEN = " '’-&\xa0"  # what may stand between the words of a name
_NAME = "Toul"  # a town whose name means nothing else


@cache
def _phrases() -> frozenset[tuple[str, str]]:
    """Return the stems that follow each other in a role of several words: "Chef d'Entreprise Artisanale"."""
    listed = vocabulary("roles")
    terms = (term for table in ("settled", "either") for names in listed[table].values() for term in names)
    stems = ([word.stem for word in words(term)] for term in terms)
    return frozenset(pair for each in stems for pair in pairwise(each))


def without_names(text: str) -> str:
    """Return a text where the capitalised words after a firm's kind, or after "à", are a name like another.

    Titles stay: "SARL Gérante".
    """
    if text.isupper() or len(text) > LONGEST_READ:
        return text
    text = _TITLED.sub(lambda found: found[0][:-1], text)
    kept, end, named, before = [], 0, False, ""
    sign = False  # "café le Président"
    for found in _WORD.finditer(text):
        gap, word = text[end : found.start()], fold(found[0])
        follows = named and not gap.strip(_BETWEEN)
        title = (word in forms("heads") and not sign) or (stem(before), stem(word)) in _phrases()
        initials = found[0].isupper() and len(word) <= _INITIALS
        is_name = (
            follows and found[0][0].isupper() and not initials and not title and word not in forms("firm")
        )
        kept += [gap, _NAME if is_name else found[0]]
        sign = follows and before not in _AT - {"chez"} and word in _ARTICLES
        named = is_name or sign or word in forms("firm") or word in _AT or _FIRM.fullmatch(word) is not None
        end, before = found.end(), word
    return "".join((*kept, text[end:]))
