"""The holder of a request writes to its applicant: typed or ready-made words, seen before they are sent."""

from typing import Any

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Mark
from bot.services.core.dossier_card import BLOCKED
from bot.services.core.dossier_page import Compose, back_to, do, dossier_page
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, asked, no_longer_asked
from bot.services.core.rights import EVERYWHERE
from bot.services.core.screens import Reply, SharedFile, below
from bot.services.core.worklist import office
from bot.services.messages.canned_replies import filled_in
from bot.services.messages.relay import FILE_MAX_MB, Sent, deliver, to_applicant
from conversations.dossiers.statuses import Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say, verbatim
from conversations.understanding.words import excerpt
from models.dossiers.tables import Dossier
from models.messages.queries import messages_of, replies_of, waiting_messages
from models.messages.tables import CannedReply, Prompt, RelayedMessage

MESSAGE_MAX = 3_000
LATEST, EXCERPT = 5, 240
OVERTAKEN = say("This message was sent already, or changed since: the last one below counts.")

FILES_MAX = 10  # of one message: as many as an album holds
PARTS_MAX = FILES_MAX + 1  # with words

Content = dict[str, Any]
Piece = dict[str, Any]


def message(handling: Handling, dossier: Dossier, argument: Compose) -> Reply:
    """Show the latest messages and take the next one, or send the one that was shown."""
    if dossier.person_id is None:
        raise Refusal(say("The personal data of this request was erased."))
    if argument.sure is not None:
        return _send(handling, dossier, argument.sure)
    if argument.reply is not None:
        return _use(handling, dossier, argument.reply)
    above = _thread(handling, dossier)
    hand_over_waiting(handling, dossier)
    options = tuple(
        do(dossier, Compose(reply=reply.id), say("🧾 {title}", title=reply.title))
        for reply in replies_of(handling.session, dossier.basin_code or EVERYWHERE)
    )
    wanted = say(
        "Your message to the applicant. Photos, documents and voice messages go the same way, "
        "{limit} MB at most.",
        limit=FILE_MAX_MB,
    )
    composing = ask(
        handling, Trace.MESSAGE, dossier, wanted,
        back=back_to(dossier), above=above, options=options, rows=((office(say("🧾 Replies"), "canned"),),),
    )  # fmt: skip
    return below(composing) if argument.aside else composing


def _thread(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
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
    for waiting in waiting_messages(handling.session, dossier.id):
        heading = say("💬 <b>{reference}</b> · the applicant wrote:", reference=dossier.reference)
        answer = do(dossier, Compose(aside=True), say("💬 Answer"))
        deliver(handling, waiting, handling.person_id, heading, rows=((answer,),))


def message_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Show a message as the applicant will read it: what was typed and what was attached, in order."""
    parts = _parts(prompt.content)
    if not prompt.content.get("attached"):
        words = _with_words(parts, {"text": text, "number": prompt.typed_as})
        return _preview(handling, dossier, words, _answered(prompt))
    if len(parts) > 1 and _in_same_album(parts[-2], parts[-1]):  # what follows is shown with the first one
        stored = handling.session.get_one(Prompt, handling.person_id)
        stored.content = _content(parts, _answered(prompt))
        handling.session.flush()
        return handling.reply()
    return _preview(handling, dossier, parts, _answered(prompt))


def reply_typed(handling: Handling, dossier: Dossier, sent: Sent, answers: int | None) -> Reply:
    """Show what answers a message of the applicant, as they will read it. ``answers``: its number."""
    before = asked(handling, Trace.MESSAGE, dossier)
    parts = _parts(before.content) if before and _answered(before) == answers else []
    follows = bool(sent.album and parts and parts[-1].get("album") == sent.album)
    new = Prompt(
        person_id=handling.person_id, purpose=Trace.MESSAGE, subject=dossier.id, typed_as=sent.number,
        content=_content(parts if follows else [], answers), asked_at=handling.now,
    )  # fmt: skip
    reply = message_typed(handling, dossier, with_file(new, sent) if sent.file else new, sent.text)
    if sent.file is None:
        handling.session.get_one(Prompt, handling.person_id).typed_as = sent.number
        handling.session.flush()
    return reply


def _use(handling: Handling, dossier: Dossier, number: int) -> Reply:
    reply = handling.session.get(CannedReply, number)
    if reply is None or reply.basin_code != (dossier.basin_code or EVERYWHERE):
        raise Refusal(say("This reply was deleted."))
    return _preview(handling, dossier, [{"text": filled_in(handling, dossier, reply)}])


def _content(parts: list[Piece], answers: int | None) -> Content:
    """Return what is kept of a message until it is sent. ``answers``: the applicant's that it answers."""
    return {"parts": parts, **({"answers": answers} if answers else {})}


def _answered(prompt: Prompt) -> int | None:
    return prompt.content.get("answers")


def _parts(content: Content) -> list[Piece]:
    """Return the parts of a message, in order: words, or a file whose caption is ``text``."""
    if "parts" in content:
        return list(content["parts"])
    text, file = content.get("text", ""), content.get("file")  # as releases before kept it
    if file is None:
        return [{"text": text}] if text else []
    return [{**file, "text": text}]


def _with_words(parts: list[Piece], said: Piece) -> list[Piece]:
    """Return a message whose words are typed again, else added: to the only file, as its caption."""
    for place, part in enumerate(parts):
        if "kind" not in part:
            return [*parts[:place], said, *parts[place + 1 :]]
    if len(parts) == 1:
        return [{**parts[0], **said}]
    return [*parts, said]


def _in_same_album(part: Piece, other: Piece) -> bool:
    return part.get("album") is not None and part.get("album") == other.get("album")


def _shown(parts: list[Piece]) -> list[Piece]:
    """Return the parts that are shown before they are sent: of an album, its first file."""
    return [
        part for place, part in enumerate(parts) if not (place and _in_same_album(parts[place - 1], part))
    ]


def _preview(handling: Handling, dossier: Dossier, parts: list[Piece], answers: int | None = None) -> Reply:
    length = sum(len(part["text"]) for part in parts)
    if length > MESSAGE_MAX:
        raise Refusal(say("{limit} characters at most: yours has {n}.", limit=MESSAGE_MAX, n=length))
    if len(parts) > PARTS_MAX:
        raise Refusal(say("{limit} files at most in one message: send these first.", limit=FILES_MAX))
    above = [say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference)]
    for part in _shown(parts):
        if "kind" in part:
            name = say("📎 {name}", name=str(part.get("name") or part["kind"]))
            above.append(say("{file}, with all of its album", file=name) if part.get("album") else name)
        if part["text"]:
            above.append(verbatim(part["text"]))
    send = do(dossier, Compose(_mark(parts)), say("📨 Send"), primary=True)
    return ask(
        handling, Trace.MESSAGE, dossier, say("To change the words, type them again. A file is added."),
        back=back_to(dossier), content=_content(parts, answers), above=tuple(above), rows=((send,),),
    )  # fmt: skip


