"""Days said by a contributor, before who was helped: confirmed in one tap, or settled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.company_names import lent_to
from bot.services.core.confirmation import to_confirm, will_read
from bot.services.core.dossier_page import do
from bot.services.core.entries import days, halves_of_days
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, words
from bot.services.core.worklist import office
from bot.services.support.arguments import DaysSettled
from bot.services.support.delivered_days import MOST_DAYS
from bot.services.support.follow_ups import told_for
from bot.services.support.missions import mission_page
from bot.services.support.said_days import choices, difference_line
from bot.services.support.teams import touch
from conversations.dossiers.statuses import OPERATING, Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.door import Lent, accounts, lent_share, who_speaks_for
from models.support.statements import statements_due
from models.support.tables import DaysStatement


@dataclass(frozen=True, slots=True)
class DaysHeard(Argument):
    """What the applicant says of days they were given. ``tenths``: those on the button.

    ``other``: it was something else, to be typed; ``stop``: or not.
    """

    action = "days_heard"
    statement: int
    tenths: int
    other: Annotated[bool, "other"] = False
    stop: Annotated[bool, "stop"] = False


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the days said that somebody is to be asked or told of."""
    return statements_due(connection, now)


def look_at(transaction: Transaction, world: World, now: datetime, *, statement_id: int) -> Reply | None:
    """Ask the applicant, ask once more after 7 days, then tell who works the request; each is done once."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        statement = session.get(DaysStatement, statement_id, with_for_update=True)
        if statement is None or statement.settled_at or statement.answered_at:
            return None
        each = lent_share(session, statement.share_id)
        if each is None or not told_for(handling, each.dossier):
            return None
        asked = statement.asked_at is not None and statement.asked_at >= statement.said_at
        reminded = statement.reminded_at is not None and statement.reminded_at >= statement.said_at
        if reminded or not _ask(handling, each, statement, again=asked):
            statement.answered_at = now
            session.flush()
            _tell_operator(handling, each, statement)
        elif asked:
            statement.reminded_at = now
        else:
            statement.asked_at = now
        session.flush()
        return handling.reply()


def _ask(handling: Handling, each: Lent, statement: DaysStatement, *, again: bool) -> bool:
    """Ask the applicant whether it is so many days; false when they cannot be written to."""
    told = _question(each, statement)
    if again:
        told = say("🔔 One tap is missing. {question}", question=told)
    return handling.tell_applicant(each.dossier, told, rows=_ways(each, statement))


def _question(each: Lent, statement: DaysStatement) -> Message:
    return say(
        "⏱ {name} ({firm}) counts {days} days given to you, in all. Do you count the same?",
        name=each.advisor.name,
        firm=each.company.name,
        days=days(statement.tenths),
    )


def _ways(each: Lent, statement: DaysStatement) -> tuple[tuple[Button, ...], ...]:
    yes = do(
        each.dossier,
        DaysHeard(statement.id, statement.tenths),
        say("✅ Yes, {days} days", days=days(statement.tenths)),
        primary=True,
    )
    other = do(
        each.dossier, DaysHeard(statement.id, statement.tenths, other=True), say("✍️ No, another number")
    )
    return ((yes,), (other,))


def heard(handling: Handling, dossier: Dossier, argument: DaysHeard) -> Reply:
    """Take the applicant's word, or ask for it."""
    each, statement = _found(handling, dossier, argument.statement)
    if argument.stop:
        no_longer_asked(handling)
        return handling.reply(Screen((_question(each, statement),), rows=_ways(each, statement)))
    if statement.settled_at or statement.answered_tenths is not None:
        return handling.reply(words(_standing(each, statement)), alert=OUT_OF_DATE)
    if argument.tenths != statement.tenths:
        page = Screen((_question(each, statement),), rows=_ways(each, statement))
        return handling.reply(page, alert=OUT_OF_DATE)
    if not argument.other:
        return _answer(handling, each, statement, statement.tenths)
    wanted = say("How many days did you spend with {name}, in all? For example: 2.5", name=each.advisor.name)
    stop = do(dossier, DaysHeard(statement.id, statement.tenths, stop=True), say("⬅️ Back"))
    content = {"statement": statement.id}
    return ask(handling, DaysHeard.action, dossier, wanted, content=content, stop=stop)


