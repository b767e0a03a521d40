"""What would tell who wrote a question or an offer: found by code, and left out before anybody reads it.

Who writes sees what is left out, and why, before it goes. It is generous: a word too many that is left out
is typed again in other words; a name that was read cannot be taken back.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby

from conversations.exchanges.look_alikes import as_seen, in_our_letters
from conversations.frozen import frozen
from conversations.messages import Message, say
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.contact_details import mask
from conversations.understanding.vocabulary import vocabulary
from conversations.understanding.words import fold, is_slip, unaccented


class Telling(StrEnum):
    """What tells who wrote, in the order in which it is said."""

    CONTACT = "contact"
    LINK = "link"
    ACCOUNT = "account"
    NUMBER = "number"
    ADDRESS = "address"
    PERSON = "person"
    FIRM = "firm"
    PLACE = "place"


NAMED: dict[Telling, Message] = {
    Telling.CONTACT: say("a phone number or an e-mail address"),
    Telling.LINK: say("the address of a website"),
    Telling.ACCOUNT: say("an account on a network"),
    Telling.NUMBER: say("a company number"),
    Telling.ADDRESS: say("a street address"),
    Telling.PERSON: say("somebody's name"),
    Telling.FIRM: say("the name of a firm"),
    Telling.PLACE: say("where you are"),
}


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of who writes: how their firm is called, who they are, the town they are in."""

    firms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concealed:
    """A text as others read it, with what was left out of it."""

    text: str
    found: tuple[Telling, ...] = ()


# Letters one by one: "N o r a", "L.a.m.b.e.r.t".
_SPELT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .·*_–-]{1,3}[^\W\d_]){3,60}(?![^\W\d_])")
_PAIRS = re.compile(r"(?<!\d)0\d(?:[\s,;:*|+=~·–/._-]{1,3}\d\d){4}(?!\d)")
_TRADES = ("trades", "general", "small", "forms")
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w@.])(?:[\w-]{1,63}\.){1,4}"
    r"(?:fr|com|net|org|eu|io|bzh|paris|alsace|corsica|shop|pro|info|biz|be|lu|de|ch|app|store|site|online|re|co)"
    r"\b(?:/\S*)?",
    re.IGNORECASE,
)
_NETWORKS = (
    r"instagram|insta|facebook|fb|linked ?in|tik ?tok|whats ?app|telegram|snap(?:chat)?|youtube|twitter|skype"
)
_HANDLE = re.compile(r"(?<![\w@.])@[\w-]{2,40}(?![\w-]*\.\w)")  # before addresses: it has no domain
_ACCOUNT = re.compile(
    rf"(?<![\w@])@\w[\w.-]{{1,40}}|(?<=\b)(?:{_NETWORKS})\s*(?::|/|=|->)\s*\S+", re.IGNORECASE
)
# Nine digits or more, however they are parted: a SIREN, a SIRET, a VAT number, a bank's.
_NUMBER = re.compile(r"(?<!\d)(?:FR ?\d\d ?)?\d(?:[ .\u00a0\u202f-]{0,2}\d){8,40}(?!\d)", re.IGNORECASE)
_PARTICLES = r"(?:(?:de la|de l|de|du|des|d|la|le|les|l|sur|en|sous|aux|au|st|ste|saint|sainte)[ '’.-]{1,2})"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ0-9][\w'’.-]*"
_STREET = (
    r"rue|avenue|av\.?|boulevard|bd\.?|blvd|impasse|all[ée]es?|chemin|route|place|quai|square|cours|faubourg"
    r"|ruelle|sentier|promenade|rond[- ]point|esplanade|hameau|lieu[- ]?dit|lotissement|r[ée]sidence|villa"
)
_AREA = (
    r"zone (?:artisanale|industrielle|commerciale|d['’]activit[ée]s?)|parc d['’]activit[ée]s?"
    r"|p[ôo]le d['’]activit[ée]s?"
)
_ADDRESSES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # 12 bis, rue de la gare; 12 High Street
        (rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater|[a-d])\b)?,? {{1,2}}(?:{_STREET})"
         rf"\s+{_PARTICLES}{{0,3}}[\w'’.-]+(?:\s+{_PARTICLES}{{0,2}}(?-i:{_CAPITAL})){{0,3}}", re.IGNORECASE),
        (r"\b\d{1,4}\s+(?:[A-Z][\w'’-]+\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Lane|Square)\b", 0),
        # what is nothing else than a street
        (rf"\b(?:rue|avenue|boulevard|impasse|ruelle)\s+{_PARTICLES}{{0,3}}[\w'’.-]+"
         rf"(?:\s+{_PARTICLES}{{0,2}}(?-i:{_CAPITAL})){{0,3}}", re.IGNORECASE),
        # what may be something else, but for its capital: "place Stanislas", "la mise en place de"
        (rf"\b(?i:{_STREET}|{_AREA})\s+(?i:{_PARTICLES}){{0,3}}{_CAPITAL}"
         rf"(?:\s+(?i:{_PARTICLES}){{0,2}}{_CAPITAL}){{0,3}}", 0),
        (rf"\b(?:ZA|ZI|ZAC|ZAE|PAE)\s+(?i:{_PARTICLES}){{0,3}}{_CAPITAL}"
         rf"(?:\s+(?i:{_PARTICLES}){{0,2}}{_CAPITAL}){{0,3}}", 0),
        (r"\b(?:BP|CS) ?\d{1,5}\b", 0),
        (rf"\b\d{{5}}\s+{_CAPITAL}(?:[\s-]{_CAPITAL}){{0,3}}", 0),
    )
)  # fmt: skip
_TITLE = r"(?:M\.|Mr|Mme|Mlle|Mrs|Ms|Dr|Me|Monsieur|Madame|Mademoiselle)"
_NAME = (
    rf"(?!{_TITLE}(?!\w))[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:\s+(?:(?i:{_PARTICLES}){{0,2}})[A-ZÀ-ÖØ-Þ][\w'’-]*){{0,3}}"
)
_TITLED = re.compile(
    rf"\b((?:[Mm]\.|M|Mr|Mme|Mlle|Mrs|Ms|Dr|Me)\.?|(?i:monsieur|madame|mademoiselle|ma[îi]tre|docteur|miss|mister"
    rf"|mme|mlle|mr))(\s+)({_NAME})"
)
_TITLED_PLAIN = re.compile(
    r"\b((?:mme|mlle|mr|mrs)\b\.?)(\s+)(?!(?:le|la|les|de|du|et|qui|ou)\b)(\w{3,})", re.I
)
_CALLED = re.compile(
    r"\b((?i:je m['’]appelle|je me nomme|mon nom est|moi c['’]est|appelez|appeler|contactez|contacter"
    r"|demandez|demander|joindre|joignez|[ée]crivez [àa]|my name is|i['’]m called|ask for|contact|call)"
    rf")(\s+)({_NAME})"
)
_CALLED_PLAIN = re.compile(
    r"\b(je m['’]appelle|je me nomme|mon nom est|my name is)(\s+)(\w+(?:[ -]\w+)?)", re.IGNORECASE
)
_SIGNED = re.compile(
    rf"(\n|\b(?i:cordialement|bien [àa] vous|merci d['’]avance|regards)[,.]?\s+)()({_NAME})\s*$"
)
_IN_A_ROW = re.compile(rf"{HIDDEN}(?: {HIDDEN})+")
_AT = frozenset("a sur vers pres de d".split())
"""Folded words before a town, which phones write without its capital: "à toul"."""
_LONGEST = 80  # letters of a word, or of a hashtag, in which a name is looked for
_TELLING = 3  # letters of a word that may tell somebody
_SLIPPED = 5  # letters of a name that is known with a letter wrong


