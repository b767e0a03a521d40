"""What would tell who wrote a question or an offer: found by code, and left out before anybody reads it.

Who writes sees what is left out, and why, before it goes. It is generous: a word too many that is left out
is typed again in other words; a name that was read cannot be taken back.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from conversations.exchanges.look_alikes import as_seen
from conversations.exchanges.own_names import of_firm, of_person, of_place, of_town, spans
from conversations.messages import Message, say
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.contact_details import mask
from conversations.understanding.words import fold


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


_PAIRS = re.compile(r"(?<!\d)0\d(?:[\s,;:*|+=~·–/._-]{1,3}\d\d){4}(?!\d)")
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
_LETTER = re.compile(r"[^\W_]")


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
    hide(Telling.FIRM, lambda said: _covered(said, spans(said, own.firms, of_firm)))
    hide(Telling.PERSON, lambda said: _covered(said, spans(said, own.people, of_person)))
    for pattern in (_TITLED, _TITLED_PLAIN, _CALLED, _CALLED_PLAIN, _SIGNED):
        hide(Telling.PERSON, lambda said, pattern=pattern: pattern.sub(rf"\1\2{HIDDEN}", said))  # type: ignore[misc]
    hide(Telling.PLACE, lambda said: _covered(said, spans(said, own.places, of_place, disguised=False)))
    towns = [place for place in own.places if len(fold(place).split()) == 1]
    hide(Telling.PLACE, lambda said: _covered(said, spans(said, towns, of_town, disguised=False)))
    return Concealed(_IN_A_ROW.sub(HIDDEN, text), tuple(kind for kind in Telling if kind in found))


def _without_contact(text: str) -> str:
    masked = mask(text)
    return masked if masked.count(HIDDEN) > text.count(HIDDEN) else text


def _covered(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with ••• in place of spans; one for those with only blanks or signs between them."""
    pieces: list[str] = []
    until = 0
    for start, end in spans:
        between = text[until:start]
        if not pieces or _LETTER.search(between) or "\n" in between:
            pieces += [between, HIDDEN]
        until = end
    return "".join(pieces) + text[until:]
