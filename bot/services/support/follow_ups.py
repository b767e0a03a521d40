"""What came of it, asked of the applicant at 3, 6, 12 and 18 months: jobs observed, satisfaction, a word.

What was planned at the decision is never shown in the question, nor mixed with what is observed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.dossier_page import do
from bot.services.core.entries import OWN_WORDS
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.news import department_of
from bot.services.core.prompts import expect, no_longer_asked
from bot.services.core.screens import Button, Reply, Rows, Screen
from bot.services.support.results import FACES, begun, results
from conversations.committee.opinions import JOBS_CREATED, JOBS_KEPT
from conversations.dossiers.deadlines import in_working_hours
from conversations.dossiers.statuses import SUPPORTED, Part, Status
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say, verbatim
from conversations.situation import World
from conversations.understanding.quantities.reading import Unit, read_one, read_quantities
from conversations.understanding.quantities.wording import plain
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier
from models.messages.reminders import first_told
from models.messages.tables import Prompt
from models.support.queries import follow_ups_due, follow_ups_of, mission_of
from models.support.tables import FollowUp

AGAIN_AFTER = timedelta(days=7)
HOLDER_AFTER = timedelta(days=14)
AT_ONCE = 50
MOST_JOBS = 10_000
LONGEST_COMMENT = 1_000
QUICK = (0, 1, 2, 3, 4, 5, 8, 10)
TOUCH_ASKED = (6, 12)
"""After how many months one is asked whether those who came to help are still in touch."""


class Field(StrEnum):
    """A question of a follow-up, or what is done instead of answering it; stored, never renamed."""

    CREATED = "created"
    KEPT = "kept"
    SATISFACTION = "satisfaction"
    IN_TOUCH = "in_touch"
    CAME_OF_IT = "came_of_it"
    COMMENT = "comment"
    BACK = "back"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Answer(Argument):
    """An answer to a follow-up, that of so many months after the decision."""

    action = "follow_up"
    months: int
    field: Field | None = None
    value: int | None = None


QUESTIONS: Mapping[Field, Message] = {
    Field.CREATED: say("👥 How many jobs have you <b>created</b> since the decision?"),
    Field.KEPT: say("🛡 How many jobs were <b>kept</b> thanks to the project?"),
    Field.SATISFACTION: say("🙂 How satisfied are you with the help you were given?"),
    Field.IN_TOUCH: say("🤝 Have you stayed in touch with those who came to help you?"),
    Field.CAME_OF_IT: say("🌱 What came of it? A word is enough: type it, or touch “Done”."),
    Field.COMMENT: say("💬 Anything to add? Type it, or touch “Done”."),
}


OF_THE_OTHER = {Field.CREATED: JOBS_KEPT, Field.KEPT: JOBS_CREATED}
"""In the answer to a question of jobs, the words of the other one are a doubt."""

TYPED_FREELY = (Field.CAME_OF_IT, Field.COMMENT)


THANKS = say("🙏 Thank you! It helps those who come after you.")


def told_for(handling: Handling, dossier: Dossier) -> bool:
    """Tell whether a dossier's people may be written to now: it is followed, in their working hours."""
    hours = in_working_hours(handling.now, department_of(dossier))
    return Status(dossier.status) in SUPPORTED and dossier.person_id is not None and hours


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the follow-ups to ask, to ask again, or to tell the holder of."""
    again_after, given_up_after = now - AGAIN_AFTER, now - HOLDER_AFTER - AGAIN_AFTER
    return follow_ups_due(connection, now.date(), again_after, given_up_after, AT_ONCE)


def look_at(transaction: Transaction, world: World, now: datetime, *, follow_up_id: int) -> Reply | None:
    """Ask, ask once more after 7 days, then tell the holder; each is done once."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        follow_up = session.get_one(FollowUp, follow_up_id, with_for_update=True)
        dossier = session.get_one(Dossier, follow_up.dossier_id)
        if follow_up.answered_at is not None or not told_for(handling, dossier):
            return None
        if follow_up.asked_at is None:
            _ask_applicant(handling, dossier, follow_up, again=False)
            follow_up.asked_at = now
        elif follow_up.asked_at <= now - HOLDER_AFTER:
            if first_told(session, f"follow_up:{follow_up.id}:holder", now):
                word = say(
                    "📊 {reference}: no answer to the follow-up at {n} months. A call may help.",
                    reference=dossier.reference,
                    n=follow_up.months,
                )
                if follow_up.jobs_created is not None:
                    word = say("📊 {reference}. {answered}. A call may help.", reference=dossier.reference,
                               answered=begun(follow_up))  # fmt: skip
                _tell_operators(handling, dossier, word)
        elif follow_up.asked_at <= now - AGAIN_AFTER and first_told(
            session, f"follow_up:{follow_up.id}:again", now
        ):
            _ask_applicant(handling, dossier, follow_up, again=True)
        session.flush()
        return handling.reply()


