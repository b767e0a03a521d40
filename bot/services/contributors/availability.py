"""Skills, availability and absence, kept up to date by who lends themselves, and asked after twice a year."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.answers import skill_names
from bot.services.core.arguments import Argument
from bot.services.core.entries import day
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen, box, stacked, words
from bot.services.core.worklist import office
from bot.services.team.absences import days_away
from conversations.dossiers.deadlines import in_working_hours, time_zone
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.skills import SKILLS
from models.database.writer import Connection, Transaction
from models.messages.tables import Prompt
from models.support.availability import AVAILABILITY, advisors_to_ask
from models.support.door import accounts, advisors_spoken_for
from models.support.tables import Advisor
from models.team.queries import absences_of
from models.team.tables import Absence, Preference

MISSIONS = office(say("🤝 My missions"), "missions")


def _mine(handling: Handling, number: int) -> tuple[Advisor, bool]:
    """Return an advisor the person speaks for, and whether it is themselves; raise NotAllowed."""
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    advisor = next((advisor for _, advisor in spoken_for if advisor.id == number), None)
    if advisor is None:
        raise NotAllowed
    known = accounts(handling.session, person_id=handling.person_id)
    return advisor, any(each.advisor is not None and each.advisor.id == number for each in known)


def own(handling: Handling, subject: int) -> Reply:
    """Show what is known of an advisor, to be kept up to date."""
    return handling.reply(_page(handling, *_mine(handling, subject)))


def _page(handling: Handling, advisor: Advisor, oneself: bool, *, note: Message | None = None) -> Screen:
    number, lines = advisor.id, _known(handling, advisor, oneself)
    rows: list[tuple[Button, ...]] = [
        (office(say("👌 Nothing has changed"), "own_same", number, primary=True),),
        (office(say("🎯 Skills"), OwnSkills(), number), office(say("📅 Available from"), OwnFrom(), number)),
    ]
    if oneself:
        rows.append((office(say("🏖 Away"), OwnAbsence(), number),))
    rows.append((MISSIONS,))
    above = [say("👉 {note}", note=note)] if note else []
    heading = say("🧑‍🏫 <b>{name}</b>", name=advisor.name)
    return Screen((*above, stacked([heading, *lines])), rows=tuple(rows))


def _known(handling: Handling, advisor: Advisor, oneself: bool) -> list[Message]:
    """Return what is known of an advisor, in lines."""
    lines = [say("🎯 {skills}", skills=skill_names(advisor.skills))]
    later = advisor.available_from
    free = later is None or later <= handling.today
    available = say("📅 Available from {day}", day=later) if later else say("📅 Available now")
    lines.append(say("📅 Available now") if free else available)
    for each in absences_of(handling.session, handling.person_id, handling.today) if oneself else ():
        lines.append(say("🏖 Away from {since} to {until}", since=each.since, until=each.until))
    if advisor.reviewed_on is not None:
        lines.append(say("🔄 Up to date on {day}", day=advisor.reviewed_on))
    return lines


def _reviewed(handling: Handling, advisor: Advisor) -> None:
    """Note that somebody has just said how it is."""
    advisor.reviewed_on = handling.today
    handling.session.flush()


def same(handling: Handling, subject: int) -> Reply:
    """Note that nothing has changed."""
    advisor, oneself = _mine(handling, subject)
    _reviewed(handling, advisor)
    return handling.reply(_page(handling, advisor, oneself, note=say("Thank you: all is up to date.")))


@dataclass(frozen=True, slots=True)
class OwnSkills(Argument):
    """A skill that is ticked or unticked."""

    action = "own_skills"
    skill: str = ""


def skills(handling: Handling, subject: int, argument: OwnSkills) -> Reply:
    """Tick or untick a skill."""
    advisor, _ = _mine(handling, subject)
    codes = [each.code for each in SKILLS]
    if argument.skill in codes:
        chosen = set(advisor.skills) ^ {argument.skill}
        advisor.skills = [code for code in codes if code in chosen]
        _reviewed(handling, advisor)
    options = tuple(
        office(box(Message(skill.label), skill.code in advisor.skills), OwnSkills(skill.code), subject)
        for skill in SKILLS
    )
    done = office(say("👌 Done"), "own", subject, primary=True)
    told = say("🎯 What can {name} help with?", name=advisor.name)
    return handling.reply(Screen((told,), options=options, rows=((done,),)))


@dataclass(frozen=True, slots=True)
class OwnFrom(Argument):
    """From when somebody is available. ``now``: at once; else it is typed."""

    action = "own_from"
    now: Annotated[bool, "now"] = False


def available_from(handling: Handling, subject: int, argument: OwnFrom) -> Reply:
    """Ask from when somebody is available, or note that they are."""
    advisor, oneself = _mine(handling, subject)
    if argument.now:
        no_longer_asked(handling)
        advisor.available_from = None
        _reviewed(handling, advisor)
        return handling.reply(_page(handling, advisor, oneself))
    wanted = say("From which day is {name} available? For example: 15 March", name=advisor.name)
    return ask(
        handling, OwnFrom.action, subject, wanted, back=office(say("✅ Now"), OwnFrom(now=True), subject)
    )


def available_from_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note from when somebody is available."""
    advisor, oneself = _mine(handling, prompt.subject)
    advisor.available_from = day(text, handling.today)
    no_longer_asked(handling)
    _reviewed(handling, advisor)
    return handling.reply(_page(handling, advisor, oneself))


