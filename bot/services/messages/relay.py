"""Words and files pass between an applicant and who holds their request; nothing is lost on the way.

What is written while nobody holds a request waits on its page for who claims it. Files pass by the
number Telegram gives them; voice messages are read on the way, and never written anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.services.core.answers import given
from bot.services.core.dossier_page import Compose, Open, do, word_on
from bot.services.core.handling import Handling
from bot.services.core.screens import Notice, Reply, Rows, Screen, SharedFile
from bot.services.core.visitors import Visitor, spoken, welcome
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import LIVE, Part, Status
from conversations.dossiers.traces import Trace
from conversations.engine.reading import Reading
from conversations.messages import Message, say, say_n, verbatim
from conversations.situation import World
from conversations.understanding.words import units
from models.database.tables import Settles
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.queries import find_visit
from models.messages.queries import keep_message, open_request, part_of_album, unanswered
from models.messages.tables import RelayedMessage, RequestEnd

FILE_MAX_MB = 20  # what the Bot API lets a bot download, should a file ever have to be read
MESSAGE_ROOM = 3_500  # UTF-16 units of one message of 4096, the rest being what is said around the words
CAPTION_ROOM = 700  # of 1024
WAYS_TOLD = 2  # messages in a row after which the other ways are told


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody wrote or sent, under which number in their chat.

    ``file``: None for words alone, else what ``text`` is the caption of. ``album``: what Telegram calls
    the files sent at once with it, None for one alone. ``answers``: the message it replies to.
    ``reading``: what the words say at the question that was asked when they arrived. ``answered``: the
    common question that they ask is answered already.
    """

    number: int
    text: str = ""
    file: SharedFile | None = None
    file_name: str | None = None
    size_bytes: int = 0
    album: str | None = None
    answers: int | None = None
    reading: Reading | None = None
    answered: bool = False

    @property
    def too_large(self) -> bool:
        """Whether the file is larger than what is passed on."""
        return self.size_bytes > FILE_MAX_MB * 1_000_000


TOO_LARGE = say(
    "📎 This file is too large: {limit} MB at most. A photo of the page, or a smaller file, will do.",
    limit=FILE_MAX_MB,
)


def kept(handling: Handling, dossier: Dossier | None, sent: Sent, *, from_applicant: bool) -> RelayedMessage:
    """Store what was written; it is delivered by somebody who is there to read it."""
    message = RelayedMessage(
        dossier_id=dossier.id if dossier else None,
        from_person=handling.person_id,
        from_applicant=from_applicant,
        at=handling.now,
        kind=sent.file.kind if sent.file else "text",
        text=sent.text or None,
        file_id=sent.file.file_id if sent.file else None,
        file_name=sent.file_name,
        album=sent.album,
        source_chat=handling.person_id,
        source_id=sent.number,
    )
    keep_message(handling.session, message)
    return message


def deliver(
    handling: Handling,
    message: RelayedMessage,
    person_id: int,
    heading: Message,
    *,
    footing: Message | None = None,
    rows: Rows = (),
    answers: int | None = None,
) -> bool:
    """Write a message down for somebody, between a heading and a footing; false for who has blocked me."""
    visit = handling.reached(person_id)
    if visit is None:
        return False
    file = SharedFile(message.kind, message.file_id, message.file_name) if message.file_id else None
    text = message.text or ""
    alone = file is not None and units(text) > CAPTION_ROOM  # the caption follows in a message of its own
    pieces = list(in_pieces(text, MESSAGE_ROOM))
    about = (
        Settles.SHOWS.of(message.dossier_id) if message.dossier_id else None
    )  # but its heading, nothing names it
    shown = [Screen(())] if alone or not pieces else []
    shown += [Screen((verbatim(piece),)) for piece in pieces]
    for place, screen in enumerate(shown):
        first, last = place == 0, place == len(shown) - 1
        paragraphs = (
            *((heading,) if first else ()), *screen.paragraphs, *((footing,) if last and footing else ()),
        )  # fmt: skip
        handling.told.append(
            Notice(
                person_id,
                spoken(visit),
                Screen(paragraphs, rows=rows if last else ()),
                file=file if first else None,
                settles=Settles.RELAY.of(message.id) if first else about,
                answers=answers if first else None,
            )
        )
    message.to_chat, message.message_id = person_id, None
    handling.session.flush()
    return True


