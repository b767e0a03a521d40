"""The Bot API methods about the topics of a forum.

Error texts: tdlib (td/telegram/ForumTopicManager.cpp) and answers of the live service.
"""

from bot.playground.telegram import rules
from bot.playground.telegram.calls import JsonObject, Parameters, bad_request
from bot.playground.telegram.chats import Chat, Topic
from bot.playground.telegram.send_methods import chat_to_write_to
from bot.playground.telegram.world import Change, Event, World

ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def create_forum_topic(world: World, parameters: Parameters) -> JsonObject:
    """Open a topic in a forum."""
    chat = _forum(world, parameters)
    if not chat.bot_manages_topics:
        raise bad_request("not enough rights to create a topic")
    name = _name(parameters)
    color = parameters.whole("icon_color") or ICON_COLORS[0]
    if color not in ICON_COLORS:
        raise bad_request("invalid icon color specified")
    return world.open_topic(chat, world.bot, name, color, parameters.text("icon_custom_emoji_id")).json()


def edit_forum_topic(world: World, parameters: Parameters) -> bool:
    """Rename a topic, or give it another icon; what is not named stays."""
    chat, topic = _topic(world, parameters, "edit the topic")
    name = _name(parameters) if parameters.text("name") else topic.name
    icon = parameters.text("icon_custom_emoji_id") or topic.icon
    if (name, icon) == (topic.name, topic.icon):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon = name, icon
    _notice(world, chat, topic, {"forum_topic_edited": {"name": name}})
    return True


def close_forum_topic(world: World, parameters: Parameters) -> bool:
    """Close a topic to all but administrators."""
    return _set_closed(world, parameters, True)


def reopen_forum_topic(world: World, parameters: Parameters) -> bool:
    """Open a closed topic again."""
    return _set_closed(world, parameters, False)


def delete_forum_topic(world: World, parameters: Parameters) -> bool:
    """Remove a topic with all its messages."""
    chat, topic = _topic(world, parameters, "delete the topic")
    for message in chat.history:
        if message.thread_id == topic.id:
            world.delete(message)
    del chat.topics[topic.id]
    world.tell(Change(Event.TOPICS, chat))
    return True


def _forum(world: World, parameters: Parameters) -> Chat:
    chat = chat_to_write_to(world, parameters)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(world: World, parameters: Parameters, act: str) -> tuple[Chat, Topic]:
    chat = _forum(world, parameters)
    topic = chat.topics.get(parameters.whole("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    if not chat.bot_manages_topics and topic.creator is not world.bot:
        raise bad_request(f"not enough rights to {act}")
    return chat, topic


def _name(parameters: Parameters) -> str:
    name = parameters.text("name").strip()
    if not name:
        raise bad_request("title must be non-empty")
    # The live service cuts a long name in silence: refuse, to see it.
    if len(name) > rules.TOPIC_NAME_LIMIT:
        raise bad_request("title is too long")
    return name


def _set_closed(world: World, parameters: Parameters, closed: bool) -> bool:
    chat, topic = _topic(world, parameters, "close or open the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _notice(world, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def _notice(world: World, chat: Chat, topic: Topic, content: JsonObject) -> None:
    world.tell(Change(Event.TOPICS, chat))
    world.post(chat, world.bot, content, text=topic.name, thread_id=topic.id)
