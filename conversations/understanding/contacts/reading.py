"""Read the phone numbers and e-mail addresses people type, alone or together."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice

from conversations.patterns import pattern
from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.contacts.denied import without_those_denied
from conversations.understanding.contacts.email_addresses import (
    ADDRESS,
    MOST_READ,
    addresses,
    is_doubtful,
    other_spellings,
    read_email,
    suggest_email,
    suggestions,
    valid,
    with_signs,
)
from conversations.understanding.contacts.spoken_digits import in_figures
from conversations.understanding.residue import Understood
from conversations.understanding.words import REMEMBERED, denies, fold, legible

__all__ = ["Contact", "mask", "read_contact", "read_email", "read_phone", "show_phone", "suggest_email"]


@dataclass(frozen=True, slots=True)
class Contact:
    """What a message tells to reach its author: phone numbers in E.164, and e-mail addresses.

    ``unread``: what looks like one of them and is not. ``suggested``: the address that is probably meant
    by one that has a slip.
    """

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    suggested: str | None = None


# Numbers of the overseas departments are not valid in region FR: the dialling plans differ.
_REGIONS = ("FR", "RE", "GP", "GF", "MQ", "YT")
# Ranges are opened every year: ten digits of the French plan are a number, whatever the tables say.
_NATIONAL = pattern(r"(?:0|(?:00)?330?)?([1-9][0-9]{8})")
# The code of France, and fewer than nine digits after it: "+33 5 36 49 11" is not 03 35 36 49 11.
_CUT_SHORT = pattern(r"(?:00)?330?[1-9]?[0-9]{0,7}")
# A zero too many, or Germany: 004 92 58 76 11.
_TWO_ZEROS = pattern(r"00([1-9][0-9]{8})")
_DASHES = pattern(r"[\u2010-\u2015\u2212]")
# A letter O for a zero, before, among or after the digits.
_LETTER_O = pattern(
    r"(?<!\w)[oO](?=[1-9](?:[\s.-]?[0-9]{2}){4}(?!\w))|(?<=[0-9])[oO](?=[\s.-]?[0-9])"
    r"|(?<=[0-9]{2}[\s.-])[oO](?=[0-9](?![\w@]))|(?<=[0-9]{2}[\s.-][0-9])[oO](?![\w@])"
    r"|(?<=[0-9]{9})[oO](?![\w@])",
    re.ASCII,
)
_ODDLY_PAIRED = pattern(r"(?<!\w)0[1-9]([,:;|*·•])[0-9]{2}(?:\1[0-9]{2}){3}(?!\w)")
_DECIMALS = pattern(r"(?<=[0-9]{9})[.,]0(?!\w)")  # as spreadsheets write numbers: 33639981234.0
_HESITATE = pattern(r"\b(?:n )?hesitez (?:pas|surtout pas)\b|\bfeel free\b|\bdon t hesitate\b")
_GLUED_LABEL = pattern(
    r"(?<![^\W\d_])(?:tel|tél|mob|port|fixe|gsm|fax)(?=0[1-9][0-9]{8}(?![0-9]))|(?<=[0-9]{10})(?=[^\W\d_]{2,40}(?![\w.+@-]))",
    re.IGNORECASE,
)
_FAX = pattern(
    r"(?<!tel/)(?<!tél/)(?<!tel / )(?<!tél / )\b(?:fax|t[ée]l[ée]copie(?:ur)?)\W{0,5}$", re.IGNORECASE
)
# Two numbers typed one after the other make one run.
_TWO_NUMBERS = pattern(r"\s*/\s*|(?<=[0-9])[\s.-]+(?=(?:0[1-9]|\+)(?:[\s.-]?[0-9]{2}){4}\s*$)")
# The time each expression takes grows as the text does: what repeats is bounded, or never given back.
_PHONE = pattern(r"(?<![\w@(])(?:\+|\(\+)?[0-9(][0-9\s.()/_-]{5,60}[0-9](?!\w)")
# A number in pairs, among others in a run of them.
_IN_PAIRS = pattern(r"(?<![\w@+])0[1-9](?P<mark>[\s._-]?)[0-9]{2}(?:(?P=mark)[0-9]{2}){3}(?!\w)")
_MOST_LOOKED_UP = 20  # runs of digits of one text that are compared with the numbering plans
_SITE = pattern(r"\b(?:https?://|www\.)\S{1,200}", re.IGNORECASE)
_SHORTEST, _MOST_DIGITS = 8, 17  # of a number said whole: E.164 and the two zeros before it
_MASK = "•••"
_GONE = "\N{OBJECT REPLACEMENT CHARACTER}"
_NAMED_GONE = pattern(
    rf"(?:(?<![\w'’])(?:fixe|portable|mobile|t[ée]l(?:[ée]phone)?|mail|e-mail|email|courriel)\.?\s*:?\s*)?{_GONE}"
    rf"(?:\s*,(?=\s*(?:{_GONE}|\w)))?",
    re.IGNORECASE,
)


def read_phone(text: str) -> str | None:
    """Return the first phone number of ``text`` in E.164, None when there is none.

    A number without + is French: mainland first, then the overseas departments. A valid SIREN or
    SIRET is never a phone number, though nine digits often make one.
    """
    runs = islice(_PHONE.finditer(_with_digits(_narrow(legible(text)))), MOST_READ)
    return next(filter(None, (_e164(run[0]) for run in runs)), None)


def _e164(run: str) -> str | None:
    import phonenumbers  # read with the vocabularies, once the assistant has started

    spread = re.sub(r"\(0\)|[()]", " ", run).split()
    digits = " ".join(part for part in spread if part != ".").replace("+ ", "+").replace("+00", "+")
    figures = re.sub(r"\D", "", digits)
    if len(figures) > _MOST_DIGITS or isinstance(read_company_number(digits), CompanyNumber):
        return None
    if _CUT_SHORT.fullmatch(figures):
        return None
    for candidate, region in [(digits, region) for region in _REGIONS] + [(f"+{digits}", "FR")]:
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = _NATIONAL.fullmatch(figures)
    if national is None or (digits.startswith("+") and not digits.startswith("+33")):
        return None
    if digits.startswith(("+", "0033", "00 33", "33")):  # overseas has its own code: +33 692 12 34 56
        return _e164(f"0{national[1]}")
    return f"+33{national[1]}"


def _narrow(text: str) -> str:
    """Return ``text`` with plain characters for those of full width: "０６", "＠"."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _with_digits(text: str) -> str:
    """Return ``text`` with plain dashes, zeros for the letter O, and its pairs of digits as usual.

    The digits that are dictated are in figures.
    """
    text = in_figures(_GLUED_LABEL.sub(" ", text))
    for odd, usual in (("[0]", "(0)"), ("+ ", "+"), ("((", "(")):
        text = text.replace(odd, usual)
    text = _LETTER_O.sub("0", _DASHES.sub("-", text))
    return _ODDLY_PAIRED.sub(lambda number: re.sub(r"\D", " ", number[0]), _DECIMALS.sub("", text))


