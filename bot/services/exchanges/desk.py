"""Questions to the network as who works a basin sees them: read, passed on, sent back, or declined."""

from dataclasses import dataclass

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import changed, is_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.screens import Button, Reply, Rows, Screen, stacked
from bot.services.core.worklist import Listed, office, turns
from bot.services.exchanges.abuse.reports import waiting as waiting_reports
from bot.services.exchanges.abuse.suspensions import suspended_here
from bot.services.exchanges.buttons import between, sure
from bot.services.exchanges.files.attachments import told_apart
from bot.services.exchanges.files.handover import hand, is_on_its_way
from bot.services.exchanges.questions.draft import entry
from bot.services.exchanges.questions.identities import operated, who_writes
from bot.services.exchanges.questions.question_text import as_asked, kind_of
from bot.services.exchanges.questions.relay import OVERTAKEN, audience_of, forward
from conversations.dossiers.deadlines import time_zone
from conversations.exchanges.audience import LeftOut
from conversations.exchanges.concealment import may_name
from conversations.exchanges.files import Files
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.questions import STANDS, QuestionStatus, Side
from conversations.messages import Listing, Message, say, say_n
from conversations.understanding.words import excerpt
from models.exchanges.files import files_of_question
from models.exchanges.queries import (
    questions_live_in,
    questions_to_read,
    recipients_of,
)
from models.exchanges.tables import NetworkQuestion

SHOWN_AT_ONCE = 12
LABELLED = 34  # characters of a question on its button

WHY: dict[LeftOut, Message] = {
    LeftOut.NO_PART: say("have not agreed to take part, or have stopped"),
    LeftOut.EXCLUDED: say("excluded by one of both sides"),
    LeftOut.REFUSED: say("do not want to hear of this kind"),
    LeftOut.MONTH_FULL: say("have heard of enough questions this month"),
    LeftOut.TOO_MANY: say("above the number one question goes to"),
}
"""Why a question does not go to people, told to the operator."""


@dataclass(frozen=True, slots=True)
class PassOn(Confirmable):
    """Pass a question on, as it is shown."""

    action = "desk_forward"


def desk(handling: Handling, start: int = 0) -> Reply:
    """Show what waits for who works a basin, and what is open there. ``start``: how many are passed over."""
    codes = handling.held.worked
    waiting = questions_to_read(handling.session, codes, handling.person_id)
    live = questions_live_in(handling.session, codes)
    reports = waiting_reports(handling)
    told = [
        say("🔄 <b>Firms that help firms</b>"),
        say_n("{n} question waits for you.", "{n} questions wait for you.", len(waiting))
        if waiting
        else say("No question to the network waits for you."),
    ]
    if reports:
        told.append(say_n("🚩 {n} report to look at", "🚩 {n} reports to look at", len(reports)))
    if live:
        told.append(say_n("📣 {n} question is open", "📣 {n} questions are open", len(live)))
    every: list[Button | NetworkQuestion] = [*reports, *waiting, *live]
    shown = every[start : start + SHOWN_AT_ONCE]
    rows: list[tuple[Button, ...]] = []
    lines: list[Message] = []
    for n, each in enumerate(shown, start + 1 - len(reports)):
        rows.append((each if isinstance(each, Button) else _row(each, n),))
        if isinstance(each, NetworkQuestion):
            lines.append(_line(handling, each, n))
    told += [stacked(lines)] if lines else []
    rows += turns(start, SHOWN_AT_ONCE, len(every), lambda label, to: between(label, Listed("desk", to)))
    if suspended_here(handling):
        rows.append((between(say("⏸ Suspended from exchanges"), "suspended"),))
    if operated(handling):
        rows.append((entry(handling, None), between(say("📋 My questions"), "question_mine")))
    rows.append((office(say("📰 The basin's word"), "basin_letter"),))
    return handling.reply(Screen(tuple(told), rows=tuple(rows)))


def _row(question: NetworkQuestion, n: int) -> Button:
    """Return the button of a question: by its number in the list, however alike others are."""
    mark = "👁" if question.status == QuestionStatus.WRITTEN.value else "📣"
    label = say("{mark} {n}. {question}", mark=mark, n=n, question=excerpt(question.text or "", LABELLED))
    return between(label, "desk_question", question.id)


def _line(handling: Handling, question: NetworkQuestion, n: int) -> Message:
    asker = who_writes(handling, question.dossier_id, question.company_id, question.asker_id)
    basin = handling.network.name_of(question.basin_code)
    day = question.asked_at.astimezone(time_zone(None)).date()
    return say("{n}. {asker} · {basin} · {day}", n=n, asker=asker, basin=basin, day=day)


def open_desk(handling: Handling, subject: int, argument: Listed) -> Reply:
    """Show what waits for who works a basin."""
    if not handling.held.works:
        raise NotAllowed
    return desk(handling, argument.start)


def handled(handling: Handling, question_id: int) -> NetworkQuestion:
    """Return a question of a basin the person works; raise NotAllowed for any other, and for their own.

    An operator who asks for nobody else than themselves may read their own.
    """
    question = handling.session.get(NetworkQuestion, question_id)
    if question is None or not handling.held.may_handle(question.basin_code):
        raise NotAllowed
    of_a_firm = question.dossier_id is not None or question.company_id is not None
    if question.asker_id == handling.person_id and of_a_firm:
        raise NotAllowed
    return question


