"""Read the number of a company as people type or paste it: a SIREN, a SIRET, a VAT number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret, tva

from conversations.patterns import pattern
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold, legible


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A number whose check digits are right; ``siret`` is None when only the company is named."""

    siren: str
    siret: str | None = None


class NumberFault(StrEnum):
    """Why what looks like a company number is none."""

    WRONG_LENGTH = "wrong_length"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    ROUNDED = "rounded"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class FaultyNumber:
    """What looks like a company number but is none; ``digits`` are the digits (and VAT key) read.

    ``siren``: the right one with which a wrong SIRET begins.
    """

    digits: str
    fault: NumberFault
    siren: str | None = None


# The town of the register is a part of its name: "RCS Nancy B", "732 829 320 R.C.S. Bar-le-Duc".
_REGISTER = pattern(
    r"(?<![^\W\d_])r\.?c\.?s\b\.?(?:(?![^\d\n]{0,40}\bpas\b)[^\d\n,;()]{1,40}(?=\d)"
    r"|[^\S\n]*[^\W\d_][\w'’-]*)?"
    r"|(?<=\d)rcs[^\W\d_]*",
    re.IGNORECASE,
)
# The register of trades, with its department or its town: "RM 72", "RM Meuse".
_TRADES_REGISTER = pattern(
    r"(?<![^\W\d_])r\.?m\b\.?(?:[^\S\n]*[0-9]{2,3}(?![0-9])|[^\d\n,;()]{1,30}(?=[0-9]{3}[ .]?[0-9]{3}))?",
    re.IGNORECASE,
)
_CAPITAL = pattern(
    r"\bau capital (?:social |variable )*(?:de )?[0-9][0-9 .,]*(?:€|euros?\b|eur\b)?", re.IGNORECASE
)
_LABEL = pattern(
    r"siren|siret|tva|vat|\bn(?:°|os?\b|o(?=[0-9]))|num[ée]ro|\bFR(?=[\s.-]?[0-9])", re.IGNORECASE
)
_NAMED = pattern(r"siren|siret|tva", re.IGNORECASE)
_VAT = pattern(r"\bFR[\s.-]?([0-9A-HJ-NP-Z]{2}(?:[\s.-]?[0-9]){9})\b", re.IGNORECASE)
# Figures as spreadsheets leave them: 732829320.0, 7,32829E+08 whose last digits are lost.
_DECIMALS = pattern(r"(?<=[0-9]{9})[.,]0{1,2}(?![0-9])")
_ROUNDED = pattern(r"(?<![\w.,])[0-9][.,][0-9]{1,13}e\+?(?:0?8|13)(?!\w)", re.IGNORECASE)
# Words run into the number, in a line that was scanned or pasted: 732829320RCS, 732829320APE.
_GLUED = pattern(r"(?<=[0-9])(?=[^\W\d_]{2})")
# The establishment, told apart: "SIREN 732 829 320 NIC 00074".
_NIC = pattern(r"(?<=[0-9])\W{0,4}\bnic\b\W{0,4}(?=[0-9])", re.IGNORECASE)
# "+33 (0)6 12 34 56 78": nine of its digits may well be a SIREN.
PHONE = pattern(
    r"\+[^\S\n]?[0-9][0-9()\[\] ._/-]{6,40}[0-9]"
    r"|[(\[]0[)\]][0-9 ._/-]{8,24}[0-9]"
    r"|(?<![0-9])\(?00[^\S\n]?33(?:[) ._/-]{1,3}0?)?[1-9](?:[ ._/-]?[0-9]){8}(?![0-9])"
)
# A number that starts with + is a phone number.
_RUN = pattern(r"(?<![\w+])(\+?)([0-9](?:[^\S\n]?[._/-]?[^\S\n]?[0-9])*)(?!\w)")
_ADDRESS = pattern(r"(?:https?://|www\.)[^\s]{1,300}", re.IGNORECASE)
_ACTIVITY = pattern(r"\b(?:naf|ape)\W{0,3}[0-9]{2}\.?[0-9]{2}\s?[a-z]\b", re.IGNORECASE)
_NOT_TAKEN = pattern(
    r"\b(?:ne )?(?:marche|fonctionne|passe|va) pas\b|\b(?:doesn t|does not|didn t) work\b|\best (?:pas"
    r"|mal) reconnu\b"
)
"""Folded words of a number that another form did not take: it is the company's."""
_NATIONAL = pattern(r"0[1-9][0-9]{8}")
_SEPARATORS = pattern(r"[\s._/-]")
_SIREN_LENGTH = 9
_SIRET_LENGTH = 14
_LENGTHS = (_SIREN_LENGTH, _SIRET_LENGTH)
_SHORTEST_SUSPECT = 8  # in a sentence: longer than a postal code, a year or a house number
_SHORTEST_ALONE = 6