def heard_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take how many days the applicant counts."""
    each, statement = _found(handling, dossier, int(prompt.content["statement"]))
    tenths = halves_of_days(text, most=MOST_DAYS)
    no_longer_asked(handling)
    if statement.settled_at or statement.answered_tenths is not None:
        return handling.reply(words(_standing(each, statement)))
    return _answer(handling, each, statement, tenths)


def _found(handling: Handling, dossier: Dossier, number: int) -> tuple[Lent, DaysStatement]:
    """Return the days said for a dossier; raise NotAllowed."""
    statement = handling.session.get(DaysStatement, number, with_for_update=True)
    each = lent_share(handling.session, statement.share_id) if statement else None
    if statement is None or each is None or each.dossier.id != dossier.id:
        raise NotAllowed
    return each, statement


def _standing(each: Lent, statement: DaysStatement) -> Message:
    """Return how days said stand, to the applicant."""
    if statement.settled_at is None:
        return say(
            "⚖️ You count {yours} days and {name} {theirs}: {operator} looks at it.",
            yours=days(statement.answered_tenths or 0),
            name=each.advisor.name,
            theirs=days(statement.tenths),
            operator=each.dossier.operator_name or "",
        )
    return say(
        "⏱ {name}: {days} days are counted.", name=each.advisor.name, days=days(each.share.tenths_delivered)
    )


def _answer(handling: Handling, each: Lent, statement: DaysStatement, tenths: int) -> Reply:
    """Count the days both say; else tell who works the request that they differ."""
    statement.answered_tenths, statement.answered_at = tenths, handling.now
    handling.session.flush()
    if tenths == statement.tenths and tenths >= each.share.tenths_delivered:
        _count(handling, each, statement, tenths)
        _tell_contributor(
            handling,
            each,
            statement,
            say(
                "✅ {firm} confirms your {days} days. Thank you!",
                firm=lent_to(handling.session, each),
                days=days(tenths),
            ),
        )
        return handling.reply(words(say("✅ {days} days are counted. Thank you!", days=days(tenths))))
    _tell_operator(handling, each, statement)
    _tell_contributor(
        handling,
        each,
        statement,
        say(
            "⚖️ {firm} counts {theirs} days where you count {yours}: {operator} looks at it with you both.",
            firm=lent_to(handling.session, each),
            theirs=days(tenths),
            yours=days(statement.tenths),
            operator=each.dossier.operator_name or "",
        ),
    )
    return handling.reply(words(say("🙏 Thank you."), _standing(each, statement)))


def _count(handling: Handling, each: Lent, statement: DaysStatement, tenths: int) -> None:
    """Count the days of a share from now on."""
    before, each.share.tenths_delivered = each.share.tenths_delivered, tenths
    statement.settled_at, statement.settled_by = handling.now, handling.person_id
    handling.trace(each.dossier, Trace.NOTE, note=f"{each.advisor.name}: {days(before)} > {days(tenths)}")
    touch(handling, each.dossier)


def _tell_contributor(handling: Handling, each: Lent, statement: DaysStatement, told: Message) -> None:
    people = dict.fromkeys((*who_speaks_for(handling.session, each.advisor), statement.said_by))
    for person_id in people:
        if person_id is not None and _still_lends(handling, each, person_id):
            handling.tell(
                person_id,
                Screen((told,), rows=((office(say("🤝 My missions"), "missions", names=each.dossier.id),),)),
            )


def _still_lends(handling: Handling, each: Lent, person_id: int) -> bool:
    """Tell whether somebody still has an account for the firm."""
    return bool(accounts(handling.session, person_id=person_id, company_id=each.company.id))


def _tell_operator(handling: Handling, each: Lent, statement: DaysStatement) -> None:
    """Tell who works the request that days are said differently, or that nobody confirms them."""
    told = difference_line(each.advisor.name, statement)
    screen = Screen(
        (say("⚖️ <b>{reference}</b>", reference=each.dossier.reference), told),
        rows=((do(each.dossier, "mission", say("🚀 Mission"), primary=True),),),
    )
    handling.tell_reader(each.dossier, screen)


def settle(handling: Handling, dossier: Dossier, argument: DaysSettled) -> Reply:
    """Say how many days count, once what both sides read is confirmed."""
    each, statement = _found(handling, dossier, argument.statement)
    page = mission_page(handling, dossier, each.mission)
    if statement.settled_at is not None or argument.tenths not in choices(statement):
        return handling.reply(page, alert=OUT_OF_DATE)
    words_told = say(
        "⏱ {name} ({firm}): {days} days are counted in all. A question? {operator} answers it.",
        name=each.advisor.name,
        firm=each.company.name,
        days=days(argument.tenths),
        operator=dossier.operator_name or "",
    )
    shown = (
        *will_read(handling, dossier, words_told),
        say("👁 {name} reads the same.", name=each.advisor.name),
    )
    look = to_confirm(handling, dossier, argument, shown, do(dossier, "mission", say("⬅️ Back")))
    if look is not None:
        return look
    _count(handling, each, statement, argument.tenths)
    handling.tell_applicant(dossier, words_told)
    _tell_contributor(handling, each, statement, words_told)
    return handling.reply(mission_page(handling, dossier, each.mission))


ACTIONS = (
    OnDossier(DaysHeard.action, heard, (Part.APPLICANT,), typed=heard_typed, fresh=False),
    OnDossier(DaysSettled.action, settle, OPERATING, fresh=False),
)
