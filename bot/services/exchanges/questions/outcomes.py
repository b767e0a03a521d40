"""Two weeks after two firms were put in touch, both are asked in one tap whether the exchange took place."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, Refusal
from bot.services.core.screens import Reply, Rows, Screen
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.questions.endings import about
from bot.services.exchanges.questions.introductions import ASKED_AFTER
from bot.services.exchanges.questions.offers import sides
from conversations.dossiers.deadlines import in_working_hours
from conversations.exchanges.questions import OfferStatus, Side
from conversations.messages import say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.exchanges.queries import exchange_of, offers_to_ask_about
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.messages.reminders import first_told

NOT_AFTER = timedelta(days=90)
"""Since an introduction, after which nothing is asked any more."""


class Told(StrEnum):
    """What a side says of an exchange. Stored in buttons: never renamed."""

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Met(Argument):
    """What a side says of an exchange; None to be asked."""

    action = "offer_met"
    told: Told | None = None


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the introductions to be asked about, in working hours."""
    if not in_working_hours(now, None):
        return []
    return offers_to_ask_about(connection, now - ASKED_AFTER, now - NOT_AFTER)


def ask_both(transaction: Transaction, world: World, now: datetime, *, offer_id: int) -> Reply | None:
    """Ask both sides, once, whether it took place."""
    with transaction.session() as session:
        offer = session.get_one(Offer, offer_id, with_for_update=True)
        question = session.get_one(NetworkQuestion, offer.question_id)
        if not first_told(session, f"offer:{offer.id}:met", now):
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        for person_id in (question.asker_id, offer.helper_id):
            handling.tell(person_id, _asked(offer, question))
        return handling.reply()


def _asked(offer: Offer, question: NetworkQuestion) -> Screen:
    told = (say("🤝 Two weeks ago you were put in touch. Did it take place?"), about(question))
    rows: Rows = (
        (
            between(say("✅ Yes"), Met(Told.YES), offer.id, primary=True),
            between(say("🕰 Not yet"), Met(Told.NOT_YET), offer.id),
            between(say("✖️ No"), Met(Told.NO), offer.id),
        ),
    )
    return Screen(told, rows=rows)


def met(handling: Handling, subject: int, argument: Met) -> Reply:
    """Take what a side says: it counts unless one of both says that it did not take place."""
    offer, question, side = sides(handling, subject)
    if offer.status != OfferStatus.INTRODUCED:
        raise Refusal(say("You were not put in touch here."))
    if argument.told is None:
        return handling.reply(_asked(offer, question))
    if argument.told is Told.NOT_YET:
        again = between(say("🤝 Say that it took place"), Met(), offer.id)
        return handling.reply(Screen((say("No hurry: the button stays here."),), rows=((again,),)))
    exchange = exchange_of(handling.session, offer.id)
    if exchange is None:
        exchange = _noted(handling, offer, question, side)
        handling.session.add(exchange)
    elif argument.told is Told.YES and exchange.noted_by != handling.person_id:
        exchange.confirmed_at = exchange.confirmed_at or handling.now
    if argument.told is Told.NO:
        exchange.erased_at = exchange.erased_at or handling.now
    handling.session.flush()
    told = say("🙏 Noted, thank you: it helps to show what the network is for.")
    if argument.told is Told.NO:
        told = say("Noted: it does not count. May the next one be the right one!")
    elif exchange.erased_at is not None:
        told = say("Noted. The other firm says that it did not take place: it does not count.")
    return handling.reply(Screen((told,), rows=((HOME,),)))


def _noted(handling: Handling, offer: Offer, question: NetworkQuestion, side: Side) -> Exchange:
    """Return what took place between two firms; both are asked here, and told of it nowhere else."""
    elsewhere = offer.basin_code != question.basin_code
    return Exchange(
        basin_code=question.basin_code,
        other_basin_code=offer.basin_code if elsewhere else None,
        kind=question.kind,
        took_place_on=handling.today,
        offer_id=offer.id,
        dossier_id=question.dossier_id,
        company_id=question.company_id,
        other_dossier_id=offer.dossier_id,
        other_company_id=offer.company_id,
        noted_by=handling.person_id,
        noted_at=handling.now,
        told_at=handling.now,
        other_person_id=offer.helper_id if side is Side.ASKER else question.asker_id,
    )


ACTIONS = (BetweenFirms(Met.action, met),)
