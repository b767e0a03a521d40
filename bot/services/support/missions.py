"""The mission: an agreement signed, a beginning, days delivered, an end of 18 months at most, a review."""

from datetime import date, timedelta

from bot.services.core.actions import OnDossier
from bot.services.core.confirmation import to_confirm, will_read, words_to_confirm
from bot.services.core.dossier_page import back_to, do, dossier_page
from bot.services.core.entries import HALF, TENTHS, Today, day, day_told, days
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.news import next_step
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.support.answers import tell_signed, unsure
from bot.services.support.arguments import Contract, DaysSettled, Delivered, MissionEnd, Signing, Start
from bot.services.support.said_days import choices, difference_line
from bot.services.support.teams import granted_tenths, mission_for, suggest, team_lines, team_page, touch
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import OPERATING, Status
from conversations.messages import Message, say, say_n
from conversations.understanding.named_periods import months_later
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.contributors import take_part_again
from models.support.door import who_speaks_for
from models.support.queries import Member, decided_on, mission_of, team_of
from models.support.statements import statements_of
from models.support.tables import Mission

NOBODY_YET = say("Nobody is in the team yet: add somebody first.")
LONGEST_MONTHS = 18
"""A mission lasts up to 18 months (GUIDE)."""

USUAL_MONTHS = (3, 6, 12, LONGEST_MONTHS)
SIGNED_WITHIN = timedelta(days=365)  # before the day it is noted
BEGINS_WITHIN = timedelta(days=365)  # after it is noted


def contract(handling: Handling, dossier: Dossier, argument: Contract) -> Reply:
    """Prepare the team, then note the day the agreement was signed.

    More days than were granted have to be confirmed: the committee decides, the operator answers for it.
    """
    mission = mission_of(handling.session, dossier.id)
    if argument.on is not None:
        return _sign(handling, dossier, argument)
    if mission is None:
        return _ask_signed(handling, dossier)
    team = team_of(handling.session, mission)
    if argument.step is None:
        if not team:
            suggest(handling, dossier, mission)
            touch(handling, dossier)
        alone = None if team_of(handling.session, mission) else NOBODY_YET
        return handling.reply(team_page(handling, dossier, mission), alert=alone)
    if not team:
        raise Refusal(NOBODY_YET)
    over = _total(team) - (granted_tenths(handling, dossier) or _total(team))
    if over > 0 and argument.step is not Signing.CONFIRMED:
        told = say("The committee granted fewer days: {days} more are contracted here.", days=days(over))
        yes = do(dossier, Contract(Signing.CONFIRMED), say("✅ I confirm"))
        return handling.reply(Screen((told,), rows=((yes, do(dossier, "team", say("⬅️ Back"))),)))
    return _ask_signed(handling, dossier)


def _ask_signed(handling: Handling, dossier: Dossier) -> Reply:
    today = do(dossier, Contract(on=Today.TODAY), say("📅 Today"), primary=True)
    wanted = say("On which day was it signed?")
    return ask(handling, "contract", dossier, wanted, back=back_to(dossier), rows=((today,),))


