"""The requests that somebody sent, page after page: an adviser may have sent more than a hundred."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.company_names import shown_name
from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, Rows, Screen
from bot.services.core.worklist import turns
from conversations.dossiers.statuses import GONE, LIVE, Part, Status
from conversations.intake.faq import recognise
from conversations.messages import Message, say, say_n
from conversations.understanding.wishes import takes_back
from models.database.prepared import have_at_hand
from models.database.writer import Session, Transaction
from models.dossiers.queries import company_of_dossier, dossiers_of
from models.dossiers.tables import Company, Dossier
from models.messages.queries import FOLLOWED

TOLD_IN_FULL = 5
"""How many of the last requests are told in full."""
AT_ONCE = 12
WHICH = say("Which request is it about? Your message is kept meanwhile.")


@dataclass(frozen=True, slots=True)
class Kept(Argument):
    """What is done with words that wait for a choice. ``message``: the first of them."""

    name: str
    message: int


@dataclass(frozen=True, slots=True)
class Turned(Argument):
    """Another page of one's requests. ``message``: the words that wait for one of them to be chosen."""

    action = "earlier"
    start: int = 0
    message: int | None = None


def heard(session: Session, person_id: int) -> list[Dossier]:
    """Return the dossiers a person's words may be about: those under way, else the last one that ended."""
    found = [each for each in dossiers_of(session, person_id) if Status(each.status) not in GONE]
    return under_way(session, person_id) or found[:1]


def under_way(session: Session, person_id: int) -> list[Dossier]:
    """Return the dossiers of a person that somebody follows, or paused because they were unreachable."""
    return [each for each in dossiers_of(session, person_id) if Status(each.status) in FOLLOWED]


def title(session: Session, dossier: Dossier) -> Message:
    """Return a request in few words: its reference, and the firm it is of."""
    company = company_of_dossier(session, dossier)
    if company is None or not company.name:
        return say("📁 {reference}", reference=dossier.reference)
    return say("📁 {reference} · {name}", reference=dossier.reference, name=shown_name(company))


def sent_before(session: Session, dossiers: Sequence[Dossier], start: int = 0) -> Screen:
    """Return the requests that are not told in full, latest first, each behind its button."""
    before = dossiers[TOLD_IN_FULL:]
    told = say_n("And {n} request sent before:", "And {n} requests sent before:", len(before))
    return Screen((told,), rows=_page(session, before, "standing", Turned(start)))


def choices(session: Session, found: Sequence[Dossier], message: int, start: int = 0) -> Rows:
    """Return the buttons of the requests to which words that are kept may go."""
    return _page(session, found, Kept("tell", message), Turned(start, message))


def _page(session: Session, found: Sequence[Dossier], does: str | Argument, turned: Turned) -> Rows:
    shown = found[turned.start : turned.start + AT_ONCE]
    have_at_hand(session, Company, [each.company_id for each in shown])
    rows = tuple((do(each, does, title(session, each)),) for each in shown)
    around = turns(
        turned.start, AT_ONCE, len(found), lambda label, to: do(found[0], replace(turned, start=to), label)
    )
    return (*rows, *around)


def turn(handling: Handling, dossier: Dossier, argument: Turned) -> Reply:
    """Show another page."""
    session, person_id = handling.session, handling.person_id
    if argument.message is None:
        return handling.reply(sent_before(session, dossiers_of(session, person_id), argument.start))
    rows = choices(session, heard(session, person_id), argument.message, argument.start)
    return handling.reply(Screen((WHICH,), rows=rows))


ACTIONS = (OnDossier("earlier", turn, (Part.APPLICANT,), fresh=False),)


def way_to_withdraw(transaction: Transaction, person_id: int, text: str) -> Rows:
    """Return what withdraws the only request that goes on, for a text that asks for it, or how it is done."""
    asked = recognise(text, alone=True)
    if not takes_back(text) and (asked is None or asked.name != "withdraw"):
        return ()
    with transaction.session() as session:
        found = [each for each in heard(session, person_id) if Status(each.status) in LIVE]
        return ((do(found[0], "withdraw", say("🚫 Withdraw"), primary=True),),) if len(found) == 1 else ()
