"""The applicant is asked for something: in the operator's own words, or for answers to give again."""

from dataclasses import dataclass
from typing import Annotated, Any

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.confirmation import once_read
from bot.services.core.dossier_card import BLOCKED, nobody, walk_of
from bot.services.core.dossier_page import back_to, do, dossier_page
from bot.services.core.entries import short
from bot.services.core.handling import Handling, Refusal
from bot.services.core.news import department_of
from bot.services.core.prompts import Write, ask, asked, no_longer_asked
from bot.services.core.screens import Button, Reply, Rows, Verb, box, stacked
from bot.services.intake.amendments import AMENDABLE, close_form, correction_of, open_questions
from bot.services.intake.own_lists import Kept
from bot.services.intake.review import line
from bot.services.messages.menus import waiting_since
from bot.services.messages.relay import Sent, deliver, how_to_answer, kept
from conversations.dossiers.deadlines import add_working_days
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import LIVE, SUPPORTED, Status
from conversations.engine.corrections import Correction, called_wrong
from conversations.engine.questionnaire import Walk
from conversations.engine.step import Step
from conversations.intake import ADVICE, INTAKE, WELCOME
from conversations.intake.consents import Consented, consented, taken_back
from conversations.intake.faq import is_asked
from conversations.messages import Listing, Message, say, say_n
from conversations.network.basins import Delays
from conversations.understanding.quantities.reading import Unit, read_figure, read_one
from conversations.understanding.wishes import begins_another, gives_up
from models.dossiers.tables import Dossier
from models.intake.queries import find_menus, find_visit
from models.messages.queries import messages_of, open_request
from models.messages.tables import InformationRequest, Prompt, RelayedMessage, RequestEnd

WORDS_MAX = 1_500
RESTATED = 200  # characters of words that may correct an answer: more tell a story
READ_AGAIN = 20  # messages at most in which corrections wait together
DELAYS = (5, 10, 15)  # working days
LONGEST_DELAY = 60
WITHIN = frozenset("sous dans d ici sur avant delai de a repondre reponse within in by answer".split())
"""Words around a delay, folded, which change nothing in it."""

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask(Argument):
    """A change of what is asked: a question ticked or not, a number of working days; or it is sent.

    ``clear``: the words that were typed are not asked.
    """

    action = Event.ASK
    question: Annotated[str | None, "q-"] = None
    days: Annotated[int | None, "d-"] = None
    send: Annotated[bool, "send"] = False
    clear: Annotated[bool, "clear"] = False


def ask_applicant(handling: Handling, dossier: Dossier, argument: Ask) -> Reply:
    """Compose what is asked: each tap changes it, typed words go with it, "send" sends it."""
    if dossier.person_id is None:
        raise Refusal(nobody(dossier))
    content = _content(handling, dossier)
    if argument.send:
        return _send(handling, dossier, content)
    if argument.question in _askable(handling, dossier):
        ticked = {argument.question} ^ set(content["questions"])
        content["questions"] = [name for name in INTAKE.by_name if name in ticked]
    if argument.clear:
        content |= {"lines": [], "text": None, "number": None}
    if argument.days in _delays(handling, dossier, content["days"]):
        content["days"] = argument.days
    return _compose(handling, dossier, content)


def _content(handling: Handling, dossier: Dossier) -> Content:
    """Return what was composed so far."""
    if prompt := asked(handling, Event.ASK, dossier):
        return dict(prompt.content)
    return {"questions": [], "days": _usual(handling, dossier), "text": None}


def _usual(handling: Handling, dossier: Dossier) -> int:
    basin = handling.basin(dossier)
    return (basin.delays if basin else Delays()).answer


def _delays(handling: Handling, dossier: Dossier, chosen: int) -> list[int]:
    return sorted({*DELAYS, _usual(handling, dossier), chosen})


def _askable(handling: Handling, dossier: Dossier) -> dict[str, Step]:
    """Return the questions that apply to a request, in their order."""
    situation = walk_of(handling.world, dossier).situation
    return {
        step.name: step
        for step in INTAKE.steps
        if step.section not in (WELCOME, ADVICE) and step.asked_if(situation)
    }


