"""A question is read once more by its author, exactly as others will read it, then it is sent."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument, Confirmable, Mark
from bot.services.core.confirmation import changed, is_sure
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import expect, no_longer_asked
from bot.services.core.screens import Reply, Rows, Screen, stacked
from bot.services.exchanges.buttons import HOME, between, sure
from bot.services.exchanges.files.attachments import (
    files_button,
    told_apart,
    who_sees_question_files,
)
from bot.services.exchanges.questions.identities import Author, own, writer
from bot.services.exchanges.questions.question_text import as_read, nobodys_name, what_is_left_out
from bot.services.exchanges.questions.relay import forward, tell_operators
from bot.services.exchanges.questions.unsent import OVER, drop_unsent, keep, unsent_of
from conversations.dossiers.deadlines import month_began
from conversations.exchanges.concealment import Concealed, conceal, may_name
from conversations.exchanges.draft import (
    MOST_LIVE,
    MOST_MONTHLY,
    MOST_SPARED,
    SHORTEST,
    Unsent,
    goes_at_once,
    is_too_short,
)
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.questions import QuestionEvent, QuestionStatus, Side, question_after
from conversations.messages import Message, say, say_n
from conversations.network.basins import Basin
from conversations.privacy.name_masking import HIDDEN
from models.exchanges.files import attach_to_question, files_of_question
from models.exchanges.queries import asked_since, change_question, live_questions
from models.exchanges.tables import NetworkQuestion

REVIEWED = "question_review"
"""What files, and a last day, are taken for under the whole question. Stored."""


@dataclass(frozen=True, slots=True)
class Send(Confirmable):
    """Send the question that is shown."""

    action = "question_send"


@dataclass(frozen=True, slots=True)
class Spare(Argument):
    """A word that was left out is nobody's name. ``word``: its mark."""

    action = "question_spare"
    word: Annotated[Mark, "word-"]


def review(handling: Handling, argument: Send | None = None) -> Reply:
    """Show the whole question as others will read it, with what is left out of it."""
    unsent = unsent_of(handling)
    author, basin = _author(handling, unsent)
    expect(handling, REVIEWED)
    shown = _shown(handling, unsent, author, basin)
    spares = tuple(
        between(nobodys_name(each), Spare(Mark.of(each)))
        for each in _concealed(handling, unsent, author).doubtful[:MOST_SPARED]
    )
    label = say("✅ Send it") if _goes_at_once(author, basin, unsent) else say("✅ Send to the operator")
    by_skill = unsent.kind is not None and KINDS[unsent.kind].by_skill
    skill = (between(say("🎓 Another skill"), "question_skill"),) if by_skill else ()
    rows: Rows = (
        (sure(label, Send(), told_apart(shown, unsent.files)),),
        (between(say("✍️ Other words"), "question_text"), between(say("📅 Until when"), "question_until")),
        *((skill,) if skill else ()),
        *files_button(unsent.files),
        *((each,) for each in spares),
        (
            between(say("🏷 Another kind"), "question_kind"),
            between(say("🙈 Whom not to ask"), "question_except"),
        ),
        (between(say("🗑 Drop it"), "question_drop"), between(say("⏸ Later"), "question_later")),
    )
    return handling.reply(Screen(shown, rows=rows), alert=changed(argument) if argument else None)


def spare(handling: Handling, subject: int, argument: Spare) -> Reply:
    """Leave a word where it is: it is nobody's name. Who works the basin looks at it before it goes."""
    unsent = unsent_of(handling)
    if unsent.missing is not None:
        raise Refusal(OVER)
    author, _ = _author(handling, unsent)
    found = _concealed(handling, unsent, author).doubtful
    said = tuple(each for each in found if Mark.of(each) == argument.word)
    keep(handling, replace(unsent, spared=(*unsent.spared, *said)))
    return review(handling)


def send(handling: Handling, subject: int, argument: Send) -> Reply:
    """Send the question, once it is confirmed as it is shown."""
    unsent = unsent_of(handling)
    if unsent.missing is not None:
        raise Refusal(OVER)
    author, basin = _author(handling, unsent)
    if not is_sure(argument, told_apart(_shown(handling, unsent, author, basin), unsent.files)):
        return review(handling, argument)
    concealed = _concealed(handling, unsent, author)
    if is_too_short(concealed.text.replace(HIDDEN, ""), SHORTEST):
        raise Refusal(say("Nothing would be left to read. Say it in other words: touch “Other words”."))
    waits = handling.session.get(NetworkQuestion, unsent.again) if unsent.again else None
    known = waits is not None and waits.status == QuestionStatus.WRITTEN  # operators were told of it
    question = _again(handling, unsent, concealed, basin) if unsent.again else None
    if question is None:
        _check_limits(handling)
        question = _add(handling, unsent, concealed, author, basin)
    attach_to_question(handling.session, question.id, unsent.files)
    drop_unsent(handling)
    no_longer_asked(handling)
    reached = forward(handling, question, Side.BOT) if _goes_at_once(author, basin, unsent) else None
    if reached:
        told = [say("✅ It is on its way, without your name.")]
    else:
        if not known:
            tell_operators(handling, question)
        told = [
            say(
                "✅ {operator} reads it first, within two working days as a rule. Then it goes, without your "
                "name, and I write to you when somebody can help.",
                operator=basin.operator,
            ),
            *_files_too(basin, unsent),
        ]
    mine = between(say("📋 My questions"), "question_mine")
    return handling.reply(Screen(tuple(told), rows=((mine, HOME),)))


