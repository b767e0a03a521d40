"""Nobody answered: a question goes to the neighbouring basins if its author agrees, else ends plainly."""

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmed
from bot.services.core.handling import OUT_OF_DATE, Handling
from bot.services.core.rights import workers
from bot.services.core.screens import Reply, Rows, Screen, stacked
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.endings import about, page_of
from bot.services.exchanges.questions.my_questions import own_question, question_page
from bot.services.exchanges.questions.question_text import kind_of
from bot.services.exchanges.questions.relay import OVERTAKEN, audience_of, choose
from conversations.exchanges.audience import MOST_ASKED
from conversations.exchanges.draft import last_day_widened
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.questions import QuestionEvent, QuestionStatus, Side, question_after
from conversations.messages import Listing, Message, say
from conversations.network.basins import Basin
from models.exchanges.queries import change_question, recipients_of
from models.exchanges.tables import NetworkQuestion


def neighbours(handling: Handling, question: NetworkQuestion) -> list[Basin]:
    """Return the neighbouring basins of a question's own."""
    network = handling.network
    basin = network.basin(question.basin_code)
    codes = basin.exchanges.neighbours if basin else ()
    return [found for code in codes if (found := network.basin(code)) is not None]


def proposal(handling: Handling, question: NetworkQuestion) -> Screen:
    """Return what its author is asked when nobody answered."""
    around = Listing(tuple(basin.name for basin in neighbours(handling, question)))
    told = (
        say("🕊 Nobody has answered yet."),
        about(question),
        say(
            "Shall I ask the neighbouring territories too ({basins}), still without your name?", basins=around
        ),
    )
    rows: Rows = (
        (
            between(
                say("🌍 Yes, ask them too"), Confirmed("question_widen", yes=True), question.id, primary=True
            ),
        ),
        (between(say("No, thank you"), "question_no_wider", question.id), page_of(question)),
    )
    return Screen(told, rows=rows)


def widen(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Ask the neighbouring basins, whose operators are told of it, without a name."""
    question = own_question(handling, subject)
    after = question_after(QuestionEvent.WIDEN, QuestionStatus(question.status), Side.ASKER)
    around = neighbours(handling, question)
    if after is None or not around:
        return question_page(handling, subject, OUT_OF_DATE)
    if not argument.yes:
        return handling.reply(proposal(handling, question))
    left = MOST_ASKED - len(recipients_of(handling.session, question.id))
    found = audience_of(handling, question, [basin.code for basin in around], most=left)
    if not found.chosen:
        told = say("🕊 Nobody can be asked in the neighbouring territories for now.")
        return handling.reply(Screen((told, *doors(handling, question)), rows=((page_of(question),),)))
    until = last_day_widened(question.until, handling.today)
    values = {"status": after.value, "widened_at": handling.now, "until": until}
    if not change_question(handling.session, question, values):
        return question_page(handling, subject, OVERTAKEN)
    choose(handling, question, found, widened=True)
    _tell_neighbours(handling, question, around)
    return question_page(handling, subject, say("🌍 The neighbouring territories are asked too."))


def no_wider(handling: Handling, subject: int) -> Reply:
    """Leave a question in its own basin."""
    own_question(handling, subject)
    return question_page(handling, subject, say("Fine: it stays in your territory."))


def _tell_neighbours(handling: Handling, question: NetworkQuestion, around: list[Basin]) -> None:
    name = handling.network.name_of(question.basin_code)
    told = (
        say("🌍 <b>A question of {basin} is asked in your territory too</b>", basin=name),
        say("{kind}", kind=KINDS[kind_of(question)].label),
        say("“{text}”", text=question.text or ""),
        say("Nobody had answered there. It goes without the name of who asks: nothing to do, unless you know "
            "somebody to tell them of it."),
    )  # fmt: skip
    told_already: set[int] = set()
    for basin in around:
        for person_id in workers(handling.session, basin.code):
            if person_id not in told_already and person_id != question.asker_id:
                told_already.add(person_id)
                handling.tell(person_id, Screen(told))


def nobody(handling: Handling, question: NetworkQuestion) -> Message:
    """Return that nobody answered, said plainly."""
    return say("🕊 <b>Nobody answered your question</b>, “{text}”. It happens, and says nothing of you.",
               text=question.text or "")  # fmt: skip


def doors(handling: Handling, question: NetworkQuestion) -> tuple[Message, ...]:
    """Return where else somebody may ask: the operator, and the doors that their basin names."""
    network = handling.network
    basin = network.basin(question.basin_code)
    operator = basin.operator if basin else network.coordination
    told: list[Message] = []
    if question.dossier_id is not None:
        told.append(
            say("Another door: {operator} knows the territory, write to them by /status.", operator=operator)
        )
    elif question.company_id is not None:  # who has no request has nothing to write from
        told.append(say("Another door: {operator} knows the territory: call them.", operator=operator))
    named = (basin.redirections if basin else ()) or network.redirections
    if named:
        told.append(stacked([say("Other doors:"), *(say("• {door}", door=door) for door in named)]))
    return tuple(told)


ACTIONS = (
    BetweenFirms("question_widen", widen),
    BetweenFirms("question_no_wider", no_wider),
)