def read_company_number(text: str) -> CompanyNumber | FaultyNumber | None:
    """Return the company number in ``text``; what is wrong with it; None when it reads as a name."""
    said = understand_company_number(text)
    if not isinstance(said, Understood):
        return said
    if len({number.siren for number in said.readings}) > 1:
        numbers = " ".join(number.siret or number.siren for number in said.readings)
        return FaultyNumber(numbers, NumberFault.SEVERAL)
    return said.readings[0]


def understand_company_number(text: str) -> Understood[CompanyNumber] | FaultyNumber | None:
    """Return the company numbers in ``text`` and the words beside; else what is wrong with one, or None."""
    text = _NIC.sub(" ", PHONE.sub(";", _DECIMALS.sub("", legible(text))))
    vat_numbers = [_compact(match[1]) for match in _VAT.finditer(text)]
    # A letter O for a zero, in a number copied by hand.
    words = _TRADES_REGISTER.sub(";", _REGISTER.sub(";", _VAT.sub(";", _CAPITAL.sub(";", text))))
    words = _LABEL.sub(";", words)
    words = _GLUED.sub(";", re.sub(r"(?<=[0-9])[oO](?=[\s0-9]|$)", "0", words))
    runs = [
        each for plus, digits in _RUN.findall(words) if not plus for each in _told_twice(_compact(digits))
    ]
    found = [number for number in map(_from_vat, vat_numbers) if number]
    found += [number for number in map(_from_digits, runs) if number]
    places = tuple(dict.fromkeys(number for number in found if number.siret))
    if len({number.siren for number in found}) > 1:
        return Understood(tuple(dict.fromkeys(found)))
    if len(places) > 1:
        return Understood(places)
    if found:
        number = max(found, key=lambda number: number.siret is not None)
        return Understood((number,), _beside(words, number.siren))
    if rounded := _ROUNDED.search(text):
        return FaultyNumber(rounded[0], NumberFault.ROUNDED)
    if vat_numbers:
        return FaultyNumber(vat_numbers[0], NumberFault.WRONG_CHECK_DIGIT)
    longest = max(runs, key=len, default="")
    alone = re.fullmatch(r"[\W_0-9]*", words) is not None
    if not (
        len(longest) >= (_SHORTEST_ALONE if alone else _SHORTEST_SUSPECT) or (longest and _NAMED.search(text))
    ):
        return None
    if _NATIONAL.fullmatch(longest) and not alone and not _NAMED.search(text):
        return None  # a name, and where to call
    if len(longest) not in _LENGTHS:
        return FaultyNumber(longest, NumberFault.WRONG_LENGTH)
    company = _from_digits(longest[:_SIREN_LENGTH])
    return FaultyNumber(longest, NumberFault.WRONG_CHECK_DIGIT, company.siren if company else None)


def _told_twice(digits: str) -> tuple[str, ...]:
    """Return the SIRET that stands beside its own SIREN, "902123454 / 90212345400016"; else what is given."""
    siren_, siret_ = digits[:_SIREN_LENGTH], digits[_SIREN_LENGTH:]
    if len(digits) == _SIREN_LENGTH + _SIRET_LENGTH and siret_.startswith(siren_):
        return (siret_,)
    return (digits,)


def _beside(words: str, siren: str) -> str:
    """Return the folded words beside the number of a company; of an address that holds it, none."""
    rest = _ACTIVITY.sub(" ", _ADDRESS.sub(lambda address: " " if siren in address[0] else address[0], words))
    rest = fold(_RUN.sub(lambda run: " " if siren in _compact(run[2]) else run[0], rest))
    return _NOT_TAKEN.sub(" ", rest).strip()


def show_company_number(number: CompanyNumber) -> str:
    """Return the number grouped as on official papers, "732 829 320 00074", never cut between lines."""
    grouped: str = siret.format(number.siret) if number.siret else siren.format(number.siren)
    return grouped.replace(" ", "\N{NO-BREAK SPACE}")


def _compact(number: str) -> str:
    return _SEPARATORS.sub("", number).upper()


def _from_vat(number: str) -> CompanyNumber | None:
    try:
        return CompanyNumber(tva.to_siren(tva.validate(number)))
    except ValidationError:
        return None


def _from_digits(digits: str) -> CompanyNumber | None:
    # The check digit of nine zeros is right, but the register's answer to it is a ghost.
    if len(digits) not in _LENGTHS or set(digits) == {"0"}:
        return None
    if siren.is_valid(digits):
        return CompanyNumber(digits)
    return CompanyNumber(digits[:_SIREN_LENGTH], digits) if siret.is_valid(digits) else None
