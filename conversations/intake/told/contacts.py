"""The numbers and addresses at which somebody is reached, told in a sentence about something else."""

from collections.abc import Iterator

from conversations.engine.overheard import BETWEEN
from conversations.intake.told.clauses import beside, own_text
from conversations.understanding.contacts.reading import is_after_fax, without_denied
from conversations.understanding.turns import turns

_WAYS = 3  # to be reached: two numbers and an address, in a signature
_SAID = turns("contacts_told")
_REACHED = _SAID.pattern("reached")
the_head_is_reached_at = beside(_SAID.pattern("head"))


def reached_at(text: str) -> Iterator[tuple[str, str]]:
    """Return the phone number and the address that a text gives, together."""
    own = without_denied(own_text(text))
    found = [each[0].strip(".") for each in _REACHED.finditer(own) if not is_after_fax(own[: each.start()])]
    if 0 < len(found) <= _WAYS:
        yield BETWEEN.join(found), " ".join(found)