@lru_cache(maxsize=REMEMBERED)
def show_phone(e164: str) -> str:
    """Return a number as the French write it, "06 12 34 56 78", or with its country code."""
    import phonenumbers

    number = phonenumbers.parse(e164)
    is_french = phonenumbers.region_code_for_number(number) in _REGIONS
    styles = phonenumbers.PhoneNumberFormat
    style = styles.NATIONAL if is_french else styles.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def read_contact(text: str) -> Contact:
    """Return the phone numbers and the e-mail addresses of ``text``, without repetition."""
    return understand_contact(text).readings[0]


def understand_contact(text: str) -> Understood[Contact]:
    """Return the phone numbers and the addresses of ``text``, and the words beside them.

    The names of a signature are not among those, nor where a fax is.
    """
    whole = _with_digits(with_signs(_narrow(legible(text))))
    signed = without_denied(whole)
    spelled = {address: valid(address) for address in addresses(signed)}
    without = _SITE.sub(";", ADDRESS.sub(";", signed))
    runs = list(islice(_PHONE.finditer(without), MOST_READ))
    called = [run for run in runs if not is_after_fax(without[: run.start()])] or runs
    numbers = {
        number.strip(): phone
        for run in called
        for number, phone in _numbers(run[0])
        if phone or not isinstance(read_company_number(number), CompanyNumber)
    }
    said = {**numbers, **spelled}
    contact = Contact(
        phones=tuple(dict.fromkeys(filter(None, numbers.values()))),
        emails=tuple(dict.fromkeys(filter(None, (*other_spellings(signed), *spelled.values())))),
        unread=tuple(words for words, read in said.items() if not read),
        suggested=next(suggestions(signed), None),
    )
    doubted = [
        run[0]
        for run in called
        if (_is_doubtful(run[0]) and not isinstance(read_company_number(run[0]), CompanyNumber))
        or is_after_fax(without[: run.start()])
    ]
    doubted += filter(is_doubtful, contact.emails)
    doubted += ["pas"] if signed != whole else []
    return Understood((contact,), " ".join([_beside(without, runs), *doubted]).strip())