@dataclass(frozen=True, slots=True)
class OwnAbsence(Argument):
    """Days away. ``cancel``: none any more; ``more``: others; else they are shown, or typed."""

    action = "own_absence"
    cancel: Annotated[bool, "cancel"] = False
    more: Annotated[bool, "more"] = False


def absence(handling: Handling, subject: int, argument: OwnAbsence) -> Reply:
    """Ask for days away, show those that come, or cancel them."""
    advisor, oneself = _mine(handling, subject)
    if not oneself:
        raise NotAllowed
    coming = absences_of(handling.session, handling.person_id, handling.today)
    back = office(say("⬅️ Back"), "own", subject)
    if argument.cancel:
        for each in coming:
            handling.session.delete(each)
        _reviewed(handling, advisor)
        return handling.reply(
            _page(handling, advisor, oneself, note=say("Welcome back: no absence is noted."))
        )
    if coming and not argument.more:
        lines = [say("🏖 Away from {since} to {until}", since=each.since, until=each.until) for each in coming]
        another = office(say("➕ Another one"), OwnAbsence(more=True), subject)
        cancel = office(say("🗑 Cancel"), OwnAbsence(cancel=True), subject)
        return handling.reply(Screen((stacked(lines),), rows=((another, cancel), (back,))))
    wanted = say("From when to when are you away? For example: from 3 to 14 August")
    return ask(handling, OwnAbsence.action, subject, wanted, back=back)


def absence_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note days away: nobody stands in, one is suggested later."""
    advisor, oneself = _mine(handling, prompt.subject)
    if not oneself:
        raise NotAllowed
    since, until = days_away(text, handling.today)
    no_longer_asked(handling)
    known = absences_of(handling.session, handling.person_id, until)
    if not any((each.since, each.until) == (since, until) for each in known):
        handling.session.add(Absence(person_id=handling.person_id, since=since, until=until))
    _reviewed(handling, advisor)
    note = say("Noted: until {until}, others are suggested first.", until=until)
    return handling.reply(_page(handling, advisor, oneself, note=note))


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the advisors to be asked whether what is known still holds, in working hours."""
    if not in_working_hours(now, None):
        return []
    return advisors_to_ask(connection, _day(now))


def _day(now: datetime) -> date:
    return now.astimezone(time_zone(None)).date()


def ask_after(transaction: Transaction, world: World, now: datetime, *, advisor_id: int) -> Reply | None:
    """Ask an advisor whether what is known of them still holds; twice a year at most."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        advisor = session.get_one(Advisor, advisor_id, with_for_update=True)
        advisor.nudged_on = handling.today
        session.flush()
        told = say("🔄 {name}, is this still so? One touch is enough.", name=advisor.name)
        rows = (
            (office(say("👌 Nothing has changed"), "own_same", advisor.id, primary=True),),
            (office(say("✍️ Change something"), "own", advisor.id),),
            (office(say("🔕 Ask no more"), "own_quiet", advisor.id),),
        )
        known = accounts(session, company_id=advisor.company_id)
        for account in known:
            if account.advisor is not None and account.advisor.id == advisor.id:
                lines = stacked(_known(handling, advisor, oneself=False))
                handling.tell(account.membership.person_id, Screen((told, lines), rows=rows))
        return handling.reply()


def quiet(handling: Handling, subject: int) -> Reply:
    """Ask somebody no more whether what is known of them still holds."""
    row = Preference(person_id=handling.person_id, kind=AVAILABILITY, value="off")
    handling.session.merge(row)
    handling.session.flush()
    told = say("🔕 Done: I ask no more. /missions to change something, /settings to be asked again.")
    return handling.reply(words(told))


FOR = (Role.CONTRIBUTOR,)

ACTIONS = (
    AtOffice("own", own, FOR),
    AtOffice("own_same", same, FOR),
    AtOffice("own_skills", skills, FOR),
    AtOffice("own_from", available_from, FOR, typed=available_from_typed),
    AtOffice("own_absence", absence, FOR, typed=absence_typed),
    AtOffice("own_quiet", quiet, FOR),
)
