"""On what ground personal data is used, and how long it is kept.

What erases and what the privacy notice tells read the same rows. Durations: domain facts, section 8.4.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.messages import Message, say, say_n


class LegalBasis(StrEnum):
    """The grounds a request may be handled on; the committee's reading rests on an agreement apart."""

    REQUEST = "request"
    LEGITIMATE_INTERESTS = "legitimate_interests"
    PUBLIC_TASK = "public_task"


BASES = {
    LegalBasis.REQUEST: say("the steps taken at your request before an agreement (GDPR, article 6.1.b)"),
    LegalBasis.LEGITIMATE_INTERESTS: say(
        "the legitimate interest of the network in helping small firms of its territories to develop "
        "(GDPR, article 6.1.f)"
    ),
    LegalBasis.PUBLIC_TASK: say("a task carried out in the public interest (GDPR, article 6.1.e)"),
}

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept, as the notice calls it, and how long it is."""

    what: Message
    lasts: timedelta

    @property
    def told(self) -> Message:
        """Return the line of the notice."""
        return say("• {what}: {duration}", what=self.what, duration=duration(self.lasts))


UNSENT = Kept(say("answers that were not sent, after the last one"), timedelta(days=30))
DROPPED_DRAFT = Kept(say("answers that you deleted, in case it was a slip"), timedelta(days=1))
OUTSIDE = Kept(say("a request outside the rules of the scheme, after the last thing done for it"), YEAR)
REQUEST = Kept(say("any other request, after the last thing done for it"), 3 * YEAR)
TAKEN_FILE = Kept(say("who took a file with names and contacts"), YEAR)
PASSER_BY = Kept(say("the account of somebody who wrote and asked for nothing"), timedelta(days=30))
UNDECIDED = Kept(say("messages sent without choosing which request they are about"), timedelta(days=30))
EXCHANGE = Kept(
    say("questions between firms, answers, and who was put in touch, after the last thing done with them"),
    3 * YEAR,
)
REFUSED = Kept(say("messages that Telegram refused to deliver"), timedelta(days=30))

KEPT = (UNSENT, DROPPED_DRAFT, OUTSIDE, REQUEST, TAKEN_FILE, EXCHANGE, PASSER_BY, UNDECIDED, REFUSED)
"""Everything that is erased by itself, in the order it is told."""


def duration(lasts: timedelta) -> Message:
    """Return a duration as people say it."""
    years, days = divmod(lasts.days, YEAR.days)
    if days or not years:
        return say_n("{n} day", "{n} days", lasts.days)
    return say("12 months") if years == 1 else say_n("{n} year", "{n} years", years)


@dataclass(frozen=True, slots=True)
class Controller:
    """Who is responsible for the personal data, and what only they can tell. None: not told yet."""

    name: str = "le réseau Alizé"
    contact: str | None = None
    dpo: str | None = None
    legal_basis: LegalBasis | None = None
    transfer_safeguard: str | None = None
    policy_url: str | None = None