def is_after_fax(before: str) -> bool:
    """Tell whether what stands before a number says that it is a fax."""
    return _FAX.search(before[-30:]) is not None


def _is_doubtful(run: str) -> bool:
    """Tell whether digits may be a number without its zero, or its +, or else half of something.

    Nine of them that begin as mobile numbers do are one.
    """
    digits = re.sub(r"\D", "", run)
    is_mobile = len(digits) == len("639981234") and digits.startswith(("6", "7"))
    return "+" not in run and not is_mobile and not digits.startswith(("0", "33"))


def without_denied(text: str) -> str:
    """Return ``text`` without the numbers and addresses that it says not to use, and what says so."""
    found = (*islice(_PHONE.finditer(text), MOST_READ), *islice(ADDRESS.finditer(text), MOST_READ))
    return without_those_denied(sorted(found, key=re.Match.start), text)


def in_plain_signs(text: str) -> str:
    """Return ``text`` with its numbers and addresses as they are written, without those that are denied."""
    return without_denied(_with_digits(with_signs(_narrow(legible(text)))))


def words_beside(text: str) -> str:
    """Return the words of ``text`` that are no number and no address, nor their names, as they were typed."""
    without = _PHONE.sub(_GONE, ADDRESS.sub(_GONE, in_plain_signs(text)))
    words = re.sub(r"\b(le|la|au) (?=(?:le|la)\b)", "", " ".join(_NAMED_GONE.sub(" ", without).split()))
    return words.strip(" ,;:/.-–—()<>")


def _beside(text: str, runs: Sequence[re.Match[str]]) -> str:
    for run in reversed(runs):
        text = f"{text[: run.start()]};{text[run.end() :]}"
    clauses = re.split(r"[,;:<>()\n]|\s[-–—]\s", text)
    return _HESITATE.sub("", " ".join(filter(None, map(_unsigned, clauses))))


def _unsigned(clause: str) -> str:
    """Return the folded words of a clause that are not of a name: "Camille Durand", "Bar-le-Duc"."""
    words = re.findall(r"[\w'’.-]+", clause)
    capital = [word[0].isupper() and not clause.isupper() for word in words]
    near = [capital[max(at - 2, 0) : at] + capital[at + 1 : at + 3] for at in range(len(words))]
    said = [
        fold(word)
        for word, is_capital, others in zip(words, capital, near, strict=True)
        if not (is_capital and (len(words) == 1 or any(others))) or denies(fold(word))
    ]
    return " ".join(filter(None, said))


def _numbers(run: str) -> list[tuple[str, str | None]]:
    """Return the number that a run of digits is, else the two that it may hold, as typed and as read."""
    mistyped = _TWO_ZEROS.fullmatch(re.sub(r"\D", "", run))
    if mistyped and not run.startswith("0033") and "+" not in run:
        abroad = _e164(run)
        return [(run[1:], f"+33{mistyped[1]}"), *([(run, abroad)] if abroad else ())]
    if phone := read_phone(run):
        return [(run, phone)]
    return [(number, read_phone(number)) for number in _TWO_NUMBERS.split(run)]


@lru_cache(maxsize=REMEMBERED)
def mask(text: str) -> str:
    """Return ``text`` with ••• in place of its phone numbers and of what looks like an address."""
    text = in_figures(text)
    masked, found = ADDRESS.subn(_MASK, with_signs(text))
    looked_up = count(1)

    def is_number(digits: str) -> bool:
        return next(looked_up) > _MOST_LOOKED_UP or read_phone(digits) is not None

    def masked_run(run: re.Match[str]) -> str:
        """Mask a run that is a number or holds one; past so many, what digits are is not looked up."""
        pieces = (run[0], *(piece for piece in re.split(r"[\s/]+", run[0]) if len(piece) >= _SHORTEST))
        return _MASK if _IN_PAIRS.search(run[0]) or any(map(is_number, pieces)) else run[0]

    return _PHONE.sub(masked_run, masked if found else text)