def desk_question(handling: Handling, subject: int, alert: Message | None = None) -> Reply:
    """Show a question whole: who asks, whom it would go to, and what may be done."""
    question = handled(handling, subject)
    shown, back = _shown(handling, question), between(say("↩️ All questions"), "desk")
    rows: Rows = ((back,),)
    if question.status == QuestionStatus.WRITTEN.value:
        files = files_of_question(handling.session, question.id)
        rows = (
            (sure(say("✅ Pass on"), PassOn(), told_apart(shown, files), question.id),),
            *_to_open(question, files),
            (
                between(say("✍️ Ask for other words"), "desk_reword", question.id),
                between(say("✖️ Decline"), "desk_decline", question.id),
            ),
            (back,),
        )
    else:
        codes = handling.held.worked
        following = questions_to_read(handling.session, codes, handling.person_id)
        if following:
            label = say("👁 The next one ({n})", n=len(following))
            rows = ((between(label, "desk_question", following[0].id, primary=True),), *rows)
    return handling.reply(Screen(shown, rows=rows), alert=alert)


def _to_open(question: NetworkQuestion, files: Files) -> Rows:
    label = say_n("📎 Open the file", "📎 Open the {n} files", len(files))
    return ((between(label, "desk_files", question.id),),) if files else ()


def open_files(handling: Handling, subject: int) -> Reply:
    """Send the files of a question to who reads it before it goes, and to nobody else."""
    question = handled(handling, subject)
    files = files_of_question(handling.session, question.id)
    if question.status != QuestionStatus.WRITTEN.value or not files:
        return desk_question(handling, subject, OUT_OF_DATE)
    if is_on_its_way(handling, files):
        return handling.reply(alert=say("It is on its way."))
    asker = who_writes(handling, question.dossier_id, question.company_id, question.asker_id)
    hand(handling, handling.person_id, files, asker, question.dossier_id)
    return handling.reply(alert=say("Sent to you below."))


def _shown(handling: Handling, question: NetworkQuestion) -> tuple[Message, ...]:
    status = QuestionStatus(question.status)
    kind = kind_of(question)
    about = [
        say(
            "👤 {asker}",
            asker=who_writes(handling, question.dossier_id, question.company_id, question.asker_id),
        )
    ]
    if question.except_for:
        about.append(say("🙈 Not to be shown to: {names}", names=question.except_for))
    named = may_name(question.text or "")
    if named:
        about.append(
            say("🔎 It may name somebody: {names}. Ask for other words if it does.", names=Listing(named))
        )
    basin = handling.network.name_of(question.basin_code)
    shown: list[Message] = [
        say("❓ <b>A question to the network</b> · {basin}", basin=basin),
        *as_asked(handling.session, question),
        stacked(about),
        *KINDS[kind].notices,
    ]
    if status is QuestionStatus.WRITTEN:
        shown.append(_whom(handling, question))
    else:
        shown.append(say("{stands}", stands=STANDS[status]))
        reached = len(recipients_of(handling.session, question.id))
        if reached:
            shown.append(say_n("📣 It goes to {n} person.", "📣 It goes to {n} people.", reached))
        if question.words:
            shown.append(say("✍️ To its author: “{words}”", words=question.words))
    return tuple(shown)


def _whom(handling: Handling, question: NetworkQuestion) -> Message:
    found = audience_of(handling, question, [question.basin_code])
    n = len(found.chosen)
    if not n:
        lines = [
            say(
                "📭 <b>It would reach nobody for now.</b> Passed on all the same, it may go to the "
                "neighbouring territories later, if its author agrees."
            )
        ]
    else:
        lines = [say_n("📣 It goes to {n} person, without the name of who asks.",
                       "📣 It goes to {n} people, without the name of who asks.", n)]  # fmt: skip
    if question.except_for and LeftOut.EXCLUDED not in found.left_out:
        lines.append(
            say(
                "• ⚠️ I recognise nobody in “{names}”: if one of them would be asked, ask for the name of "
                "their firm.",
                names=question.except_for,
            )
        )
    know = sum(question.skill in each.who.skills for each in found.chosen) if question.skill else 0
    if know:
        lines.append(say_n("• {n} has the skill", "• {n} have the skill", know))
    lines += [say("• {n} left out: {why}", n=found.left_out[why], why=WHY[why])
              for why in WHY if found.left_out.get(why)]  # fmt: skip
    return stacked(lines)


def pass_on(handling: Handling, subject: int, argument: PassOn) -> Reply:
    """Pass a question on, once what goes is confirmed; its author is told."""
    question = handled(handling, subject)
    if question.status != QuestionStatus.WRITTEN.value:
        return desk_question(handling, subject, OVERTAKEN)
    files = files_of_question(handling.session, question.id)
    if not is_sure(argument, told_apart(_shown(handling, question), files)):
        return desk_question(handling, subject, changed(argument))
    reached = forward(handling, question, Side.OPERATOR)
    if reached is None:
        raise Refusal(OVERTAKEN)
    told = say(
        "📣 Your question is on its way, without your name. I write to you as soon as somebody can help."
    )
    _tell_author(handling, question, told)
    return desk_question(handling, subject, say("Passed on."))


def _tell_author(handling: Handling, question: NetworkQuestion, told: Message) -> None:
    about = say("❓ “{text}”", text=excerpt(question.text or ""))
    page = between(say("👁 My question"), "question_page", question.id)
    if question.asker_id != handling.person_id:
        handling.tell(question.asker_id, Screen((told, about), rows=((page,),)))


ACTIONS = (
    BetweenFirms("desk", open_desk),
    BetweenFirms("desk_question", desk_question),
    BetweenFirms(PassOn.action, pass_on),
    BetweenFirms("desk_files", open_files),
)
