"""What applicants do with a request they have sent: write about it, complete it, withdraw it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Confirmed
from bot.services.core.dossier_page import do, word_on
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import Write, ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Rows, Screen, Verb, stacked, words
from bot.services.core.visitors import Visitor, spoken, welcome
from bot.services.intake.amendments import close_form, form_for, joined
from bot.services.intake.information_requests import perhaps_meant, way_to_answer
from bot.services.intake.own_lists import WHICH, Kept, choices, heard, under_way
from bot.services.intake.turn import Talk
from bot.services.messages.menus import note_shown
from bot.services.messages.relay import FILE_MAX_MB, TOO_LARGE, Sent, from_applicant, kept
from bot.services.support.stops import tell_team_it_stops
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import GONE, LIVE, SUPPORTED, Part, Status
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.words import GREETING, fold
from models.database.writer import Session, Transaction
from models.dossiers.queries import dossiers_of
from models.dossiers.tables import Dossier
from models.intake.queries import Visit
from models.messages.queries import (
    WRITE,
    is_awaited,
    last_from_operator,
    last_told,
    messages_of,
    open_request,
    rest_of_album,
    undecided_message,
)
from models.messages.tables import Prompt, RelayedMessage

ANSWERING = timedelta(days=1)  # in which all that is typed after an operator's word is for them
WRITE_NOW = timedelta(minutes=15)  # after which what is typed is no longer for the operator


def sent_before_the_last_request(transaction: Transaction, person_id: int, sent_at: datetime) -> bool:
    """Tell whether a message was written before the person's last request was sent."""
    with transaction.session() as session:
        latest = next(iter(dossiers_of(session, person_id)), None)
        return latest is not None and sent_at < latest.submitted_at


def tell_operator(
    transaction: Transaction, world: World, visit: Visit, sent: Sent, now: datetime
) -> Reply | None:
    """Pass on what an applicant writes to who follows their request; None without any request.

    With several requests, which one is asked with buttons, and the words are kept meanwhile.
    """
    with transaction.session() as session:
        found = heard(session, visit.person_id)
        if not found:
            return None
        handling = Handling(transaction, session, world, now, visit, visit.person_id)
        if sent.too_large:
            return handling.reply(words(TOO_LARGE))
        if fold(sent.text) in GREETING and not awaits_an_answer(transaction, visit, now):
            return handling.reply(words(_greeted(found[0])))
        if len(found) == 1:
            return _pass_on(handling, found[0], sent)
        return handling.reply(Screen((WHICH,), rows=keep_for_choice(handling, found, sent)[0]))


def _greeted(dossier: Dossier) -> Message:
    return say(
        "👋 Hello! Write here what {operator} should know; /status tells where your request stands.",
        operator=dossier.operator_name or "",
    )


def keep_for_choice(
    handling: Handling, found: list[Dossier], sent: Sent, label: Message | None = None
) -> tuple[Rows, int | None]:
    """Keep words until it is chosen whom they go to; return the buttons, and the number of what is kept.

    ``label``: of the button when there is one dossier only.
    """
    message = kept(handling, None, sent, from_applicant=True)
    if label is None or len(found) > 1:
        return choices(handling.session, found, message.id), message.id
    return ((do(found[0], Kept("tell", message.id), label),),), message.id


def ways(session: Session, dossier: Dossier) -> Rows:
    """Return what its applicant may do with a request."""
    status, rows = Status(dossier.status), []
    request = open_request(session, dossier)
    if request is not None and request.questions:
        rows.append((do(dossier, "answer", say("✍️ Answer now"), primary=True),))
    if status in (*LIVE, *SUPPORTED) and not (request and request.questions):
        rows.append((do(dossier, "correct", say("✏️ Correct or complete")),))
    if status not in GONE:
        rows.append(
            (do(dossier, "write", say("💬 Write to {operator}", operator=dossier.operator_name or "")),)
        )
    may_agree = status in LIVE and dossier.basin_code is not None
    if status not in GONE and (may_agree or dossier.committee_agreed_at):
        agreed = say("yes") if dossier.committee_agreed_at else say("no")
        rows.append((do(dossier, "circulation", say("🔏 Committee reading: {agreed}", agreed=agreed)),))
    if status in LIVE:
        rows.append((do(dossier, "withdraw", say("🚫 Withdraw")),))
    if status is Status.WITHDRAWN:
        rows.append((do(dossier, "reopen", say("🔄 Reopen")),))
    return tuple(rows)