def _files_too(basin: Basin, unsent: Unsent) -> list[Message]:
    if not unsent.files:
        return []
    return [say_n("📎 {operator} may open its file.", "📎 {operator} may open its {n} files.",
                  len(unsent.files), operator=basin.operator)]  # fmt: skip


def _concealed(handling: Handling, unsent: Unsent, author: Author) -> Concealed:
    return conceal(unsent.text or "", own(handling, author), unsent.spared)


def _author(handling: Handling, unsent: Unsent) -> tuple[Author, Basin]:
    author = writer(handling, unsent.basin)
    basin = handling.network.basin(author.basin_code)
    if basin is None or unsent.missing is not None:
        raise NotAllowed
    return author, basin


def _shown(handling: Handling, unsent: Unsent, author: Author, basin: Basin) -> tuple[Message, ...]:
    assert unsent.kind is not None
    concealed = _concealed(handling, unsent, author)
    until = unsent.last_day(handling.today, basin.exchanges.days)
    shown = [
        say("👁 <b>What others will read</b>"),
        *as_read(unsent.kind, concealed.text, unsent.skill or None, until, files=len(unsent.files)),
    ]
    shown += what_is_left_out(concealed)
    beside = []
    if unsent.except_for:
        beside.append(say("🙈 Not shown to: {names}", names=unsent.except_for))
    if not _goes_at_once(author, basin, unsent):
        beside.append(
            say("👤 {operator} reads it before it goes, and sees who asks.", operator=basin.operator)
        )
    if beside:
        shown.append(stacked(beside))
    if unsent.files:
        shown.append(who_sees_question_files(handling))
    return (*shown, *KINDS[unsent.kind].notices)


def _goes_at_once(author: Author, basin: Basin, unsent: Unsent) -> bool:
    by_operator = author.dossier_id is None and author.company_id is None
    return goes_at_once(unsent, trusted=basin.exchanges.trusted, by_operator=by_operator)


def _check_limits(handling: Handling) -> None:
    """Raise Refusal for who has enough questions under way, or asked enough this month."""
    if live_questions(handling.session, handling.person_id) >= MOST_LIVE:
        raise Refusal(
            say(
                "You have {n} questions open already. Close one in “My questions”, and send this one then: "
                "it stays here.",
                n=MOST_LIVE,
            )
        )
    if asked_since(handling.session, handling.person_id, month_began(handling.today)) >= MOST_MONTHLY:
        raise Refusal(
            say(
                "You asked {n} questions this month, the most there may be. This one stays here: send it "
                "from {day} on.",
                n=MOST_MONTHLY,
                day=_next_month(handling.today),
            )
        )


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _add(
    handling: Handling, unsent: Unsent, concealed: Concealed, author: Author, basin: Basin
) -> NetworkQuestion:
    assert unsent.kind is not None
    question = NetworkQuestion(
        basin_code=basin.code,
        asker_id=author.person_id,
        dossier_id=author.dossier_id,
        company_id=author.company_id,
        kind=unsent.kind.value,
        skill=unsent.skill or None,
        text=concealed.text,
        commune=author.commune,
        until=unsent.last_day(handling.today, basin.exchanges.days),
        except_for=unsent.except_for or None,
        status=QuestionStatus.WRITTEN.value,
        asked_at=handling.now,
    )
    handling.session.add(question)
    handling.session.flush()
    return question


def _again(handling: Handling, unsent: Unsent, concealed: Concealed, basin: Basin) -> NetworkQuestion | None:
    """Change the question that is said in other words; None when it does not wait for them any more."""
    assert unsent.kind is not None
    question = handling.session.get(NetworkQuestion, unsent.again)
    if question is None or question.asker_id != handling.person_id:
        return None
    after = question_after(QuestionEvent.REWORD, QuestionStatus(question.status), Side.ASKER)
    if after is None:
        return None
    until = unsent.last_day(handling.today, basin.exchanges.days)
    values = {
        "status": after.value, "text": concealed.text, "kind": unsent.kind.value, "until": until,
        "skill": unsent.skill or None, "except_for": unsent.except_for or None, "words": None,
    }  # fmt: skip
    return question if change_question(handling.session, question, values) else None


def again_of(handling: Handling, question: NetworkQuestion) -> Unsent:
    """Return a question as its author says it in other words."""
    return Unsent(
        basin=question.basin_code,
        kind=ExchangeKind(question.kind),
        text=question.text,
        skill=question.skill or "",
        until=question.until,
        except_for=question.except_for or "",
        again=question.id,
        files=files_of_question(handling.session, question.id),
        spared=may_name(question.text or ""),
    )


def question_reviewed(handling: Handling, subject: int) -> Reply:
    """Show the question that is being written, whole."""
    return review(handling)


ACTIONS = (
    BetweenFirms(Spare.action, spare),
    BetweenFirms("question_send", send),
)