def _compose(handling: Handling, dossier: Dossier, content: Content) -> Reply:
    steps, ticked = _askable(handling, dossier), content["questions"]
    above = [say("❓ <b>{reference}</b>: what do you need from the applicant?", reference=dossier.reference)]
    above += asked_for(content["text"], ticked)
    above.append(_by(handling, dossier, content["days"]))
    options = tuple(
        do(dossier, Ask(name), box(Message(step.label), name in ticked)) for name, step in steps.items()
    )
    delays = tuple(
        do(
            dossier,
            Ask(days=days),
            box(say_n("Within {n} day", "Within {n} days", days), days == content["days"]),
        )
        for days in _delays(handling, dossier, content["days"])
    )
    rows: list[tuple[Button, ...]] = [delays]
    if ticked or content["text"]:
        rows.append((do(dossier, Ask(send=True), say("📨 Send"), primary=True),))
    wanted = say("Tick the answers to complete, type your own words, or both.")
    if content["text"]:
        rows.append((do(dossier, Ask(clear=True), say("🗑 Words")),))
        wanted = say("What you type now is added to your words.")
    return ask(
        handling, Event.ASK, dossier, wanted,
        back=back_to(dossier), content=content, above=tuple(above), options=options, rows=tuple(rows),
    )  # fmt: skip


def _by(handling: Handling, dossier: Dossier, days: int) -> Message:
    day = add_working_days(handling.today, days, department_of(dossier))
    return say("⏳ To be answered by {day}.", day=day)


def asked_for(text: str | None, questions: list[str]) -> list[Message]:
    """Return what is asked: the words, then the questions by name."""
    found = [say("“{words}”", words=text)] if text else []
    labels = [Message(INTAKE.by_name[name].label) for name in questions if name in INTAKE.by_name]
    if labels:
        found.append(stacked([say("• {label}", label=label) for label in labels]))
    return found