def _mark(parts: list[Piece]) -> Mark:
    """Return what tells one message from another: a button sends what was shown above it, or nothing."""
    return Mark.of([sorted(part.items()) for part in _shown(parts)])


def _send(handling: Handling, dossier: Dossier, mark: Mark) -> Reply:
    prompt = asked(handling, Trace.MESSAGE, dossier)
    parts = _parts(prompt.content) if prompt else []
    if prompt is None or not parts or mark != _mark(parts):
        raise Refusal(OVERTAKEN)
    if not to_applicant(handling, dossier, *(_sent(part) for part in parts), answers=_answered(prompt)):
        raise Refusal(BLOCKED)
    no_longer_asked(handling)
    return handling.reply(dossier_page(handling, dossier, note=say("Sent to the applicant.")))


def _sent(part: Piece) -> Sent:
    number = part.get("number") or 0  # none for ready-made words, nor for what a release before kept
    if "kind" not in part:
        return Sent(number, part["text"])
    file = SharedFile(part["kind"], part["id"])
    return Sent(number, part["text"], file, part.get("name"), album=part.get("album"))


def with_file(prompt: Prompt, sent: Sent) -> Prompt:
    """Return what is asked with a file after what was typed and attached before, kept until it is sent."""
    assert sent.file is not None
    file = {"kind": sent.file.kind, "id": sent.file.file_id, "name": sent.file_name, "text": sent.text,
            "album": sent.album, "number": sent.number}  # fmt: skip
    return _attached(prompt, [*_parts(prompt.content), file])


def with_caption(prompt: Prompt, sent: Sent) -> Prompt | None:
    """Return what is asked with other words under a file that was attached; None for any other message."""
    parts = _parts(prompt.content)
    if prompt.purpose != Trace.MESSAGE or sent.number not in [part.get("number") for part in parts]:
        return None
    said = [{**part, "text": sent.text} if part.get("number") == sent.number else part for part in parts]
    return _attached(prompt, said)


def _attached(prompt: Prompt, parts: list[Piece]) -> Prompt:
    content = {**_content(parts, _answered(prompt)), "attached": True}
    return Prompt(**{**prompt.model_dump(), "content": content})


ACTIONS = (OnDossier(Trace.MESSAGE, message, (Part.HOLDER,), typed=message_typed, fresh=False),)