@lru_cache(maxsize=32)  # a text is looked at when it is typed, shown and sent
def conceal(text: str, own: Own) -> Concealed:
    """Return a text with ••• in place of what tells who wrote it."""
    text = as_seen(text)
    found: set[Telling] = set()

    def hide(kind: Telling, change: Callable[[str], str]) -> None:
        nonlocal text
        changed = change(text)
        if changed.count(HIDDEN) > text.count(HIDDEN) or (changed != text and HIDDEN in changed):
            found.add(kind)
        text = changed

    hide(Telling.ACCOUNT, lambda said: _HANDLE.sub(HIDDEN, said))
    hide(Telling.CONTACT, _without_contact)
    hide(Telling.CONTACT, lambda said: _PAIRS.sub(HIDDEN, said))
    hide(Telling.LINK, lambda said: _LINK.sub(HIDDEN, said))
    hide(Telling.ACCOUNT, lambda said: _ACCOUNT.sub(HIDDEN, said))
    hide(Telling.NUMBER, lambda said: _NUMBER.sub(HIDDEN, said))
    for pattern in _ADDRESSES:
        hide(Telling.ADDRESS, lambda said, pattern=pattern: pattern.sub(HIDDEN, said))  # type: ignore[misc]
    hide(Telling.FIRM, lambda said: _without(said, own.firms, _of_firm))
    hide(Telling.PERSON, lambda said: _without(said, own.people, _of_person))
    hide(Telling.PERSON, lambda said: _SPELT.sub(lambda spelt: _unless_own(spelt[0], own), said))
    for pattern in (_TITLED, _TITLED_PLAIN, _CALLED, _CALLED_PLAIN, _SIGNED):
        hide(Telling.PERSON, lambda said, pattern=pattern: pattern.sub(rf"\1\2{HIDDEN}", said))  # type: ignore[misc]
    hide(Telling.PLACE, lambda said: _without(said, own.places, _of_place))
    towns = [place for place in own.places if len(fold(place).split()) == 1]
    hide(Telling.PLACE, lambda said: _without(said, towns, _of_town))
    return Concealed(_IN_A_ROW.sub(HIDDEN, text), tuple(kind for kind in Telling if kind in found))


