"""The questions that wait for a firm's word: found again, long after they were sent."""

from bot.services.core.actions import BetweenFirms
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import Listed, turns
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.questions.question_text import kind_of
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.participants import Participant
from conversations.messages import Message, say, say_n
from conversations.understanding.words import excerpt
from models.exchanges.received import questions_waiting_for
from models.exchanges.tables import NetworkQuestion

SHOWN_AT_ONCE = 8
LABELLED = 34  # characters of a question on its button


def entry(handling: Handling, who: Participant) -> Button | None:
    """Return the button of the front page; None where nothing waits."""
    n = len(_waiting(handling, who))
    label = say_n("📬 {n} question I was asked", "📬 {n} questions I was asked", n)
    return between(label, "question_received") if n else None


def received(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List the questions that somebody was sent and may answer, what closes first at the head."""
    found = _waiting(handling, handling.taking_part())
    shown = list(enumerate(found, 1))[argument.start : argument.start + SHOWN_AT_ONCE]
    lines = [_line(n, question) for n, question in shown]
    rows: list[tuple[Button, ...]] = [
        (between(say("🙋 {n}. {question}", n=n, question=_beginning(each)), "question_heard", each.id),)
        for n, each in shown
    ]
    rows += turns(
        argument.start,
        SHOWN_AT_ONCE,
        len(found),
        lambda label, to: between(label, Listed("question_received", to)),
    )
    heading = say("📬 <b>Questions I was asked</b>")
    told = stacked(lines) if lines else say("No question waits for your word.")
    return handling.reply(Screen((heading, told), rows=(*rows, (HOME,))))


def _waiting(handling: Handling, who: Participant) -> list[NetworkQuestion]:
    found = questions_waiting_for(handling.session, who.person_id, handling.today)
    return [each for each in found if each.kind not in who.choices.refused_kinds]


def _line(n: int, question: NetworkQuestion) -> Message:
    kind = KINDS[kind_of(question)].label
    return say("{n}. {kind} · answers until {day}", n=n, kind=kind, day=question.until)


def _beginning(question: NetworkQuestion) -> str:
    return excerpt(question.text or "", LABELLED)


ACTIONS = (BetweenFirms("question_received", received),)