def contract_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Note the day the agreement was signed: not before the committee granted it."""
    today = handling.today
    signed = day(text, today, first=_soonest_signed(handling, dossier.id), last=today)
    return _sign(handling, dossier, Contract(on=signed))


def _soonest_signed(handling: Handling, dossier_id: int) -> date:
    return decided_on(handling.session, dossier_id) or handling.today - SIGNED_WITHIN


def _sign(handling: Handling, dossier: Dossier, argument: Contract) -> Reply:
    """Note the day the agreement was signed, once what its applicant reads is confirmed."""
    assert argument.on is not None
    signed = day_told(argument.on, handling.today)
    if not _soonest_signed(handling, dossier.id) <= signed <= handling.today:
        raise NotAllowed
    words = [say("✍️ The agreement was signed on {day}.", day=signed)]
    mission = mission_of(handling.session, dossier.id)
    if mission is not None:
        team = team_of(handling.session, mission)
        if not team:
            raise Refusal(NOBODY_YET)
        words.append(say("🧑‍🏫 Who comes, free of charge:"))
        words.append(team_lines(team))
    following = next_step(dossier, handling.basin(dossier), handling.today, once=Status.CONTRACTED)
    words += [following] if following else []
    told_too = [] if mission is None else _before_signing(handling, dossier, mission)
    shown = (*told_too, *will_read(handling, dossier, *words))
    sure = Contract(on=signed, sure=argument.sure)
    page = to_confirm(handling, dossier, sure, shown, back_to(dossier))
    if page is not None:
        return page
    no_longer_asked(handling)
    if mission is not None:
        mission.agreed_on = signed
        for member in team_of(handling.session, mission):
            take_part_again(member.company, signed)
            tell_signed(handling, dossier, member)
    handling.move(dossier, Event.CONTRACT, note=signed.isoformat(), words=tuple(words))
    return handling.reply(dossier_page(handling, dossier, note=say("The applicant has been told.")))


def _before_signing(handling: Handling, dossier: Dossier, mission: Mission) -> list[Message]:
    """Return what the operator is told before signing: who said no or nothing, and who hears of it."""
    team = team_of(handling.session, mission)
    hear = [each.advisor.name for each in team if who_speaks_for(handling.session, each.advisor)]
    told = unsure(handling, dossier, mission, team)
    if hear:
        told.append(say("👁 Told too, with the name of the firm: {names}", names=", ".join(hear)))
    return told


def start(handling: Handling, dossier: Dossier, argument: Start) -> Reply:
    """Note the first day of the mission."""
    if mission_of(handling.session, dossier.id) is None:
        raise Refusal(say("Only an advance was granted: close the request when it is settled."))
    if argument.on is not None:
        return _start(handling, dossier, argument)
    today = do(dossier, Start(Today.TODAY), say("📅 Today"), primary=True)
    wanted = say("Which is the first day of the mission?")
    return ask(handling, "start", dossier, wanted, back=back_to(dossier), rows=((today,),))


def start_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Note the first day of the mission: not before the agreement, nor the committee."""
    soonest = _soonest_start(handling, dossier)
    first = day(text, handling.today, first=soonest, last=handling.today + BEGINS_WITHIN)
    return _start(handling, dossier, Start(first))


def _soonest_start(handling: Handling, dossier: Dossier) -> date | None:
    return mission_for(handling, dossier).agreed_on or decided_on(handling.session, dossier.id)


def _start(handling: Handling, dossier: Dossier, argument: Start) -> Reply:
    """Note the first day of a mission, once what its applicant reads is confirmed."""
    assert argument.on is not None
    first = day_told(argument.on, handling.today)
    mission, soonest = mission_for(handling, dossier), _soonest_start(handling, dossier)
    if not (soonest or first) <= first <= handling.today + BEGINS_WITHIN:
        raise NotAllowed
    team = team_of(handling.session, mission)
    told = say("🚀 Your mission begins on {day}.", day=first)
    if first < handling.today:
        told = say("🚀 Your mission has been under way since {day}.", day=first)
    later = say("In about three months I ask you here how it is going.")
    words = [told, *((team_lines(team),) if team else ()), later]
    page = words_to_confirm(handling, dossier, Start(first, sure=argument.sure), words)
    if page is not None:
        return page
    no_longer_asked(handling)
    mission.starts_on = first
    handling.move(dossier, Event.START, note=first.isoformat(), words=tuple(words))
    return handling.reply(_end_choice(dossier, mission))


def _end_choice(dossier: Dossier, mission: Mission) -> Screen:
    assert mission.starts_on is not None
    options = tuple(
        do(dossier, MissionEnd(months), say_n("{n} month", "{n} months", months)) for months in USUAL_MONTHS
    )
    rows = (
        (do(dossier, MissionEnd(typed=True), say("✍️ Another day")), do(dossier, "mission", say("⬅️ Back"))),
    )
    told = say("It begins on {day}. How long does it last, 18 months at most?", day=mission.starts_on)
    return Screen((told,), options=options, rows=rows)


def mission_end(handling: Handling, dossier: Dossier, argument: MissionEnd) -> Reply:
    """Note the day by which the mission ends."""
    mission = mission_for(handling, dossier)
    if mission.starts_on is None:
        raise NotAllowed
    if argument.months in USUAL_MONTHS:
        argument = MissionEnd(on=months_later(mission.starts_on, argument.months))
    if argument.on is not None:
        return _end(handling, dossier, mission, argument)
    if argument.typed:
        last = months_later(mission.starts_on, LONGEST_MONTHS)
        wanted = say("On which day does it end, {last} at most?", last=last)
        return ask(handling, "mission_end", dossier, wanted, back=do(dossier, "mission", say("⬅️ Back")))
    return handling.reply(_end_choice(dossier, mission))


