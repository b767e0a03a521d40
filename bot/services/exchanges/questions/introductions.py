"""Two firms are put in touch: the asker agrees, then the helper; names go to both at once, never before."""

from datetime import timedelta

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmed, Mark
from bot.services.core.confirmation import CHANGED, is_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Notice, Reply, Screen
from bot.services.core.visitors import spoken
from bot.services.exchanges.buttons import between
from bot.services.exchanges.files.handover import hand
from bot.services.exchanges.questions.endings import CLOSED, GONE, about, lapse, page_of
from bot.services.exchanges.questions.identities import Author, Identity, identity, may_write
from bot.services.exchanges.questions.offers import (
    Confirm,
    Want,
    asker,
    given,
    helper,
    offer_for_helper,
    offer_page,
    sides,
)
from bot.services.exchanges.questions.relay import OVERTAKEN
from conversations.exchanges.files import Files
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.questions import (
    OfferEvent,
    OfferStatus,
    QuestionStatus,
    Side,
    offer_after,
)
from conversations.messages import Listing, Message, say, say_n, verbatim
from conversations.understanding.contacts.reading import read_contact
from models.exchanges.files import files_of_offer, files_of_question
from models.exchanges.people import participation_of
from models.exchanges.queries import change_offer
from models.exchanges.tables import NetworkQuestion, Offer
from models.messages.tables import Prompt

LONGEST_CONTACT = 120
REACH = "offer_reach"
"""What is asked by how somebody is to be reached. Stored."""
ASKED_AFTER = timedelta(days=14)
"""After which both are asked whether the exchange took place."""

GOES_ON = (QuestionStatus.OPEN, QuestionStatus.WIDENED, QuestionStatus.ENDED)
"""Where a question stands while its offers may lead somewhere."""


def want(handling: Handling, subject: int, argument: Want) -> Reply:
    """Note that the asker wants to meet who offers, who is asked in their turn."""
    offer, question, side = sides(handling, subject)
    if side is not Side.ASKER or _after(OfferEvent.AGREE, offer, Side.ASKER) is None:
        return offer_page(handling, subject, OUT_OF_DATE)
    stopped = _other_gone(handling, offer, question, side)
    if stopped is not None:
        return stopped
    own = identity(handling, asker(question))
    reply = _unsure(handling, offer, own, files_of_question(handling.session, question.id), argument)
    if reply is not None:
        return reply
    _move(handling, offer, OfferEvent.AGREE, Side.ASKER, agreed_at=handling.now)
    if not handling.tell(offer.helper_id, offer_for_helper(handling, offer, question)):
        lapse(handling, offer, question, to_asker=GONE)
    return offer_page(handling, subject, say("Noted. They are asked to confirm."))


def confirm(handling: Handling, subject: int, argument: Confirm) -> Reply:
    """Put both in touch: the helper agrees too, and each is given what the other agreed to give."""
    offer, question, side = sides(handling, subject)
    if side is not Side.HELPER or _after(OfferEvent.CONFIRM, offer, Side.HELPER) is None:
        return offer_page(handling, subject, OUT_OF_DATE)
    stopped = _other_gone(handling, offer, question, side)
    if stopped is not None:
        return stopped
    own, other = identity(handling, helper(offer)), identity(handling, asker(question))
    files = files_of_offer(handling.session, offer.id)
    theirs = files_of_question(handling.session, question.id)
    reply = _unsure(handling, offer, own, files, argument)
    if reply is not None:
        return reply
    _move(handling, offer, OfferEvent.CONFIRM, Side.HELPER, introduced_at=handling.now)
    _introduce(handling, question, asker(question), own, files)
    _introduce(handling, question, helper(offer), other, theirs)
    return offer_page(handling, subject, say("🤝 You are in touch."))


def _introduce(
    handling: Handling, question: NetworkQuestion, to: Author, who: Identity, files: Files
) -> None:
    """Give somebody the name, the firm, the contacts and the files of the other.

    All of it is replaced once they are erased.
    """
    visit = handling.reached(to.person_id)
    if visit is None:
        return
    kind = KINDS[ExchangeKind(question.kind)]
    told = [
        say("🤝 <b>You are in touch</b>"),
        about(question),
        who.shown,
        say("They have your contacts too: call or write to each other, I step out. In two weeks I ask you "
            "both, in one tap, whether it took place."),
        *_following(files),
        *kind.notices,
    ]  # fmt: skip
    mine = between(say("📋 My questions"), "question_mine", names=who.dossier_id)
    handling.told.append(Notice(visit.person_id, spoken(visit), Screen(tuple(told), rows=((mine,),))))
    hand(handling, visit.person_id, files, verbatim(who.name or who.firm or "…"), who.dossier_id)


def _following(files: Files) -> list[Message]:
    if not files:
        return []
    return [say_n("📎 Their file follows. If you do not see it, ask them for it.",
                  "📎 Their {n} files follow. If one is missing, ask them for it.", len(files))]  # fmt: skip