def _pass_on(handling: Handling, dossier: Dossier, sent: Sent) -> Reply:
    handling.session.refresh(dossier, with_for_update=True)
    message = kept(handling, dossier, sent, from_applicant=True)
    told = from_applicant(handling, dossier, message)
    return handling.reply(_acknowledged(handling, dossier, told, message) if told else None)


def _acknowledged(handling: Handling, dossier: Dossier, told: Message, message: RelayedMessage) -> Screen:
    """Return the word that a message was passed on, with what is still awaited, or what it may correct."""
    request = open_request(handling.session, dossier)
    rows = way_to_answer(dossier, request.questions) if request else ()
    if request is None and (meant := perhaps_meant(handling, dossier, message)):
        told, rows = stacked([told, meant[0]]), meant[1]
    if Status(dossier.status) not in LIVE:
        rows = ((Button(say("🆕 Prepare a request"), Verb.NEW),),)
    return Screen((told,), rows=rows)


def tell(handling: Handling, dossier: Dossier, argument: Kept) -> Reply:
    """Pass on the words that waited for this choice, or a whole album."""
    first = undecided_message(handling.session, handling.person_id, argument.message)
    if first is None:
        raise Refusal(say("It is done already."))
    told = None
    for message in (first, *rest_of_album(handling.session, first)):
        message.dossier_id = dossier.id
        handling.session.flush()
        told = from_applicant(handling, dossier, message) or told
    acknowledged = _acknowledged(handling, dossier, told, first) if told else words(say("✓ Passed on."))
    return handling.reply(acknowledged)


def offer_to_ask(talk: Talk, sent: Sent, *, maybe: bool = False) -> Rows:
    """Return the buttons that put to the operator what was not for them at first; none without a request.

    ``maybe``: it was not understood, and may be for nobody; else it is a question that was answered.
    """
    if maybe and last_told(talk.transaction, talk.visit.person_id) is None:
        return ()
    with talk.transaction.session() as session:
        found = (under_way if maybe else heard)(session, talk.visit.person_id)
        if not found:
            return ()
        handling = Handling(talk.transaction, session, talk.world, talk.now, talk.visit, talk.visit.person_id)
        operator = found[0].operator_name or ""
        ask, send = (
            say("💬 Ask {operator}", operator=operator),
            say("💬 Send it to {operator}", operator=operator),
        )
        return keep_for_choice(handling, found, sent, send if maybe else ask)[0]


def perhaps_passed_on(reply: Reply, talk: Talk, sent: Sent) -> Reply:
    """Add to an answer the way to pass the words on, for who has sent a request."""
    ask = offer_to_ask(talk, sent, maybe=True)
    if not ask:
        return reply
    perhaps = say("💬 Was it for somebody else? One touch passes it on.")
    return replace(reply, screens=(*reply.screens, Screen((perhaps,), rows=ask)))


def awaits_an_answer(transaction: Transaction, visit: Visit, now: datetime) -> bool:
    """Tell whether an operator's word on a request of theirs is the last, or of today: a yes is said to them.

    An answer often comes in several lines.
    """
    with transaction.session() as session:
        found = heard(session, visit.person_id)
        told = [word for each in found if (word := last_from_operator(session, each.id))]
        return any(
            now - word.at <= ANSWERING or messages_of(session, word.dossier_id or 0, 1)[0].id == word.id
            for word in told
        )


def write(handling: Handling, dossier: Dossier, argument: Write) -> Reply:
    """Have the next message go to the operator, even with a form under way."""
    if argument.stop:
        no_longer_asked(handling)
        note_shown(handling.transaction, handling.person_id, (), below=True)  # what was offered is declined
        return handling.reply(words(say("Fine: nothing changes.")))
    if Status(dossier.status) in GONE:
        raise Refusal(say("This request is closed: reopen it first, or prepare another one."))
    wanted = say(
        "Your message to {operator}. Photos, documents and voice messages go the same way, "
        "{limit} MB at most.",
        operator=dossier.operator_name or "",
        limit=FILE_MAX_MB,
    )
    stop = do(dossier, Write(stop=True), say("✖️ Never mind"))
    return ask(handling, WRITE, dossier, wanted, stop=stop)


