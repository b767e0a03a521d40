"""The Bot API methods about the topics of a forum.

Error texts: tdlib (td/telegram/ForumTopicManager.cpp) and answers of the live service.
"""

from bot.playground.telegram import rules
from bot.playground.telegram.calls import JsonObject, Parameters, bad_request
from bot.playground.telegram.chats import Chat
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
    return world.open_topic(chat, world.bot, name, color).json()


def close_forum_topic(world: World, parameters: Parameters) -> bool:
    """Close a topic to all but administrators."""
    chat = _forum(world, parameters)
    topic = chat.topics.get(parameters.whole("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    if not chat.bot_manages_topics and topic.creator is not world.bot:
        raise bad_request("not enough rights to close or open the topic")
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = True
    world.tell(Change(Event.TOPICS, chat))
    world.post(chat, world.bot, {"forum_topic_closed": {}}, text=topic.name, thread_id=topic.id)
    return True


def _forum(world: World, parameters: Parameters) -> Chat:
    chat = chat_to_write_to(world, parameters)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    return chat


def _name(parameters: Parameters) -> str:
    name = parameters.text("name").strip()
    if not name:
        raise bad_request("title must be non-empty")
    # The live service cuts a long name in silence: refuse, to see it.
    if len(name) > rules.TOPIC_NAME_LIMIT:
        raise bad_request("title is too long")
    return name