def _without_contact(text: str) -> str:
    masked = mask(text)
    return masked if masked.count(HIDDEN) > text.count(HIDDEN) else text


def _unless_own(spelt: str, own: Own) -> str:
    """Return ••• for letters one by one that make a word of one's own names, else the letters."""
    glued = "".join(_fold(letter) for letter in _WORD.findall(spelt))
    own_words = {word for name in (*own.firms, *own.people) for word in fold(name).split()}
    told = any(len(word) > _TELLING and word in glued for word in own_words - _generic(*_TRADES))
    return HIDDEN if told else spelt


@frozen
class _Token:
    """A word of a text. ``at_place``: what comes before it may tell a place."""

    folded: str
    capital: bool
    start: int
    end: int
    at_place: bool = False


_Telling = Callable[[_Token, str], bool]
"""Tells whether a word of a text is, alone, a word of a name."""


@cache
def _generic(*lists: str) -> frozenset[str]:
    known = vocabulary("companies")
    return frozenset(word for name in lists for word in str(known[name]).split())


@cache
def _common() -> frozenset[str]:
    """Return the words that are in sentences and in names: "petit" tells somebody by its capital only."""
    names = vocabulary("names")
    listed = (str(names[each]) for each in ("common", "roles", "only_roles", "firms"))
    return _generic(*_TRADES) | frozenset(word for words in listed for word in words.split())


def _of_firm(token: _Token, word: str) -> bool:
    return word not in _generic(*_TRADES) and _is_said(token, word, _common())


def _of_person(token: _Token, word: str) -> bool:
    return word not in _particles() and _is_said(token, word, _common())


def _of_place(token: _Token, word: str) -> bool:
    return token.folded == word and token.capital and word not in _particles()


def _of_town(token: _Token, word: str) -> bool:
    return token.folded == word and token.at_place and word not in _particles()


@cache
def _particles() -> frozenset[str]:
    return frozenset(str(vocabulary("names")["particles"]).split())


def _is_said(token: _Token, word: str, common: Iterable[str]) -> bool:
    if len(word) < _TELLING:
        return False
    if token.folded == word:
        return token.capital or word not in common
    return token.capital and len(word) >= _SLIPPED and is_slip(token.folded, word)


def _without(text: str, names: Iterable[str], tells: _Telling) -> str:
    """Return a text without the names: whole, several words of one in a row, or a word that tells alone."""
    tokens: list[_Token] = []
    for match in _WORD.finditer(text):
        placed = bool(tokens) and tokens[-1].folded in _AT
        said = _fold(match[0])
        tokens.append(_Token(said, match[0][:1].isupper(), match.start(), match.end(), placed))
    hidden: set[int] = set()
    for name in names:
        parts = fold(name).split()
        matter = {part for part in parts if part not in _generic("small") and len(part) > 1}
        glued = "".join(parts)
        telling = [part for part in matter if not part.isdigit()]
        whole = glued if len(matter) > 1 and len(glued) > _SLIPPED else None
        heard: dict[tuple[str, bool, bool], bool] = {}  # a word is looked at once, however often it is said
        for at, token in enumerate(tokens):
            word = (token.folded, token.capital, token.at_place)
            if word not in heard:
                heard[word] = any(tells(token, part) for part in telling) or (
                    whole is not None and whole in token.folded
                )
            if heard[word]:
                hidden.add(at)
        hidden |= _runs(tokens, parts, matter)
    return _covered(text, [(tokens[at].start, tokens[at].end) for at in sorted(hidden)])


@lru_cache(maxsize=2_048)
def _fold(word: str) -> str:
    """Return a word as it is compared, as far as a name goes: one character may stand for eighteen."""
    word = word[:_LONGEST]
    return unaccented(in_our_letters(word).replace("œ", "oe").replace("Œ", "oe")).lower()


def _runs(tokens: Sequence[_Token], parts: Sequence[str], matter: set[str]) -> set[int]:
    """Return the words in a row that are words of a name, where two of them matter, or all that do."""
    inside: set[int] = set()
    for of_name, run in groupby(range(len(tokens)), lambda at: tokens[at].folded in parts):
        words = [*run] if of_name else []
        if len({tokens[at].folded for at in words} & matter) >= 2:
            inside.update(words)
    return inside


def _covered(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with ••• in place of spans; one for those with only blanks or signs between them."""
    pieces: list[str] = []
    until = 0
    for start, end in spans:
        between = text[until:start]
        if not pieces or _WORD.search(between) or "\n" in between:
            pieces += [between, HIDDEN]
        until = end
    return "".join(pieces) + text[until:]
