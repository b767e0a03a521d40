"""What the page is told: people, chats and messages, as JSON."""

from dataclasses import asdict

from bot.playground.cluster import Cluster
from bot.playground.demo import Cast, Part
from bot.playground.telegram.calls import JsonObject
from bot.playground.telegram.chats import Chat, ChatMessage, ReplyKeyboard, Rows
from bot.playground.telegram.files import StoredFile
from bot.playground.telegram.phone import Person

KINDS = (
    "photo", "document", "voice", "sticker", "contact", "location", "new_chat_members", "left_chat_member",
    "forum_topic_created", "forum_topic_closed",
)  # fmt: skip


def seats(cast: Cast) -> JsonObject:
    """Return who holds each phone to begin with."""
    return {
        Part.APPLICANT: cast.applicants[-1].id,
        Part.OPERATOR: cast.operator.id,
        Part.COORDINATOR: cast.coordinator.id,
        Part.CONTRIBUTOR: cast.contributor.id,
    }


def everyone(cast: Cast) -> JsonObject:
    """Return everybody who may hold a phone, with what each sees, and every chat as it is."""
    people = cast.people()
    chats = {chat.id: chat for person, _ in people for chat in cast.chats(person)}
    return {
        "people": [_person(cast, person, part) for person, part in people],
        "chats": [_chat(cast, chat) for chat in chats.values()],
    }


def _person(cast: Cast, person: Person, part: Part) -> JsonObject:
    chats = cast.chats(person)
    menus = {chat.id: cast.telegram.menu(person, chat) for chat in chats}
    return {
        "id": person.id,
        "name": person.user.name,
        "firstName": person.user.first_name,
        "part": part,
        "chats": [chat.id for chat in chats],
        "menus": menus,
    }


def _chat(cast: Cast, chat: Chat) -> JsonObject:
    profile = cast.telegram.profile
    language = chat.person.language if chat.person else ""
    return {
        "id": chat.id,
        "private": chat.person is not None,
        "title": profile.text("name", language) if chat.person else chat.title,
        "description": profile.text("description", language) if chat.person else "",
        "bot": chat.bot.value,
        "forum": chat.forum,
        "topics": topics(chat),
        "keyboard": keyboard(chat.keyboard),
        "messages": [message(sent) for sent in chat.history],
    }


def topics(chat: Chat) -> list[JsonObject]:
    """Return the topics of a forum, oldest first, without General."""
    return [{"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in chat.topics.values()]


def message(sent: ChatMessage) -> JsonObject:
    """Return a message as a bubble shows it."""
    return {
        "id": sent.id,
        "sender": {"id": sent.sender.id, "name": sent.sender.name, "bot": sent.sender.is_bot},
        "thread": sent.thread_id,
        "date": sent.date.isoformat(),
        "kind": next((kind for kind in KINDS if kind in sent.content), "text"),
        "text": sent.text,
        "html": sent.html,
        "buttons": _buttons(sent.rows),
        "file": _file(sent.file) if sent.file else None,
        "edited": sent.edited is not None,
        "answers": _answered(sent.chat, sent.reply_to),
    }


def _file(file: StoredFile) -> JsonObject:
    width, height = file.sides
    return {"id": file.id, "name": file.name, "size": len(file.content), "width": width, "height": height}


def _answered(chat: Chat, number: int | None) -> str:
    """Return the beginning of the message that another one answers; nothing when it answers none."""
    origin = chat.messages.get(number or 0)
    if origin is None:
        return ""
    return origin.text[:80] or (origin.file.name if origin.file else "")


def keyboard(shown: ReplyKeyboard | None) -> JsonObject | None:
    """Return a reply keyboard."""
    if shown is None:
        return None
    return {"buttons": _buttons(shown.rows)}


def _buttons(rows: Rows) -> list[list[JsonObject]]:
    return [[asdict(button) for button in row] for row in rows]


def processes(cluster: Cluster) -> list[JsonObject]:
    """Return the processes of a cluster: which are at work, and how many calls each answered."""
    passed = cluster.balancer.passed
    return [
        {"number": member.number, "atWork": member.is_at_work, "answered": passed[member.port]}
        for member in cluster.members
    ]
