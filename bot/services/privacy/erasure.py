"""What is personal is erased: because its person asks, or because it was kept long enough."""

from collections.abc import Sequence
from datetime import datetime

from bot.services.core.group_cards import redraw
from bot.services.core.handling import Handling
from bot.services.core.screens import Announcement, Button, Notice, Reply, Screen, Verb, words
from bot.services.core.visitors import part, spoken
from bot.services.exchanges.questions.endings import part_with
from bot.services.support.stops import tell_team_it_stops
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.moves import after
from conversations.dossiers.statuses import LIVE, SUPPORTED, Part, Status
from conversations.engine.step import impersonal
from conversations.intake import INTAKE
from conversations.messages import Message, say
from conversations.situation import World
from models.database.outbox import drop_chat
from models.database.writer import Session, Transaction
from models.dossiers.queries import add_event, dossiers_of
from models.dossiers.tables import Dossier
from models.intake.dropped_drafts import forget_dropped
from models.intake.queries import Visit, end_draft, find_visit, known_since
from models.intake.tables import DraftEnd
from models.privacy.erasure import anonymise, forget_person
from models.privacy.sent_copies import Copy, drop_calls, note_erasure, shows_no_more
from models.privacy.tables import ErasureCause
from models.team.queries import has_had_a_role, has_lent

OUT_OF_REACH = say(
    "<b>Out of my reach</b>: what others forwarded, saved, printed or wrote, exports already taken, backups "
    "until they are renewed, and this conversation, which you can delete in Telegram."
)

_ERASED = say(
    "<b>Erased</b>: your name, your contact details, your own words, the request under way, "
    "and the link between you and your requests. What you sent is withdrawn."
)
_ERASED_OF_WHO_WORKS_HERE = say(
    "<b>Erased</b>: what you asked for yourself, with your words and your contact details, and the link "
    "between you and these requests. What you sent is withdrawn. What you do for the network stays under "
    "your name; /team ends a role, or /missions."
)

_ERASED_OF_WHO_LENDS = (
    say(
        "<b>Erased</b>: what you asked other firms and offered them, with whom you were put in touch, how to "
        "reach you, and what you asked for yourself. What you sent is withdrawn."
    ),
    say(
        "<b>Kept</b>: your name, job and skills in your firm's list, and in the missions that were agreed, "
        "with the days you gave. They are your territory's data. /missions ends your part: you are suggested "
        "no more."
    ),
)


def ask_to_erase(transaction: Transaction, visit: Visit) -> Reply:
    """Tell what would be erased and what is kept, and why, before anything is."""
    with transaction.session() as session:
        dossiers = dossiers_of(session, visit.person_id)
        sent, told = [dossier.reference for dossier in dossiers], _extent(visit, dossiers)
        erased: tuple[Message, ...] = (_ERASED,)
        if has_lent(session.connection(), visit.person_id):
            erased = _ERASED_OF_WHO_LENDS
        elif has_had_a_role(session.connection(), visit.person_id):
            erased = (_ERASED_OF_WHO_WORKS_HERE,)
    paragraphs = [
        say("<b>Erase everything?</b>"),
        *erased,
        say(
            "<b>Kept</b>, without your name: the figures of what you sent (territory, size, skills, jobs), "
            "because the network counts them each year."
        ),
    ]
    if sent:
        paragraphs += [
            say(
                "<b>Replaced</b> by “erased at the person's request”: what I wrote about you to the teams "
                "and the committee in Telegram, words, files and papers. It takes up to an hour."
            ),
            OUT_OF_REACH,
            say("Withdrawn requests: {references}", references=", ".join(sent)),
        ]
    paragraphs.append(say("It cannot be undone."))
    buttons = ((Button(say("🗑 Erase everything"), Verb.ERASE, told), Button(say("Keep it"), Verb.CONTINUE)),)
    return Reply(spoken(visit), screens=(Screen(tuple(paragraphs), rows=buttons),))


def _extent(visit: Visit, dossiers: Sequence[Dossier]) -> str:
    """Return what tells one confirmation from another: what has come since was not confirmed."""
    return f"{visit.open.id if visit.open else 0}-{dossiers[0].id if dossiers else 0}"


def confirm_erasing(
    transaction: Transaction, world: World, visit: Visit, confirmed: str, now: datetime
) -> Reply:
    """Erase what was confirmed; when something has come since, tell it and ask again."""
    with transaction.session() as session:
        extent = _extent(visit, dossiers_of(session, visit.person_id))
    if confirmed != extent:
        return ask_to_erase(transaction, visit)
    return erase(transaction, world, visit, now)