def in_pieces(text: str, room: int) -> Iterator[str]:
    """Cut words where a space allows it, in pieces that fit."""
    while units(text[: room + 1]) > room:
        cut = room // 2 if units(text[:room]) > room else room
        cut = max(text.rfind(" ", cut // 2, cut), text.rfind("\n", cut // 2, cut)) + 1 or cut
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def to_reader(
    handling: Handling,
    dossier: Dossier,
    message: RelayedMessage,
    heading: Message | None = None,
    answers: int | None = None,
) -> bool:
    """Deliver an applicant's message to who reads for their dossier; false when it waits."""
    reader = handling.reader_of(dossier)
    heading = heading or say("💬 <b>{reference}</b> · the applicant writes:", reference=dossier.reference)
    buttons = (
        do(dossier, Compose(aside=True), say("💬 Answer")),
        do(dossier, Open(aside=True), say("📂 Open")),
    )
    return reader is not None and deliver(
        handling, message, reader, heading, rows=(buttons,), answers=answers
    )


def follow_album(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Have a file of an album go where the first one went, without a word; None for any other.

    One that is too large, or that can go there no more, is told like any file.
    """
    if sent.album is None or sent.too_large:
        return None
    with transaction.session() as session:
        first = part_of_album(session, visitor.id, sent.album)
        if first is None:
            return None
        handling = Handling(transaction, session, world, now, welcome(transaction, visitor, now), visitor.id)
        if first.dossier_id is None:
            kept(handling, None, sent, from_applicant=True)
            return handling.reply()
        dossier = session.get_one(Dossier, first.dossier_id, with_for_update=True)
        part = Part.APPLICANT if first.from_applicant else Part.HOLDER
        if part not in handling.parts(dossier):
            return None
        if first.from_applicant:
            message = kept(handling, dossier, sent, from_applicant=True)
            reader = handling.reader_of(dossier)
            if reader is not None:
                deliver(handling, message, reader, _of_album(dossier))
        elif dossier.person_id is not None:
            message = kept(handling, dossier, sent, from_applicant=False)
            deliver(handling, message, dossier.person_id, _of_album(dossier))
        return handling.reply()


def _of_album(dossier: Dossier) -> Message:
    return say("📎 {reference}", reference=dossier.reference)


def from_applicant(handling: Handling, dossier: Dossier, message: RelayedMessage) -> Message | None:
    """Pass on what an applicant wrote about a dossier of theirs; return what to tell them.

    It answers a free question, and starts a paused request again: None when that is told already.
    """
    told_before, heading = len(handling.told), None
    if Status(dossier.status) is Status.UNREACHABLE:
        start_again(handling, dossier)
        heading = say(
            "🔄 <b>{reference}</b> starts again: the applicant writes.", reference=dossier.reference
        )
    wrote(handling, dossier)
    request = open_request(handling.session, dossier)
    if request is not None and not request.questions:
        request.end(RequestEnd.COMPLETED, handling.now)
        handling.move(dossier, Event.COMPLETE)
        heading = say("✅ <b>{reference}</b> · the answer to your question:", reference=dossier.reference)
    told = any(notice.chat_id == handling.person_id for notice in handling.told[told_before:])
    delivered = to_reader(handling, dossier, message, heading)
    if told:
        return None
    operator = dossier.operator_name or handling.network.coordination
    if not delivered and Status(dossier.status) not in LIVE:
        return say("✓ Kept for {operator}, with your request.", operator=operator)
    return _acknowledged(operator, unanswered(handling.session, dossier), delivered=delivered)


def _acknowledged(operator: str, count: int, *, delivered: bool) -> Message:
    """Return the word that a message was taken, the ``count``-th in a row: never the same one twice."""
    if count > 1:
        told = say_n(
            "✓ Passed on too: {operator} has {n} message from you.",
            "✓ Passed on too: {operator} has {n} messages from you.",
            count,
            operator=operator,
        )
        if not delivered:
            told = say_n(
                "✓ Kept with the rest: {operator} finds your {n} message together.",
                "✓ Kept with the rest: {operator} finds your {n} messages together.",
                count,
                operator=operator,
            )
        ways = say("An answer to correct, or where you are: /status. Another request: /new.")
        return say("{told}\n{ways}", told=told, ways=ways) if count == WAYS_TOLD else told
    if delivered:
        return say("✓ Passed on to {operator}.", operator=operator)
    return say("✓ Kept for {operator}: it is read as soon as your request is taken.", operator=operator)


def start_again(handling: Handling, dossier: Dossier) -> None:
    """Have its applicant reopen a request that was paused because they could not be reached."""
    handling.move(dossier, Event.REOPEN)
    if handling.reader_of(dossier) is not None:
        return
    if Status(dossier.status) is Status.CLAIMED:
        handling.move(dossier, Event.RETURN, by=Part.BOT, words=(), holder_id=None)
    else:  # what was granted stands: it is no request to be claimed
        orphan = say("Nobody holds {reference} any more: please hand it over.", reference=dossier.reference)
        handling.tell_reader(dossier, word_on(dossier, orphan))


def wrote(handling: Handling, dossier: Dossier) -> None:
    """Note that somebody wrote; what they wrote is not in the history."""
    handling.trace(dossier, Trace.MESSAGE)
    if dossier.person_id != handling.person_id:
        dossier.acted_at = handling.now
    handling.session.flush()


def to_applicant(handling: Handling, dossier: Dossier, *parts: Sent, answers: int | None = None) -> bool:
    """Pass on what a member wrote, in order; false when the applicant cannot be written to."""
    visit = handling.reached(dossier.person_id)
    if visit is None:
        return False
    operator = dossier.operator_name or ""
    heading = say("💬 <b>{reference}</b> · {operator}:", reference=dossier.reference, operator=operator)
    footing = how_to_answer(handling, visit.person_id)
    for place, part in enumerate(parts):
        message = kept(handling, dossier, part, from_applicant=False)
        deliver(
            handling, message, visit.person_id, _of_album(dossier) if place else heading,
            footing=footing if place == len(parts) - 1 else None, answers=None if place else answers,
        )  # fmt: skip
    wrote(handling, dossier)
    dossier.told_at = handling.now
    handling.session.flush()
    return True


def how_to_answer(handling: Handling, applicant_id: int) -> Message:
    """Tell an applicant how to answer: with a form under way, what is typed is for the form."""
    visit = find_visit(handling.transaction, applicant_id)
    if visit is not None and visit.open is not None and given(handling.transaction, visit.open):
        return say("↩️ To answer, reply to this very message; otherwise I ask you who your words are for.")
    return say(
        "↩️ Answer by writing here. Photos, documents and voice messages too, {limit} MB at most.",
        limit=FILE_MAX_MB,
    )