def asked_in_words(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Add a line of the operator's own words, or have them say it otherwise; a delay alone is the delay."""
    content = dict(prompt.content)
    days = read_one(text, Unit.DAY, WITHIN)
    if days is not None and days == int(days) and 1 <= days <= LONGEST_DELAY and not read_figure(text):
        return _compose(handling, dossier, {**content, "days": int(days)})
    lines: list[list[Any]] = content.get("lines") or ([[None, content["text"]]] if content["text"] else [])
    said = [prompt.typed_as, text]
    if prompt.typed_as is not None and prompt.typed_as in [number for number, _ in lines]:
        lines = [said if number == prompt.typed_as else [number, line] for number, line in lines]
    else:
        lines = [*lines, said]
    whole = "\n".join(line for _, line in lines)
    short(whole, WORDS_MAX)
    number = prompt.typed_as if len(lines) == 1 else None  # its edit changes the whole of it, once it is sent
    return _compose(handling, dossier, {**content, "lines": lines, "text": whole, "number": number})


def _send(handling: Handling, dossier: Dossier, content: Content) -> Reply:
    text, questions = content["text"], list(content["questions"])
    if not (text or questions):
        raise Refusal(say("Tick a question or type your own words first."))
    assert dossier.person_id is not None
    visit = find_visit(handling.transaction, dossier.person_id)
    if visit is None or visit.unreachable:
        raise Refusal(BLOCKED)
    due_on = add_working_days(handling.today, content["days"], department_of(dossier))
    request = InformationRequest(
        dossier_id=dossier.id,
        asked_by=handling.person_id,
        asked_at=handling.now,
        text=text,
        questions=questions,
        due_on=due_on,
    )
    handling.session.add(request)
    handling.move(dossier, Event.ASK, words=())
    message = kept(handling, dossier, Sent(content.get("number") or 0, text or ""), from_applicant=False)
    heading = say(
        "❓ <b>{reference}</b>: to go on, {operator} needs an answer from you by {day}.",
        reference=dossier.reference,
        operator=dossier.operator_name or "",
        day=due_on,
    )
    deliver(
        handling, message, dossier.person_id, heading,
        footing=_footing(text, questions, how_to_answer(handling, dossier.person_id)),
        rows=way_to_answer(dossier, questions),
    )  # fmt: skip
    dossier.told_at = handling.now
    no_longer_asked(handling)
    told = say("Asked. It comes back to you with the answer, or after {day}.", day=due_on)
    return handling.reply(dossier_page(handling, dossier, note=told))


def _footing(text: str | None, questions: list[str], in_words: Message) -> Message:
    """Tell what the button is for, and how to answer what was asked in words."""
    if not questions:
        return in_words
    labels = Listing(tuple(Message(INTAKE.by_name[name].label) for name in questions))
    if not text:
        return say("Only this is asked: {labels}. Everything else is kept.", labels=labels)
    return stacked([say("✍️ The button is for: {labels}.", labels=labels), in_words])


def way_to_answer(dossier: Dossier, questions: list[str]) -> Rows:
    """Return the button of the form where the questions are answered; none for words alone."""
    return ((do(dossier, "answer", say("✍️ Answer now"), primary=True),),) if questions else ()


def perhaps_meant(
    handling: Handling, dossier: Dossier, message: RelayedMessage
) -> tuple[Message, Rows] | None:
    """Return what words that were passed on may also want done, and its buttons; None for other words."""
    text, status = message.text or "", Status(dossier.status)
    committee = do(dossier, "circulation", say("🔏 Committee reading"), primary=True)
    agreed = taken_back(text) if status in (*LIVE, *SUPPORTED) else None
    if agreed is not None and dossier.committee_agreed_at is not None:
        reading = say("🔏 Is it for the committee to read it no more? One touch shows what that changes.")
        return reading, _or_not(dossier, committee)
    if agreed is Consented.COMMITTEE:
        return say("🔏 The committee does not read your request: you have not agreed to it."), ()
    if agreed is None and status in LIVE and consented(text) is Consented.COMMITTEE:
        reading = say("🔏 May the committee read it? One touch shows what that means.")
        return reading, _or_not(dossier, committee)
    if gives_up(text) and status in LIVE:
        withdraw = do(dossier, Event.WITHDRAW, say("🚫 Withdraw"), primary=True)
        return say("🚫 Do you withdraw your request? It can be reopened later."), _or_not(dossier, withdraw)
    if begins_another(text):
        another = Button(say("🆕 Prepare another request"), Verb.NEW, primary=True)
        return say("🆕 Is it about another project? It has its own request."), ((another,),)
    return _way_to_correct(handling, dossier, message)


def _way_to_correct(
    handling: Handling, dossier: Dossier, message: RelayedMessage
) -> tuple[Message, Rows] | None:
    """Return what asks whether answers that words say otherwise, or say are wrong, are to be corrected.

    Those that were offered just before go on waiting.
    """
    asked = say("✏️ Is it a correction of your request? One touch prepares it.")
    first = waiting_since(find_menus(handling.transaction, handling.person_id)) or message.id
    walk = Walk(correction_of(dossier), handling.world)
    found = said_otherwise(handling, dossier, first)
    if not found:
        wrong = called_wrong(_may_change(dossier), message.text or "")
        correct = do(dossier, "correct", say("✏️ Correct or complete"), primary=True)
        return (asked, ((correct,),)) if wrong else None
    lines = [line(walk, *each) for each in found]
    label = say("✏️ {line}", line=lines[0]) if len(found) == 1 else say("✏️ Correct or complete")
    if len({step.name for step, _ in found}) > 1:
        asked = stacked([asked, *(say("• {line}", line=each) for each in lines)])
    return asked, _or_not(dossier, do(dossier, Kept("restate", first), label, primary=True))


def said_otherwise(handling: Handling, dossier: Dossier, first: int) -> list[Correction]:
    """Return the answers that the applicant's messages, from a number on, say otherwise: the last said."""
    walk = Walk(correction_of(dossier), handling.world)
    return INTAKE.said_otherwise(walk, _may_change(dossier), _written_since(handling, dossier, first))


def _written_since(handling: Handling, dossier: Dossier, first: int) -> list[str]:
    mine = (each for each in messages_of(handling.session, dossier.id, READ_AGAIN) if each.id >= first)
    texts = (each.text or "" for each in mine if each.from_person == handling.person_id)
    return [text for text in texts if 0 < len(text) <= RESTATED and not is_asked(text)]


def _may_change(dossier: Dossier) -> list[Step]:
    status = Status(dossier.status)
    asked = open_questions(status) if status in (*AMENDABLE, *SUPPORTED) else frozenset()
    return [step for name, step in INTAKE.by_name.items() if name in asked]


def _or_not(dossier: Dossier, button: Button) -> Rows:
    return (button,), (do(dossier, Write(stop=True), say("⬅️ Change nothing")),)


def _stop_waiting(handling: Handling, dossier: Dossier) -> None:
    """Close what was asked, and politely the form of the applicant."""
    request = open_request(handling.session, dossier)
    if request is not None:
        request.end(RequestEnd.RESUMED, handling.now)
    close_form(handling, dossier)


ACTIONS = (
    OnDossier(Event.ASK, ask_applicant, typed=asked_in_words),
    OnDossier(Event.RESUME, once_read(before=_stop_waiting)),
)