def erase(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Erase a person: the draft goes, what was sent is withdrawn and loses everything personal.

    Somebody who has a role in the network stays known for it.
    """
    opened, since = visit.open, known_since(transaction, visit.person_id)
    if opened:
        end_draft(transaction, opened, DraftEnd.DROPPED)
    forget_dropped(transaction, visit.person_id)
    drop_chat(transaction, visit.person_id)
    told: list[Notice] = []
    with transaction.session() as session:
        parting = Handling(transaction, session, world, now, visit, visit.person_id)
        part_with(parting, visit.person_id)
        told += parting.told
        dossiers = dossiers_of(session, visit.person_id)
        for dossier in dossiers:
            session.refresh(dossier, with_for_update=True)
            told += _tell_holder(transaction, dossier)
            if Status(dossier.status) in SUPPORTED:
                leaving = Handling(transaction, session, world, now, visit, visit.person_id)
                tell_team_it_stops(leaving, dossier, erased=True)
                told += leaving.told
            end(session, dossier, Event.WITHDRAW, visit.person_id, now)
        announced = forget(transaction, session, world, dossiers, ErasureCause.ASKED, now, since)
        if not dossiers:
            note_erasure(session.connection(), None, ErasureCause.ASKED, now, since)
        forget_person(session, visit.person_id)
        works_here = has_had_a_role(session.connection(), visit.person_id)
    part(transaction, visit)
    done = [
        say("It is done: what you had asked for yourself is erased.")
        if works_here
        else say("It is done: your personal data is erased. Thank you for having thought of Alizé.")
    ]
    if dossiers:
        done += [say("What I wrote about you to others in Telegram is being replaced."), OUT_OF_REACH]
    if works_here:
        done.append(
            say("What you did for the network stays under your name; /team ends a role, or /missions.")
        )
    return Reply(
        spoken(visit),
        screens=(words(*done),),
        announced=announced,
        told=tuple(told),
        retires=opened.card_id if opened else None,
        lowered=opened is not None and opened.draft.sharing,
    )


def _tell_holder(transaction: Transaction, dossier: Dossier) -> tuple[Notice, ...]:
    """Tell who works a dossier that its applicant takes it back, and erases what is theirs."""
    holder = find_visit(transaction, dossier.holder_id) if dossier.holder_id else None
    if holder is None or holder.unreachable or Status(dossier.status) not in LIVE:
        return ()
    erased = say(
        "🚫 <b>{reference}</b>: withdrawn by the applicant, whose personal data is erased.",
        reference=dossier.reference,
    )
    return (Notice(holder.person_id, spoken(holder), words(erased)),)


def end(session: Session, dossier: Dossier, event: Event, actor_id: int | None, now: datetime) -> None:
    """Withdraw a dossier or have it expire, if it is not over already. ``actor_id``: None for the bot."""
    before = Status(dossier.status)
    target = after(event, before, {Part.APPLICANT if actor_id else Part.BOT})
    if target is not None:
        dossier.status, dossier.status_since = target.value, now
        dossier.version += 1
        add_event(session, dossier, event, now, actor_id=actor_id, from_status=before.value)


def forget(
    transaction: Transaction,
    session: Session,
    world: World,
    dossiers: Sequence[Dossier],
    cause: ErasureCause,
    now: datetime,
    person_since: datetime | None = None,
) -> tuple[Announcement, ...]:
    """Anonymise dossiers, and draw their cards again where a group has them.

    The other messages that show them are replaced a few at a time, whenever they were delivered.
    ``person_since``: when the person who asks had first written.
    """
    connection = session.connection()
    numbers = {dossier.id: dossier.reference for dossier in dossiers}
    for number in numbers:
        note_erasure(connection, number, cause, now, person_since)
    if numbers:
        drop_calls(connection, numbers)
    cards = [(each.card_chat_id, each.card_id) for each in dossiers if each.card_chat_id and each.card_id]
    shows_no_more(transaction, cards)
    for dossier in dossiers:
        anonymise(session, dossier, impersonal(INTAKE.by_name, dossier.answers))
    return tuple(card for dossier in dossiers for card in redraw(session, world, dossier))


def erased_copy(copy: Copy) -> Message:
    """Return what replaces a message that showed a dossier."""
    if copy.cause == ErasureCause.EXPIRED:
        return say("🗑 <b>{reference}</b>: erased, its retention is over.", reference=copy.reference)
    return say("🗑 <b>{reference}</b>: erased at the person's request.", reference=copy.reference)
