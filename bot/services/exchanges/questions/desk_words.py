"""An operator writes to the author of a question: for other words, or why it is not passed on."""

from dataclasses import dataclass

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import is_sure
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Rows, Screen
from bot.services.exchanges.buttons import between, sure
from bot.services.exchanges.desk import desk_question, handled
from bot.services.exchanges.questions.neighbours import doors
from bot.services.exchanges.questions.relay import OVERTAKEN
from conversations.exchanges.concealment import NAMED, Own, conceal
from conversations.exchanges.draft import LONGEST
from conversations.exchanges.questions import QuestionEvent, QuestionStatus, Side, question_after
from conversations.messages import Listing, Message, say
from conversations.understanding.words import excerpt
from models.exchanges.queries import change_question
from models.exchanges.tables import NetworkQuestion
from models.messages.tables import Prompt


@dataclass(frozen=True, slots=True)
class SendBack(Confirmable):
    """Ask for other words, in the words that are shown."""

    action = "desk_reword"


@dataclass(frozen=True, slots=True)
class Decline(Confirmable):
    """Do not pass a question on, for the reason that is shown."""

    action = "desk_decline"


def send_back(handling: Handling, subject: int, argument: SendBack) -> Reply:
    """Ask what is to be said otherwise; once the words are confirmed, the author reads them."""
    wanted = say("What should be said otherwise? The author reads your words as they are.")
    return _with_words(handling, subject, argument, QuestionEvent.ASK_TO_REWORD, wanted)


def send_back_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show the words before they go."""
    return _confirm_words(handling, prompt.subject, SendBack(), QuestionEvent.ASK_TO_REWORD, _taken(text))


def decline(handling: Handling, subject: int, argument: Decline) -> Reply:
    """Ask why it is not passed on; once the reason is confirmed, the author reads it."""
    wanted = say("Why is it not passed on? The author reads your words as they are.")
    return _with_words(handling, subject, argument, QuestionEvent.DECLINE, wanted)


def decline_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show the reason before it goes."""
    return _confirm_words(handling, prompt.subject, Decline(), QuestionEvent.DECLINE, _taken(text))


def _taken(text: str) -> str:
    if len(text) > LONGEST:
        raise Refusal(say("{most} characters at most: shorten it, and send it again.", most=LONGEST))
    return text.strip()


def _with_words(
    handling: Handling, subject: int, argument: SendBack | Decline, event: QuestionEvent, wanted: Message
) -> Reply:
    question = handled(handling, subject)
    if question_after(event, QuestionStatus(question.status), Side.OPERATOR) is None:
        return desk_question(handling, subject, OVERTAKEN)
    prompt = handling.session.get(Prompt, handling.person_id)
    waits = prompt is not None and (prompt.purpose, prompt.subject) == (argument.action, subject)
    if argument.sure is not None and waits and prompt is not None and "words" in prompt.content:
        return _confirm_words(handling, subject, argument, event, str(prompt.content["words"]))
    back = between(say("↩️ The question"), "desk_question", question.id)
    above = (say("“{text}”", text=question.text or ""),)
    return ask(handling, argument.action, question.id, wanted, above=above, stop=back)


def _confirm_words(
    handling: Handling, subject: int, argument: SendBack | Decline, event: QuestionEvent, typed: str
) -> Reply:
    question = handled(handling, subject)
    after = question_after(event, QuestionStatus(question.status), Side.OPERATOR)
    if after is None:
        return desk_question(handling, subject, OVERTAKEN)
    told, rows = _to_author(handling, question, event, typed)
    shown = (say("👁 The author will read:"), *told, *named_in(typed))
    if not is_sure(argument, shown):
        yes = sure(say("✅ I confirm"), argument, shown, question.id)
        back = between(say("↩️ The question"), "desk_question", question.id)
        wanted = say("To change your words, type them again.")
        return ask(handling, argument.action, question.id, wanted, content={"words": typed}, above=shown,
                   rows=((yes,),), stop=back)  # fmt: skip
    no_longer_asked(handling)
    ended = {"ended_at": handling.now} if after is QuestionStatus.DECLINED else {}
    values = {"status": after.value, "words": typed, **ended}
    if not change_question(handling.session, question, values):
        raise Refusal(OVERTAKEN)
    handling.tell(question.asker_id, Screen(told, rows=rows))
    return desk_question(handling, subject, say("Sent to its author."))


def named_in(typed: str) -> tuple[Message, ...]:
    """Return a word on what may tell of somebody in what is about to be read by another firm."""
    found = conceal(typed, Own()).found
    if not found:
        return ()
    names = Listing(tuple(NAMED[kind] for kind in found))
    return (say("🔎 There is in it: {found}. Has whoever it tells of agreed?", found=names),)


def _to_author(
    handling: Handling, question: NetworkQuestion, event: QuestionEvent, typed: str
) -> tuple[tuple[Message, ...], Rows]:
    about = say("❓ “{text}”", text=excerpt(question.text or ""))
    basin = handling.network.basin(question.basin_code)
    operator = basin.operator if basin else handling.network.coordination
    told: tuple[Message, ...]
    if event is QuestionEvent.ASK_TO_REWORD:
        told = (
            say("✍️ {operator} asks for other words before your question goes:", operator=operator),
            about,
            say("“{words}”", words=typed),
        )
        return told, ((between(say("✍️ Other words"), "question_reword", question.id, primary=True),),)
    told = (
        say("🕊 {operator} did not pass your question on, and tells you why:", operator=operator),
        about,
        say("“{words}”", words=typed),
        *doors(handling, question),
    )
    return told, ()


ACTIONS = (
    BetweenFirms(SendBack.action, send_back, typed=send_back_typed),
    BetweenFirms(Decline.action, decline, typed=decline_typed),
)