def _ask_applicant(handling: Handling, dossier: Dossier, follow_up: FollowUp, *, again: bool) -> None:
    hello = say("📊 {n} months after the decision: how is it going? Three taps.", n=follow_up.months)
    if again:
        hello = say("🔔 A minute for the follow-up of your project, {n} months on?", n=follow_up.months)
    field = _pending(handling, follow_up)
    rows = _rows(dossier, follow_up, field)
    handling.tell_applicant(dossier, hello, QUESTIONS[field], rows=rows)
    if dossier.person_id is not None and handling.session.get(Prompt, dossier.person_id) is None:
        handling.session.add(_prompt(handling, dossier, follow_up, dossier.person_id))


def _prompt(handling: Handling, dossier: Dossier, follow_up: FollowUp, person_id: int) -> Prompt:
    content = {"months": follow_up.months}
    return Prompt(person_id=person_id, purpose=Answer.action, subject=dossier.id, version=dossier.version,
                  content=content, asked_at=handling.now)  # fmt: skip


def _tell_operators(handling: Handling, dossier: Dossier, *told: Message) -> None:
    """Tell who works the request."""
    handling.tell_reader(dossier, Screen(told, rows=((do(dossier, "support", say("📊 Open")),),)))


def _pending(handling: Handling, follow_up: FollowUp) -> Field:
    """Return the question to ask now."""
    if follow_up.jobs_created is None:
        return Field.CREATED
    if follow_up.jobs_kept is None:
        return Field.KEPT
    if follow_up.satisfaction is None:
        return Field.SATISFACTION
    helped = mission_of(handling.session, follow_up.dossier_id) is not None
    if helped and follow_up.in_touch is None and follow_up.months in TOUCH_ASKED:
        return Field.IN_TOUCH
    return Field.CAME_OF_IT if follow_up.in_touch and follow_up.came_of_it is None else Field.COMMENT


def _rows(dossier: Dossier, follow_up: FollowUp, field: Field) -> Rows:
    def option(value: int, label: Message) -> Button:
        return do(dossier, Answer(follow_up.months, field, value), label)

    ways = [do(dossier, Answer(follow_up.months, Field.LATER), say("🕰 Later"))]
    if field in (Field.KEPT, Field.SATISFACTION):
        ways.append(do(dossier, Answer(follow_up.months, Field.BACK), say("⬅️ Back")))
    if field is Field.SATISFACTION:
        return (tuple(option(n, verbatim(face)) for n, face in enumerate(FACES, 1)), tuple(ways))
    if field is Field.IN_TOUCH:
        return ((option(1, say("✅ Yes")), option(0, say("✖️ No"))),)
    if field in TYPED_FREELY:
        return ((do(dossier, Answer(follow_up.months, Field.DONE), say("👌 Done"), primary=True),),)
    counts = [option(value, verbatim(value)) for value in QUICK]
    return (tuple(counts[:4]), tuple(counts[4:]), tuple(ways))


def follow_up(handling: Handling, dossier: Dossier, argument: Answer) -> Reply:
    """Take an answer by a button."""
    asked, field, value = _asked(handling, dossier, argument.months), argument.field, argument.value
    if field is Field.DONE and _pending(handling, asked) is Field.CAME_OF_IT:
        asked.came_of_it = ""  # asked, and passed
        return _next(handling, dossier, asked)
    if field is Field.DONE:
        no_longer_asked(handling)
        return handling.reply(Screen((THANKS,)))
    if field is Field.BACK:
        _take_back(asked)
        return _next(handling, dossier, asked)
    if field is Field.LATER:
        no_longer_asked(handling)
        again = do(dossier, Answer(asked.months), say("📊 Answer"))
        return handling.reply(Screen((say("No hurry: the button stays here."),), rows=((again,),)))
    if field is None:
        return _next(handling, dossier, asked)
    if field is _pending(handling, asked) and value is not None and field not in TYPED_FREELY:
        _take(handling, dossier, asked, field, value)
        return _next(handling, dossier, asked)
    reply = _next(handling, dossier, asked)
    return handling.reply(reply.page, alert=OUT_OF_DATE)


