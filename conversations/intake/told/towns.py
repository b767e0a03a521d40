"""The town that a sentence about something else is written from."""

from collections.abc import Iterator

from conversations.engine.overheard import Plainly
from conversations.intake.told.elsewhere import CLAUSE, LONGEST, SHOWN, clauses, own_text
from conversations.patterns import pattern
from conversations.understanding.marks import ALL, typed_marks
from conversations.understanding.words import denies, excerpt, fold

_CAPITAL = "[A-ZÀÂÉÈÊÎÔÛ]"
_TOWN = pattern(
    r"(?:\b(?:à|A|À|a|au|aux|sur|in|near|près de|basée? à|située? à)\s+)"
    rf"(?P<value>{_CAPITAL}[\w’'-]+"
    rf"(?:[ -](?:{_CAPITAL}[\w’'-]+|l[ae]s?|sur|sous|en|de|du|des|d['’]\w+)){{0,8}}"
    r"(?:\s*\(?\d{2,5}\)?)?)"
    rf"|\b(?i:{typed_marks(ALL, ('enfin',))})[\s,:.!…]+(?P<again>{_CAPITAL}[\w’'-]{{2,40}})"
    rf"|(?<!\d)(?P<code>\d{{5}}\s+{_CAPITAL}[\w’' -]{{2,40}})"
)
_NAMES = 2  # of towns in a text: each is looked up


_NOT_FROM = pattern(
    r"\b(?:pas|plus|ni|jamais|(?:et|mais) non|sauf|hors|excepte|not|never|nor|longer|anymore)"
    r"(?: (?:du tout|installe\w*|implante\w*|situe\w*|base\w*|located))?$"
    r"|\bnon (?:installe|implante|situe|base)\w*$|\b(?:dont|including|of (?:whom|which))(?: \w+){0,3}$"
    r"|\b(?:(?:et|av|travaill|ten|dirige|gere|habit|exerc|viv)(?:ais|ait|ions|aient)|was|were|used to|had"
    r"|ancien(?:ne)?s?|anciennement|autrefois|auparavant|jadis|precedemment|formerly|previously|ex)\b"
)
"""Folded words of its clause before a town that is denied, past, or of a part: "dont 3 à Nancy"."""
_UNTIL = pattern(r"\b(?:jusqu (?:en|a|au)|jusque|until|till|autrefois|auparavant)\b|\b(?:avant|before)$")


_SMALL_WORD_LEFT = pattern(r"(?:[ -](?:l[ae]s?|sur|sous|en|de|du|des))+$")
"""What a town is never shown with: "à Toul en", of "à Toul en 2011"."""

_NAME = (
    "(?!(?:et|on|avec|qui|que|quand|pour|je|nous|mais|car|depuis|dans|ou|donc|il|elle|y|ca|c|est|sont|sommes|suis"
    "|ai|as|a|avons|avez|ont|and|we|with|mon|ma|mes|notre|nos|alors|parce|comme|employant|employons|emploie"
    r"|recrute|cherche)\b)"
)
_SMALL = pattern(
    r"\b(?:tien(?:s|t)|tenons|basee?s?|installee?s?|situee?s?|sommes|suis|entreprise|societe|boite|\w{3,}erie"
    r"|salon|garage|restaurant|resto|cafe|bar|bistrot|magasin|boutique|atelier|cabinet|agence|ferme|hotel|gite"
    r"|camping|pressing|exploitation|commerce|plombier|macon|electricien|couvreur|coiffeuse|boulanger|fleuriste"
    rf"|menuisier)(?: {_NAME}\w+){{0,3}}"
    r" a (?!(?:domicile|emporter|louer|vendre|distance|facon|mon|la mer|la ferme)\b)"
    rf"(?P<value>{_NAME}[a-z]{{2,}}(?: {_NAME}[a-z]+){{0,5}})"
)
"""A town that is typed with no capital, after what somebody has or is there: "une boulangerie à commercy"."""


def town(text: str) -> Iterator[tuple[str, str]]:
    """Return the town that a text is written from: a capital after "à", or a postal code and a name.

    Without a capital, what is said there has to be a town, and nothing else.
    """
    named = list(_named(text))
    yield from named or _in_small_letters(text)


def _in_small_letters(text: str) -> Iterator[tuple[str, str]]:
    for clause, folded in clauses(text):
        found = _SMALL.search(folded)
        if found and not denies(folded[: found.start("value")]) and not _NOT_FROM.search(folded):
            yield excerpt(clause, SHOWN), Plainly(found["value"])


def _named(text: str) -> Iterator[tuple[str, str]]:
    own = own_text(text)[:LONGEST]
    cuts = [0, *(each.end() for each in CLAUSE.finditer(own)), len(own)]
    for number, found in enumerate(_TOWN.finditer(own)):
        start = max(cut for cut in cuts if cut <= found.start())
        end = min(cut for cut in cuts if cut >= found.end())
        before, after = fold(own[start : found.start()]), fold(own[found.end() : end])
        if number < _NAMES and not (_NOT_FROM.search(before) or _UNTIL.search(after)):
            yield _SMALL_WORD_LEFT.sub("", found[0]), found["value"] or found["again"] or found["code"]