def decline(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Go on without an offer, once it is confirmed; who made it is thanked, and told no reason."""
    offer, question, side = sides(handling, subject)
    if side is not Side.ASKER or _after(OfferEvent.NOT_THIS_ONE, offer, Side.ASKER) is None:
        return offer_page(handling, subject, OUT_OF_DATE)
    if not argument.yes:
        sure = say("Go on without this offer? Whoever made it is thanked, and it cannot be taken up again.")
        return _asked_twice(handling, offer, argument, sure, say("No, thank you"))
    _move(handling, offer, OfferEvent.NOT_THIS_ONE, Side.ASKER, ended_at=handling.now)
    told = say(
        "🙏 Thank you for your offer: they went on without it this time. It helps to know that you can."
    )
    handling.tell(offer.helper_id, Screen((told, about(question))))
    return offer_page(handling, subject, say("Noted, and they are thanked."))


def step_back(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Take an offer back, once it is confirmed; the asker is told no reason, nor who it was."""
    offer, question, side = sides(handling, subject)
    if side is not Side.HELPER or _after(OfferEvent.STEP_BACK, offer, Side.HELPER) is None:
        return offer_page(handling, subject, OUT_OF_DATE)
    if not argument.yes:
        sure = say("Take your offer back? They are told, without your name nor a reason.")
        return _asked_twice(handling, offer, argument, sure, say("🚫 Take it back"))
    _move(handling, offer, OfferEvent.STEP_BACK, Side.HELPER, ended_at=handling.now)
    handling.tell(question.asker_id, Screen((GONE, about(question)), rows=((page_of(question),),)))
    return offer_page(handling, subject, say("Noted: your offer is taken back."))


def _asked_twice(
    handling: Handling, offer: Offer, argument: Confirmed, sure: Message, label: Message
) -> Reply:
    yes = between(label, Confirmed(argument.name, yes=True), offer.id, primary=True)
    back = between(say("↩️ The offer"), "offer_page", offer.id)
    return handling.reply(Screen((sure,), rows=((yes, back),)))


def reach_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take how somebody wants to be reached, then show what will be given."""
    typed = " ".join(text.split())
    said = read_contact(typed)
    if said.unread:
        wrong = Listing(tuple(map(verbatim, said.unread)))
        raise Refusal(say("This is no number nor address that I know: {wrong}. Type it again?", wrong=wrong))
    if not (said.phones or said.emails) or len(typed) > LONGEST_CONTACT:
        raise Refusal(say("A phone number or an e-mail address, please."))
    participation_of(handling.session, handling.person_id).contact = typed
    handling.session.flush()
    no_longer_asked(handling)
    return offer_page(handling, prompt.subject)


def ask_reach(handling: Handling, subject: int) -> Reply:
    """Ask somebody how they want to be reached by the other firm."""
    offer, _, _ = sides(handling, subject)
    wanted = say(
        "How should they reach you? A phone number or an e-mail. It is given only if you both agree."
    )
    back = between(say("✖️ Never mind"), "offer_page", offer.id)
    return ask(handling, REACH, offer.id, wanted, stop=back)


def _unsure(
    handling: Handling, offer: Offer, own: Identity, files: Files, argument: Want | Confirm
) -> Reply | None:
    """Return what is asked or shown again before anything is given; None once it is confirmed."""
    if not own.reach:
        return ask_reach(handling, offer.id)
    if not is_sure(argument, given(own, files)):
        return offer_page(handling, offer.id, CHANGED if argument.sure not in (None, Mark(0)) else None)
    return None


def _after(event: OfferEvent, offer: Offer, side: Side) -> OfferStatus | None:
    return offer_after(event, OfferStatus(offer.status), side)


def _move(handling: Handling, offer: Offer, event: OfferEvent, side: Side, **values: object) -> None:
    after = _after(event, offer, side)
    if after is None:
        raise NotAllowed
    if not change_offer(handling.session, offer, {"status": after.value, **values}):
        raise Refusal(OVERTAKEN)


def _other_gone(handling: Handling, offer: Offer, question: NetworkQuestion, side: Side) -> Reply | None:
    """End an offer one of whose sides may take part no more, or whose question is over; None otherwise."""
    other = offer.helper_id if side is Side.ASKER else question.asker_id
    may_write(handling)
    if question.status in GOES_ON and _takes_part(handling, other):
        return None
    told = GONE if side is Side.ASKER else CLOSED
    lapse(handling, offer, question)
    return offer_page(handling, offer.id, told)


def _takes_part(handling: Handling, person_id: int | None) -> bool:
    if person_id is None or handling.reached(person_id) is None:
        return False
    who = handling.somebody(person_id)
    return who.choices.takes_part if who is not None else handling.works_somewhere(person_id)


ACTIONS: tuple[BetweenFirms, ...] = (
    BetweenFirms("offer_page", offer_page),
    BetweenFirms(Want.action, want),
    BetweenFirms(Confirm.action, confirm),
    BetweenFirms("offer_decline", decline),
    BetweenFirms("offer_step_back", step_back),
    BetweenFirms(REACH, ask_reach, typed=reach_typed),
)