def mission_end_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Note the day by which the mission ends: 18 months after it began at most."""
    mission = mission_for(handling, dossier)
    if mission.starts_on is None:
        raise NotAllowed
    last = months_later(mission.starts_on, LONGEST_MONTHS)
    ends_on = day(text, handling.today, first=mission.starts_on, last=last)
    return _end(handling, dossier, mission, MissionEnd(on=ends_on))


def _end(handling: Handling, dossier: Dossier, mission: Mission, argument: MissionEnd) -> Reply:
    """Note the day by which a mission ends, once what its applicant reads is confirmed."""
    assert argument.on is not None
    first, ends_on = mission.starts_on, day_told(argument.on, handling.today)
    if first is None or not first <= ends_on <= months_later(first, LONGEST_MONTHS):
        raise NotAllowed
    if mission.ends_on != ends_on:
        words = [say("📅 Your mission runs until {day}.", day=ends_on)]
        page = words_to_confirm(handling, dossier, MissionEnd(on=ends_on, sure=argument.sure), words)
        if page is not None:
            return page
        mission.ends_on = ends_on
        handling.tell_applicant(dossier, *words)
    no_longer_asked(handling)
    touch(handling, dossier)
    return handling.reply(mission_page(handling, dossier, mission))


def mission_page(handling: Handling, dossier: Dossier, mission: Mission) -> Screen:
    """Return the page of a mission under way: contracted and delivered, never mixed."""
    team = team_of(handling.session, mission)
    paragraphs = [say("🚀 <b>Mission of {reference}</b>", reference=dossier.reference)]
    if mission.starts_on:
        paragraphs.append(mission_dates(mission.starts_on, mission.ends_on))
    if team:
        paragraphs.append(stacked([delivery_line(member) for member in team]))
    rows: list[tuple[Button, ...]] = []
    said = statements_of(handling.session, mission)
    for member in team:
        if (statement := said.get(member.share.id)) is not None:
            paragraphs.append(difference_line(member.advisor.name, statement))
            settled = (
                do(dossier, DaysSettled(statement.id, tenths), say("⚖️ {days} days", days=days(tenths)))
                for tenths in choices(statement)
            )
            rows.append(tuple(settled))
    if Status(dossier.status) is Status.RUNNING:
        for member in team:
            number, name = member.share.id, member.advisor.name
            half = do(dossier, Delivered(number, HALF), say("➕ ½ {name}", name=name))
            whole = do(dossier, Delivered(number, TENTHS), say("➕ 1 {name}", name=name))
            rows.append((half, whole, do(dossier, Delivered(number), say("✍️ In all"))))
        until = do(dossier, "mission_end", say("📅 Until when"))
        rows.append((until, do(dossier, "team", say("🧑‍🏫 Change the team"))))
    rows.append((back_to(dossier),))
    return Screen(tuple(paragraphs), rows=tuple(rows))


def mission_dates(start: date, end: date | None) -> Message:
    """Return from when to when a mission lasts."""
    return say("From {start} to {end}", start=start, end=end) if end else say("Since {start}", start=start)


def delivery_line(member: Member) -> Message:
    """Return what somebody agreed to give, and gave; more than agreed is said."""
    line = say(
        "• {name} ({firm}): contracted {contracted} d, delivered {delivered} d",
        name=member.advisor.name,
        firm=member.company.name,
        contracted=days(member.share.tenths_contracted),
        delivered=days(member.share.tenths_delivered),
    )
    over = member.share.tenths_delivered - member.share.tenths_contracted
    return say("{line} ⚠️ {more} d more than agreed", line=line, more=days(over)) if over > 0 else line


def mission(handling: Handling, dossier: Dossier) -> Reply:
    """Show a mission, wherever its dossier stands."""
    found = mission_of(handling.session, dossier.id)
    if found is None:
        raise NotAllowed
    return handling.reply(mission_page(handling, dossier, found))


def _total(team: list[Member]) -> int:
    return sum(member.share.tenths_contracted for member in team)


ACTIONS = (
    OnDossier(Event.CONTRACT, contract, typed=contract_typed),
    OnDossier(Event.START, start, typed=start_typed),
    OnDossier("mission_end", mission_end, OPERATING, typed=mission_end_typed),
    OnDossier("mission", mission, OPERATING, fresh=False),
)