def follow_up_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take a typed answer: a number, in figures or in words, or the comment."""
    asked = _asked(handling, dossier, prompt.content["months"])
    field = _pending(handling, asked)
    if field is Field.COMMENT:
        asked.comment = text[:LONGEST_COMMENT]
        no_longer_asked(handling)
        _tell_operators(handling, dossier, say("💬 {reference}: “{words}”", reference=dossier.reference,
                                               words=asked.comment))  # fmt: skip
        return handling.reply(Screen((THANKS,)))
    if field is Field.CAME_OF_IT:
        asked.came_of_it = text[:LONGEST_COMMENT]
        _tell_operators(handling, dossier, say("🌱 {reference}: “{words}”", reference=dossier.reference,
                                               words=asked.came_of_it))  # fmt: skip
        return _next(handling, dossier, asked)
    if field is Field.IN_TOUCH:
        raise Refusal(say("Touch “Yes” or “No”, or type it."))
    most = len(FACES) if field is Field.SATISFACTION else MOST_JOBS
    value = read_one(text, Unit.JOB, OWN_WORDS[Unit.JOB])
    other = field in OF_THE_OTHER and OF_THE_OTHER[field].search(plain(text))
    if value is None or value % 1 or not 0 <= value <= most or other:
        return _which(handling, dossier, asked, field, text)
    _take(handling, dossier, asked, field, int(value))
    return _next(handling, dossier, asked)


def _which(handling: Handling, dossier: Dossier, asked: FollowUp, field: Field, text: str) -> Reply:
    """Propose the numbers that a text holds beside other words; raise Refusal where it holds none."""
    found = dict.fromkeys(
        int(each.low)
        for each in read_quantities(text, Unit.JOB).readings
        if each.low == each.high and not each.low % 1
    )
    held = [each for each in found if 0 <= each <= MOST_JOBS]
    if field is Field.SATISFACTION or not held:
        raise Refusal(
            say("Type a number, such as 3 or “none”. To write about something else, touch “Later” first.")
        )
    options = tuple(do(dossier, Answer(asked.months, field, each), verbatim(each)) for each in held)
    which = say("Which number answers? Touch it, or type another one.")
    *_, later = _rows(dossier, asked, field)
    return handling.reply(Screen((QUESTIONS[field], which), rows=(options, later)))


def _asked(handling: Handling, dossier: Dossier, months: int) -> FollowUp:
    """Return a follow-up that was asked; raise NotAllowed."""
    every = follow_ups_of(handling.session, dossier.id)
    found = next((each for each in every if each.months == months and each.asked_at), None)
    if found is None or Status(dossier.status) not in SUPPORTED:
        raise NotAllowed
    return found


def _take(handling: Handling, dossier: Dossier, asked: FollowUp, field: Field, value: int) -> None:
    if field is Field.CREATED:
        asked.jobs_created = min(value, MOST_JOBS)
    elif field is Field.KEPT:
        asked.jobs_kept = min(value, MOST_JOBS)
    elif field is Field.IN_TOUCH:
        asked.in_touch = bool(value)
    else:
        asked.satisfaction = min(max(value, 1), len(FACES))
        asked.answered_at = handling.now
        handling.note(dossier, Trace.MESSAGE, f"{asked.months}")
        word = say("📊 <b>{reference}</b>: the follow-up is answered.", reference=dossier.reference)
        _tell_operators(handling, dossier, word, results(handling, dossier))
    handling.session.flush()


def _take_back(asked: FollowUp) -> None:
    """Have the number that was answered last asked again, as long as the operator was told of none."""
    if asked.answered_at is not None:
        return
    if asked.jobs_kept is not None:
        asked.jobs_kept = None
    else:
        asked.jobs_created = None


def _next(handling: Handling, dossier: Dossier, asked: FollowUp) -> Reply:
    """Ask the question that follows, on the same message."""
    expect(handling, Answer.action, dossier, {"months": asked.months})
    field = _pending(handling, asked)
    told = say("📊 {n} months after the decision", n=asked.months)
    return handling.reply(Screen((told, QUESTIONS[field]), rows=_rows(dossier, asked, field)))


ACTIONS = (OnDossier(Answer.action, follow_up, (Part.APPLICANT,), typed=follow_up_typed, fresh=False),)