def written(
    transaction: Transaction, world: World, visitor: Visitor, prompt: Prompt, sent: Sent, now: datetime
) -> Reply | None:
    """Pass on what was typed after "write"; None when that was too long ago, or is not possible any more."""
    visit = welcome(transaction, visitor, now)
    with transaction.session() as session:
        handling = Handling(transaction, session, world, now, visit, visit.person_id)
        if sent.too_large:
            return handling.reply(words(TOO_LARGE))
        no_longer_asked(handling)
        dossier = session.get(Dossier, prompt.subject)
        if dossier is None or now - prompt.asked_at > WRITE_NOW or Status(dossier.status) in GONE:
            return None
        if Part.APPLICANT not in handling.parts(dossier):
            return None
        return _pass_on(handling, dossier, sent)


def talk_of(handling: Handling) -> Talk:
    """Return who acts, and the form they have open."""
    visitor = Visitor(handling.person_id, spoken(handling.visit))
    return Talk(handling.transaction, handling.world, visitor, handling.now)


def answer(handling: Handling, dossier: Dossier) -> Reply:
    """Open the form of the questions asked, or go on with it; one form at a time."""
    request = open_request(handling.session, dossier)
    talk = talk_of(handling)
    if talk.open is not None and talk.open.draft.completes == dossier.id:
        if talk.open.draft.unasked and request is not None and request.questions:
            talk.open.draft = joined(dossier, talk.open.draft, request.questions)
        return talk.show()
    if request is None or not request.questions:
        raise Refusal(say("Nothing is asked of you here any more."))
    return talk.open_form(form_for(dossier, request.questions))


def still_asked(transaction: Transaction, person_id: int) -> tuple[Screen, ...]:
    """Return the forms that wait for a person who has none open."""
    if not is_awaited(transaction, person_id):
        return ()
    with transaction.session() as session:
        found = []
        for dossier in heard(session, person_id):
            request = open_request(session, dossier)
            if request is not None and request.questions:
                told = say(
                    "❓ <b>{reference}</b>: {operator} waits for your answers, by {day}.",
                    reference=dossier.reference,
                    operator=dossier.operator_name or "",
                    day=request.due_on,
                )
                found.append(Screen((told,), rows=way_to_answer(dossier, request.questions)))
        return tuple(found)


IT_STOPS = say(
    "⚠️ What was granted stops: nobody comes any more. An advance that was paid is still to be repaid."
)


def withdraw(handling: Handling, dossier: Dossier, argument: Confirmed) -> Reply:
    """Withdraw a request, once confirmed."""
    if not argument.yes:
        question = say(
            "Withdraw <b>{reference}</b>? {operator} is told at once. You can reopen it later with /status.",
            reference=dossier.reference,
            operator=dossier.operator_name or "",
        )
        sure = do(dossier, Confirmed(Event.WITHDRAW, yes=True), say("🚫 Withdraw it"))
        keep = do(dossier, Write(stop=True), say("⬅️ Change nothing"))
        granted = Status(dossier.status) in SUPPORTED
        return handling.reply(Screen((question, *((IT_STOPS,) if granted else ())), rows=((sure, keep),)))
    reader = handling.reader_of(dossier)
    handling.move(dossier, Event.WITHDRAW)
    tell_team_it_stops(handling, dossier)
    close_form(handling, dossier)
    withdrawn = say("🚫 <b>{reference}</b>: withdrawn by the applicant.", reference=dossier.reference)
    handling.tell(reader, word_on(dossier, withdrawn, primary=False))
    return handling.reply(words(say("It is withdrawn.")))


ACTIONS = (
    OnDossier("tell", tell, (Part.APPLICANT,), fresh=False),
    OnDossier("write", write, (Part.APPLICANT,), fresh=False),
    OnDossier("answer", answer, (Part.APPLICANT,), fresh=False),
    OnDossier(Event.WITHDRAW, withdraw, fresh=False),
)
