"""The numbers and addresses at which somebody is reached, told in a sentence about something else."""

from collections.abc import Iterator

from conversations.engine.overheard import BETWEEN
from conversations.intake.told.clauses import beside, in_order, own_text
from conversations.patterns import pattern
from conversations.understanding.contacts.reading import is_after_fax, without_denied

_WAYS = 3  # to be reached: two numbers and an address, in a signature
_REACHED = pattern(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\d.,])(?:\+33|0033"
    r"|0)\s?(?:\(0\)\s?)?[1-9](?:[\s.-]?\d\d){4}(?!\d)"
)


the_head_is_reached_at = beside(
    in_order(r"\b(?:gerante?|dirigeante?|patronn?e?|president\w*|chef\w*|manager|owner|boss|head)\b", r"\d\d")
    + "|"
    + in_order(
        r"\b(?:appeler|appelez|joindre|joignez|call|reach) (?:m|mme|mr|mrs|monsieur|madame) \w+ ", r"\d\d"
    )
)


def reached_at(text: str) -> Iterator[tuple[str, str]]:
    """Return the phone number and the address that a text gives, together."""
    own = without_denied(own_text(text))
    found = [each[0].strip(".") for each in _REACHED.finditer(own) if not is_after_fax(own[: each.start()])]
    if 0 < len(found) <= _WAYS:
        yield BETWEEN.join(found), " ".join(found)
