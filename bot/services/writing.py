"""The holder of a request writes to its applicant: typed or ready-made words, seen before they are sent."""

from typing import Any
from zlib import crc32

from bot.services.actions import on_dossier, when_typed
from bot.services.canned import filled_in, replies_of
from bot.services.dossier_card import BLOCKED
from bot.services.dossier_page import back_to, do, dossier_page
from bot.services.handling import Handling, Refusal
from bot.services.prompting import ask, no_longer_asked
from bot.services.relaying import FILE_MAX_MB, Sent, deliver, to_applicant
from bot.services.rights import EVERYWHERE
from bot.services.screens import Reply, SharedFile
from bot.services.worklist import office
from conversations.dossiers import Part
from conversations.messages import Message, say, verbatim
from conversations.words import excerpt
from models.desk_tables import CannedReply, Prompt, RelayedMessage
from models.relays import messages_of, waiting_messages
from models.tables import Dossier

MESSAGE_MAX = 3_000
LATEST, EXCERPT = 5, 240
OVERTAKEN = say("This message was sent already, or changed since: the last one below counts.")

Content = dict[str, Any]


@on_dossier("message", Part.HOLDER, fresh=False)
def message(handling: Handling, dossier: Dossier, argument: str) -> Reply:
    """Show the latest messages and take the next one, or send the one that was shown.

    ``argument``: ``send`` and the mark of what was shown, or ``use`` and the number of a ready-made reply.
    """
    if dossier.person_id is None:
        raise Refusal(say("The personal data of this request was erased."))
    if argument.startswith("send"):
        return _send(handling, dossier, argument.removeprefix("send"))
    if argument.startswith("use"):
        return _use(handling, dossier, argument.removeprefix("use"))
    above = _thread(handling, dossier)
    hand_over_waiting(handling, dossier)
    options = tuple(
        do(dossier, f"message.use{reply.id}", say("🧾 {title}", title=reply.title))
        for reply in replies_of(handling, dossier.basin_code or EVERYWHERE)
    )
    wanted = say(
        "Your message to the applicant. A photo or a document goes the same way, {limit} MB at most.",
        limit=FILE_MAX_MB,
    )
    return ask(
        handling, "message", dossier, wanted,
        back=back_to(dossier), above=above, options=options, rows=((office(say("🧾 Replies"), "canned"),),),
    )  # fmt: skip


def _thread(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
    assert dossier.id is not None
    return tuple(_line(handling, each) for each in messages_of(handling.session, dossier.id, LATEST))


def _line(handling: Handling, message: RelayedMessage) -> Message:
    text = excerpt(message.text or "", EXCERPT)
    shown = f"📎 {message.file_name or message.kind} {text}".strip() if message.file_id else text
    if message.from_applicant:
        return say("💬 {day}, applicant: {words}", day=message.at, words=shown)
    name = handling.name_of(message.from_person)
    return say("📤 {day}, {name}: {words}", day=message.at, name=name, words=shown)


def hand_over_waiting(handling: Handling, dossier: Dossier) -> None:
    """Deliver to the holder what the applicant wrote while nobody was there to read it."""
    assert dossier.id is not None
    for waiting in waiting_messages(handling.session, dossier.id):
        heading = say("💬 <b>{reference}</b> · the applicant wrote:", reference=dossier.reference)
        answer = do(dossier, "message", say("💬 Answer"))
        deliver(handling, waiting, handling.person_id, heading, rows=((answer,),))


@when_typed("message")
def message_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show a message as the applicant will read it. A file that was sent keeps its place."""
    dossier = handling.session.get_one(Dossier, prompt.subject)
    return _preview(handling, dossier, {**prompt.content, "text": text})


def _use(handling: Handling, dossier: Dossier, number: str) -> Reply:
    reply = handling.session.get(CannedReply, int(number)) if number.isdecimal() else None
    if reply is None or reply.basin_code != (dossier.basin_code or EVERYWHERE):
        raise Refusal(say("This reply was deleted."))
    return _preview(handling, dossier, {"text": filled_in(handling, dossier, reply)})


def _preview(handling: Handling, dossier: Dossier, content: Content) -> Reply:
    text, file = str(content.get("text", "")), content.get("file")
    if len(text) > MESSAGE_MAX:
        raise Refusal(say("{limit} characters at most: yours has {n}.", limit=MESSAGE_MAX, n=len(text)))
    above = [say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference)]
    if isinstance(file, dict):
        above.append(say("📎 {name}", name=str(file.get("name") or file["kind"])))
    if text:
        above.append(verbatim(text))
    send = do(dossier, f"message.send{_mark(content)}", say("📨 Send"), primary=True)
    return ask(
        handling, "message", dossier, say("To change it, type it again."),
        back=back_to(dossier), content=content, above=tuple(above), rows=((send,),),
    )  # fmt: skip


def _mark(content: Content) -> str:
    """Return what tells one message from another: a button sends what was shown above it, or nothing."""
    return f"{crc32(repr(sorted(content.items())).encode()):x}"


def _send(handling: Handling, dossier: Dossier, mark: str) -> Reply:
    prompt = handling.session.get(Prompt, handling.person_id)
    if prompt is None or (prompt.purpose, prompt.subject) != ("message", dossier.id):
        raise Refusal(OVERTAKEN)
    if mark != _mark(prompt.content):
        raise Refusal(OVERTAKEN)
    file = prompt.content.get("file")
    sent = Sent(
        number=0,
        text=str(prompt.content.get("text", "")),
        file=SharedFile(file["kind"], file["id"]) if file else None,
        file_name=file["name"] if file else None,
    )
    if not to_applicant(handling, dossier, sent):
        raise Refusal(BLOCKED)
    no_longer_asked(handling)
    return handling.reply(dossier_page(handling, dossier, note=say("Sent to the applicant.")))


def with_file(prompt: Prompt, sent: Sent) -> Prompt:
    """Return what is asked with the file that answers it, kept until it is sent."""
    assert sent.file is not None
    file = {"kind": sent.file.kind, "id": sent.file.file_id, "name": sent.file_name}
    return Prompt(**{**prompt.model_dump(), "content": {**prompt.content, "file": file}})
