"""Who is in despair, in mourning or angry is heard first, and offered a person."""

from dataclasses import replace
from datetime import datetime

from bot.services.core.screens import Reply, Screen, words
from bot.services.core.visitors import Visitor
from bot.services.intake.card import TALK_TO_SOMEBODY
from bot.services.intake.help import onward, tell_instead
from bot.services.intake.own_dossiers import perhaps_passed_on
from bot.services.intake.turn import Talk
from bot.services.messages.relay import Sent
from conversations.engine.ladder import HELPED
from conversations.engine.reactions import LISTENED
from conversations.intake import INTAKE
from conversations.intake.first_words import complains, is_grave
from conversations.messages import Message, say, say_n
from conversations.situation import World
from models.database.writer import Transaction
from models.intake.queries import save_aside


def listen(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, care: Message
) -> Reply:
    """Say who listens to somebody in despair, and offer a person; the question waits."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return tell_instead(transaction, world, visitor, sent, now, care)
    talk.walk.draft.said = LISTENED
    save_aside(transaction, talk.visit)
    offered = Screen((care, Message(LISTENED)), rows=((TALK_TO_SOMEBODY,), (onward(talk.visit),)))
    return perhaps_passed_on(talk.says(offered), talk, sent)


def felt(talk: Talk, text: str) -> Message | None:
    """Answer what somebody feels, in words that answer no question: grave news, a complaint; None else."""
    if is_grave(text):
        return say(
            "💙 I am sorry to read it. Take the time you need: nothing is urgent here, and all is kept."
        )
    if not complains(text):
        return None
    if talk.open is None:
        return say("😔 I am sorry that it goes like this. /status tells by when you hear from them.")
    talk.walk.draft.missed = max(talk.walk.draft.missed, HELPED)
    return say_n(
        "😔 I hear you. No paper is asked for here: {n} short question is left, and a person reads your "
        "answers. Somebody can also call you: touch 🙋.",
        "😔 I hear you. No paper is asked for here: {n} short questions are left, and a person reads your "
        "answers. Somebody can also call you: touch 🙋.",
        len(INTAKE.left(talk.walk)),
    )


def with_feeling(talk: Talk, text: str, reply: Reply) -> Reply:
    """Answer first what is felt in a message that is passed on."""
    told = felt(talk, text) if talk.open is None else None
    if told is None:
        return reply
    passed_on = (reply.page,) if reply.page else ()
    return replace(reply, page=None, screens=(words(told), *reply.screens, *passed_on))
