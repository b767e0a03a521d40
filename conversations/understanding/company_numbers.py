"""Read the number of a company as people type or paste it: a SIREN, a SIRET, a VAT number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret, tva

from conversations.understanding.words import legible


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A number whose check digits are right; ``siret`` is None when only the company is named."""

    siren: str
    siret: str | None = None


class NumberFault(StrEnum):
    """Why what looks like a company number is none."""

    WRONG_LENGTH = "wrong_length"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class FaultyNumber:
    """What looks like a company number but is none; ``digits`` are the digits (and VAT key) read."""

    digits: str
    fault: NumberFault


_LABEL = re.compile(r"siren|siret|tva|vat|(?:\bn[°o]|num[ée]ro|\brcs\b)", re.IGNORECASE)
_NAMED = re.compile(r"siren|siret|tva", re.IGNORECASE)
_VAT = re.compile(r"\bFR[\s.-]?([0-9A-HJ-NP-Z]{2}(?:[\s.-]?[0-9]){9})\b", re.IGNORECASE)
# A number that starts with + is a phone number.
_RUN = re.compile(r"(?<![\w+])(\+?)([0-9](?:[^\S\n]?[._/-]?[^\S\n]?[0-9])*)(?!\w)")
_SEPARATORS = re.compile(r"[\s._/-]")
_SIREN_LENGTH = 9
_SIRET_LENGTH = 14
_LENGTHS = (_SIREN_LENGTH, _SIRET_LENGTH)
_SHORTEST_SUSPECT = 8  # in a sentence: longer than a postal code, a year or a house number
_SHORTEST_ALONE = 6


def read_company_number(text: str) -> CompanyNumber | FaultyNumber | None:
    """Return the company number in ``text``; what is wrong with it; None when it reads as a name."""
    text = legible(text)
    vat_numbers = [_compact(match[1]) for match in _VAT.finditer(text)]
    # A letter O for a zero, in a number copied by hand.
    words = re.sub(r"(?<=[0-9])[oO](?=[\s0-9]|$)", "0", _LABEL.sub(";", _VAT.sub(";", text)))
    runs = [_compact(digits) for plus, digits in _RUN.findall(words) if not plus]
    found = [number for number in map(_from_vat, vat_numbers) if number]
    found += [number for number in map(_from_digits, runs) if number]
    if len({number.siren for number in found}) > 1:
        return FaultyNumber(" ".join(number.siret or number.siren for number in found), NumberFault.SEVERAL)
    if found:
        return max(found, key=lambda number: number.siret is not None)
    if vat_numbers:
        return FaultyNumber(vat_numbers[0], NumberFault.WRONG_CHECK_DIGIT)
    longest = max(runs, key=len, default="")
    alone = re.fullmatch(r"[\W_0-9]*", words) is not None
    if not (
        len(longest) >= (_SHORTEST_ALONE if alone else _SHORTEST_SUSPECT) or (longest and _NAMED.search(text))
    ):
        return None
    is_right_length = len(longest) in _LENGTHS
    return FaultyNumber(
        longest, NumberFault.WRONG_CHECK_DIGIT if is_right_length else NumberFault.WRONG_LENGTH
    )


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
