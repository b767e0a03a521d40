"""Read the phone numbers and e-mail addresses people type, alone or together."""

import re
from dataclasses import dataclass
from itertools import count, islice

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat
from rapidfuzz.distance import OSA

from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.words import legible


@dataclass(frozen=True, slots=True)
class Contact:
    """What a message tells to reach its author: phone numbers in E.164, and e-mail addresses.

    ``unread``: what looks like one of them and is not.
    """

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


# Numbers of the overseas departments are not valid in region FR: the dialling plans differ.
_REGIONS = ("FR", "RE", "GP", "GF", "MQ", "YT")
# Ranges are opened every year: ten digits of the French plan are a number, whatever the tables say.
_NATIONAL = re.compile(r"(?:0|(?:00)?33)([1-9][0-9]{8})")
# Two numbers typed one after the other make one run.
_TWO_NUMBERS = re.compile(r"\s*/\s*|(?<=[0-9])[\s.-]+(?=(?:0[1-9]|\+)(?:[\s.-]?[0-9]{2}){4}\s*$)")
# The time each expression takes grows as the text does: what repeats is bounded, or never given back.
_PHONE = re.compile(r"(?<![\w@(])(?:\+|\(\+)?[0-9(][0-9\s.()/_-]{5,60}[0-9](?!\w)")
# A number in pairs, among others in a run of them.
_IN_PAIRS = re.compile(r"(?<![\w@+])0[1-9](?P<mark>[\s._-]?)[0-9]{2}(?:(?P=mark)[0-9]{2}){3}(?!\w)")
_LOCAL_PART = r"[^\s<>()\[\],;:\"'«»@]"
_EMAIL = re.compile(rf"(?<!{_LOCAL_PART}){_LOCAL_PART}++@[^\s<>()\[\];:\"«»@]{{1,255}}")
_AT_SIGN = re.compile(r"(?<!\s)\s*+(?:@|\(at\)|\[at\]|\barobase\b)\s*+", re.IGNORECASE)
_LONGEST_ADDRESS = 254  # RFC 5321
_MOST_READ = 8  # numbers, and addresses, of one text: more is a list, of nobody in particular
_MOST_LOOKED_UP = 20  # runs of digits of one text that are compared with the numbering plans
_SHORTEST, _MOST_DIGITS = 8, 17  # of a number said whole: E.164 and the two zeros before it
_COMMON_DOMAINS = (
    "gmail.com", "orange.fr", "wanadoo.fr", "hotmail.fr", "hotmail.com", "outlook.fr", "outlook.com",
    "laposte.net", "yahoo.fr", "yahoo.com", "icloud.com", "protonmail.com", "numericable.fr",
)  # fmt: skip
_SLIPS = {"gmail.fr": "gmail.com", **{domain.split(".")[0]: domain for domain in reversed(_COMMON_DOMAINS)}}
_MASK = "•••"
# Real domains one letter away from a common one.
_ALSO_REAL = frozenset({"mail.com", "ymail.com", "email.com", "hotmail.co", "yahoo.co"})


def read_phone(text: str) -> str | None:
    """Return the first phone number of ``text`` in E.164, None when there is none.

    A number without + is French: mainland first, then the overseas departments. A valid SIREN or
    SIRET is never a phone number, though nine digits often make one.
    """
    for match in islice(_PHONE.finditer(legible(text)), _MOST_READ):
        digits = re.sub(r"\s", " ", re.sub(r"\(0\)|[()]", "", match[0]))
        if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
            continue
        if isinstance(read_company_number(digits), CompanyNumber):
            continue
        for candidate, region in [(digits, region) for region in _REGIONS] + [(f"+{digits}", "FR")]:
            try:
                number = phonenumbers.parse(candidate, region)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                return phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if national := _NATIONAL.fullmatch(re.sub(r"\D", "", digits)):
            return f"+33{national[1]}"
    return None


def show_phone(e164: str) -> str:
    """Return a number as the French write it, "06 12 34 56 78", or with its country code."""
    number = phonenumbers.parse(e164)
    is_french = phonenumbers.region_code_for_number(number) in _REGIONS
    style = PhoneNumberFormat.NATIONAL if is_french else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def read_email(text: str) -> str | None:
    """Return the first valid e-mail address of ``text``, normalised; its domain is not looked up."""
    addresses = (_valid(address.partition(",")[0]) for address in _addresses(text))
    return next((address for address in addresses if address), None)


def suggest_email(text: str) -> str | None:
    """Return the address probably meant when its domain is one slip away from a very common one."""
    for address in _addresses(text):
        name, _, domain = address.rpartition("@")
        common = _meant(domain.lower())
        if common:
            return _valid(f"{name}@{common}")
    return None


def _meant(domain: str) -> str | None:
    if domain in _COMMON_DOMAINS or domain in _ALSO_REAL:
        return None
    near = (common for common in _COMMON_DOMAINS if OSA.distance(domain, common, score_cutoff=1) <= 1)
    return _SLIPS.get(domain) or next(near, None)


def read_contact(text: str) -> Contact:
    """Return the phone numbers and the e-mail addresses of ``text``, without repetition."""
    addresses = {address: read_email(address) for address in _addresses(text)}
    runs = islice(_PHONE.finditer(_EMAIL.sub(" ", _with_signs(legible(text)))), _MOST_READ)
    numbers = {
        number.strip(): phone
        for run in runs
        for number, phone in _numbers(run[0])
        if phone or not isinstance(read_company_number(number), CompanyNumber)
    }
    said = {**numbers, **addresses}
    return Contact(
        phones=tuple(dict.fromkeys(filter(None, numbers.values()))),
        emails=tuple(dict.fromkeys(filter(None, addresses.values()))),
        unread=tuple(words for words, read in said.items() if not read),
    )


def _numbers(run: str) -> list[tuple[str, str | None]]:
    """Return the number that a run of digits is, else the two that it may hold, as typed and as read."""
    if phone := read_phone(run):
        return [(run, phone)]
    return [(number, read_phone(number)) for number in _TWO_NUMBERS.split(run)]


def mask(text: str) -> str:
    """Return ``text`` with ••• in place of its phone numbers and of what looks like an address."""
    masked, addresses = _EMAIL.subn(_MASK, _with_signs(text))
    looked_up = count(1)

    def is_number(digits: str) -> bool:
        return next(looked_up) > _MOST_LOOKED_UP or read_phone(digits) is not None

    def masked_run(run: re.Match[str]) -> str:
        """Mask a run that is a number or holds one; past so many, what digits are is not looked up."""
        pieces = (run[0], *(piece for piece in re.split(r"[\s/]+", run[0]) if len(piece) >= _SHORTEST))
        return _MASK if _IN_PAIRS.search(run[0]) or any(map(is_number, pieces)) else run[0]

    return _PHONE.sub(masked_run, masked if addresses else text)


def _addresses(text: str) -> list[str]:
    found = islice(_EMAIL.finditer(_with_signs(legible(text))), _MOST_READ)
    return [match[0].strip(".,!?") for match in found]


def _with_signs(text: str) -> str:
    """Return ``text`` with @ for its usual disguises, without the spaces a keyboard adds around it."""
    return _AT_SIGN.sub("@", text.replace("mailto:", " "))


def _valid(address: str) -> str | None:
    if len(address) > _LONGEST_ADDRESS:
        return None
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return None
