"""An offer as each side sees it: what is said, what would be given, and what they may answer."""

from dataclasses import dataclass

from bot.services.core.arguments import Confirmable, Confirmed
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.exchanges.buttons import HOME, between, sure
from bot.services.exchanges.questions.endings import about
from bot.services.exchanges.questions.identities import Author, Identity, identity
from bot.services.exchanges.questions.question_text import (
    OFFER_STANDS,
    OFFER_STANDS_FOR_ASKER,
    as_heard,
    offered_by,
)
from conversations.exchanges.files import Files
from conversations.exchanges.questions import OfferEvent, OfferStatus, Side, offer_after
from conversations.messages import Message, say, say_n
from models.exchanges.files import files_of_offer, files_of_question
from models.exchanges.reports import has_reported
from models.exchanges.tables import NetworkQuestion, Offer

HIDDEN = Screen((say("🚩 You reported this: you see it no more."),), rows=((HOME,),))


@dataclass(frozen=True, slots=True)
class Want(Confirmable):
    """The asker wants to be put in touch, and gives what is shown."""

    action = "offer_want"


@dataclass(frozen=True, slots=True)
class Confirm(Confirmable):
    """The helper confirms, and gives what is shown."""

    action = "offer_confirm"


def sides(handling: Handling, offer_id: int) -> tuple[Offer, NetworkQuestion, Side]:
    """Return an offer, its question, and which side the person is on; raise NotAllowed for neither."""
    offer = handling.session.get(Offer, offer_id)
    question = handling.session.get(NetworkQuestion, offer.question_id) if offer else None
    if offer is None or question is None:
        raise NotAllowed
    if question.asker_id == handling.person_id:
        return offer, question, Side.ASKER
    if offer.helper_id == handling.person_id:
        return offer, question, Side.HELPER
    raise NotAllowed


def asker(question: NetworkQuestion) -> Author:
    """Return who asks; raise NotAllowed once they are erased."""
    if question.asker_id is None:
        raise NotAllowed
    return Author(
        question.asker_id, question.basin_code, question.dossier_id, question.company_id, question.commune
    )


def helper(offer: Offer) -> Author:
    """Return who offers; raise NotAllowed once they are erased."""
    if offer.helper_id is None:
        raise NotAllowed
    return Author(offer.helper_id, offer.basin_code, offer.dossier_id, offer.company_id)


def given(who: Identity, files: Files) -> tuple[Message, ...]:
    """Return what is given of somebody, with their files, as they are shown it before."""
    if not who.reach:
        return (say("If you both agree, they are given your name and your firm's, and how to reach you."),)
    too = [say_n("📎 your {n} file", "📎 your {n} files", len(files))] if files else []
    return (say("If you both agree, they are given:"), stacked([who.shown, *too]) if too else who.shown)


def offer_for_asker(handling: Handling, offer: Offer, question: NetworkQuestion) -> Screen:
    """Return an offer as who asked reads it: never who makes it."""
    status = OfferStatus(offer.status)
    neighbour = offer.basin_code != question.basin_code
    told: list[Message] = [
        say("🙋 <b>Somebody can help you</b>"),
        about(question),
        *offered_by(
            offer.words or "",
            offer.skill,
            offer.distance_km,
            neighbour=neighbour,
            files=len(files_of_offer(handling.session, offer.id)),
        ),
    ]
    rows: list[tuple[Button, ...]] = []
    if offer_after(OfferEvent.AGREE, status, Side.ASKER) is not None:
        shown = given(identity(handling, asker(question)), files_of_question(handling.session, question.id))
        told += shown
        yes = sure(say("✅ Yes, put us in touch"), Want(), shown, offer.id)
        rows = [(yes,), (between(say("No, thank you"), Confirmed("offer_decline"), offer.id), _reach(offer))]
    else:
        told.append(say("{stands}", stands=OFFER_STANDS_FOR_ASKER[status]))
        if offer_after(OfferEvent.NOT_THIS_ONE, status, Side.ASKER) is not None:
            rows = [(between(say("No, after all"), Confirmed("offer_decline"), offer.id),)]
    report = between(say("🚩 Report"), "report_offer", offer.id)
    rows.append((between(say("👁 My question"), "question_page", question.id), report))
    return Screen(tuple(told), rows=tuple(rows))


def offer_for_helper(handling: Handling, offer: Offer, question: NetworkQuestion) -> Screen:
    """Return an offer as who makes it reads it: never who asks."""
    status = OfferStatus(offer.status)
    neighbour = offer.basin_code != question.basin_code
    told: list[Message] = [
        say("🙋 <b>My offer</b> · {stands}", stands=OFFER_STANDS[status]),
        *as_heard(
            question,
            offer.distance_km,
            neighbour=neighbour,
            files=len(files_of_question(handling.session, question.id)),
        ),
        say("✍️ “{words}”", words=offer.words or ""),
    ]
    rows: list[tuple[Button, ...]] = []
    back_out = between(say("No, after all"), Confirmed("offer_step_back"), offer.id)
    if offer_after(OfferEvent.CONFIRM, status, Side.HELPER) is not None:
        shown = given(identity(handling, helper(offer)), files_of_offer(handling.session, offer.id))
        told += shown
        yes = sure(say("✅ Yes, put us in touch"), Confirm(), shown, offer.id)
        rows = [(yes,), (back_out, _reach(offer))]
    elif offer_after(OfferEvent.STEP_BACK, status, Side.HELPER) is not None:
        rows = [(back_out,)]
    rows.append((between(say("📋 My questions"), "question_mine"), HOME))
    return Screen(tuple(told), rows=tuple(rows))


def _reach(offer: Offer) -> Button:
    return between(say("📇 Another contact"), "offer_reach", offer.id)


def offer_page(handling: Handling, subject: int, alert: Message | None = None) -> Reply:
    """Show an offer to one of its sides, as it stands."""
    offer, question, side = sides(handling, subject)
    number = offer.id if side is Side.ASKER else None
    if has_reported(handling.session, handling.person_id, question.id, number):
        return handling.reply(HIDDEN, alert=alert)
    page = offer_for_asker if side is Side.ASKER else offer_for_helper
    return handling.reply(page(handling, offer, question), alert=alert)
