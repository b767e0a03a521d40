"""How somebody may be found by what they write: contacts, accounts, numbers, addresses, firms, signatures."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile

from conversations.exchanges.look_alikes import folded
from conversations.exchanges.people_named import is_family
from conversations.exchanges.words_around import common, generic, listed
from conversations.patterns import Ways
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.contacts.reading import mask
from conversations.understanding.turns import turns
from conversations.understanding.words import THANKING, fold

Change = Callable[[str], str]
"""Puts ••• in the place of what is found in a text."""

_SAID = turns("ways_to_reach")
_DICTATED, _ON_NETWORK = (_SAID.pattern(each, re.IGNORECASE) for each in ("dictated", "on_network"))
_AFTER_CRAFT_PLAIN = _SAID.pattern("after_craft_plain", re.IGNORECASE)
_IN_THREES, _SIGNED, _AFTER_FORM, _AFTER_FORM_PLAIN, _BEFORE_FORM, _AFTER_CRAFT = (
    _SAID.pattern(each)
    for each in ("in_threes", "signed", "after_form", "after_form_plain", "before_form", "after_craft")
)
_FEWEST_IN_WORDS = 3  # figures of a number that is dictated: "34, 36, 38, 40" are sizes
_MOST_OF_ACCOUNT = 3  # words


def every(*patterns: re.Pattern[str] | Ways, by: str = HIDDEN) -> tuple[Change, ...]:
    """Return what hides each match of patterns; ``by``: with the groups that stay."""
    return tuple(lambda said, found=found: found.sub(by, said) for found in patterns)


def _where(words: Iterable[str], *changes: Change) -> tuple[Change, ...]:
    """Return changes made only in a text that has one of these words: most have none, and cost nothing."""

    def made(text: str) -> str:
        lowered = text.lower()
        if any(word in lowered for word in words):
            for change in changes:
                text = change(text)
        return text

    return (made,)


def _without_contact(text: str) -> str:
    masked = mask(text)
    return masked if masked.count(HIDDEN) > text.count(HIDDEN) else text


def _without_dictated(text: str) -> str:
    return _DICTATED.sub(
        lambda run: HIDDEN if len(re.findall(r"[^\W\d_]{2,}", run[0])) >= _FEWEST_IN_WORDS else run[0], text
    )


def _without_accounts(text: str) -> str:
    """Return a text without what accounts are called: "facebook : atelier mirabelle"."""

    sentence = listed("common", "saying", "particles")
    pieces, until = [], 0
    while told := _ON_NETWORK.search(text, until):
        words = takewhile(lambda word: folded(word.strip(".")) not in sentence, told[1].split(" "))
        called = " ".join(islice(words, _MOST_OF_ACCOUNT)).rstrip(" .")
        pieces += [text[until : told.start()], HIDDEN if called else text[told.start() : told.start(1)]]
        until = told.start(1) + len(called)
    return "".join(pieces) + text[until:]


def _without_company_numbers(text: str) -> str:
    def masked(run: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", run[0])
        counted = all(group.endswith("0") for group in re.findall(r"\d+", run[0]))  # "120 / 240 / 360"
        return HIDDEN if not counted and isinstance(read_company_number(digits), CompanyNumber) else run[0]

    return _IN_THREES.sub(masked, text)


HANDLES = every(_SAID.pattern("handle"))  # before addresses: it has no domain
CONTACTS = (
    _without_contact,
    *every(_SAID.pattern("phone")),
    _without_dictated,
    *_where(_SAID.words("providers"), *every(_SAID.pattern("at_provider", re.IGNORECASE))),
    *_where("@", *every(_SAID.pattern("mail"))),
)
LINKS = (
    *_where("./", *every(_SAID.pattern("link", re.IGNORECASE), _SAID.pattern("profile"))),
    *_where((" point ", " dot "), *every(_SAID.pattern("point_fr", re.IGNORECASE))),
)
ACCOUNTS = (
    *every(_SAID.pattern("account")),
    *_where(
        _SAID.words("networks"),
        _without_accounts,
        *every(_SAID.pattern("account_on_network", re.IGNORECASE)),
    ),
)
NUMBERS = (
    *every(_SAID.pattern("bank"), _SAID.pattern("long_number", re.IGNORECASE)),
    _without_company_numbers,
    *every(_SAID.pattern("plate")),
)
ADDRESSES = every(_SAID.ways("addresses"))
TITLED = every(_SAID.ways("titled"), by=rf"\1\2{HIDDEN}")


def without_signature(text: str) -> str:
    """Return a text without the name that ends it, alone on its line or after "cordialement"."""
    signed = _SIGNED.search(text)
    if signed is None or fold(signed[2]) in THANKING or folded(signed[2]) in listed("common", "saying"):
        return text
    return f"{text[: signed.start(2)]}{HIDDEN}{text[signed.end(2) :]}"


def without_firms(text: str) -> str:
    """Return a text without the names of firms: beside a legal form or a craft; makes and tools stay."""
    text = _AFTER_CRAFT_PLAIN.sub(
        lambda said: said[1] + (HIDDEN if is_family(folded(said[2])) else said[2]), text
    )
    if text.isupper():
        return text
    text = _AFTER_FORM.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)
    text = _AFTER_FORM_PLAIN.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)
    text = _BEFORE_FORM.sub(lambda firm: _unless_plain(firm[1]) + firm[2], text)
    return _AFTER_CRAFT.sub(lambda firm: firm[1] + _unless_plain(firm[2]), text)


def _unless_plain(said: str) -> str:
    """Return ••• for the name of a firm, after the words of a sentence before it: "Notre", "Une petite"."""
    words = said.split(" ")
    kept: Sequence[str] = words
    for at, word in enumerate(words):
        if folded(word) not in common() | generic("speaking", "nobody", "others") | listed(
            "saying", "things"
        ):
            kept = words[:at]
            break
    return " ".join([*kept, HIDDEN]) if len(kept) < len(words) else said
