"""Who comes to a granted firm: a team is suggested, the operator amends it."""

from collections.abc import Sequence

from bot.services.core.actions import OnDossier
from bot.services.core.answers import skill_names
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import Once, words_to_confirm
from bot.services.core.dossier_page import back_to, do
from bot.services.core.entries import HALF, TENTHS, days
from bot.services.core.handling import Handling, NotAllowed, Overtaken, Refusal
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.support.answers import (
    answer_line,
    kept_out,
    leaving_of,
    may_be_asked,
    release,
    thanks_to_confirm,
)
from bot.services.support.arguments import Contract, Signing, Step, TeamAdd, TeamDays, TeamOut
from conversations.dossiers.statuses import GRANTED, OPERATING, UNDER_WAY, Status
from conversations.messages import Message, say
from conversations.support.teams import suggest_team
from models.dossiers.queries import change_dossier
from models.dossiers.tables import Dossier
from models.support.contributors import advisors_of, candidates_of, take_part_again
from models.support.queries import Member, decision_of, drop_share, mission_of, needs_of, team_of
from models.support.statements import open_statement
from models.support.tables import Mission, MissionAdvisor

OFFERED = 12  # advisors to choose from at once
A_DAY = TENTHS


def mission_for(handling: Handling, dossier: Dossier) -> Mission:
    """Return the mission of a dossier that may be worked on; raise NotAllowed."""
    mission = mission_of(handling.session, dossier.id)
    if mission is None or Status(dossier.status) not in (*GRANTED, *UNDER_WAY):
        raise NotAllowed
    return mission


def touch(handling: Handling, dossier: Dossier) -> None:
    """Note that something changed: buttons drawn before no longer act. Raises Overtaken."""
    handling.session.flush()
    if not change_dossier(handling.session, dossier, {"acted_at": handling.now}):
        raise Overtaken


def granted_tenths(handling: Handling, dossier: Dossier) -> int | None:
    """Return the days the committee granted, in tenths; None when it did not say."""
    decision = decision_of(handling.session, dossier.id)
    return None if decision is None or decision.days is None else decision.days * TENTHS


def suggest(handling: Handling, dossier: Dossier, mission: Mission) -> None:
    """Put the suggested team in the place of the one there is, sharing the days granted by halves.

    Who said that they come stays; who said no, or must not come, is not suggested.
    """
    here = team_of(handling.session, mission)
    leaving = leaving_of(here)
    stay = [each for each in here if each not in leaving]
    for member in leaving:
        release(handling, member)
        drop_share(handling.session, member.share)
    handling.session.flush()
    people = {*_may_come(handling, dossier, mission)} - {*mission.declined}
    people -= {each.advisor.id for each in stay}
    candidates = candidates_of(handling.session, dossier.basin_code or "", handling.today)
    free = [each for each in candidates if each.id in people]
    team = suggest_team(uncovered(handling, dossier, stay), free, handling.today)
    granted = granted_tenths(handling, dossier)
    if granted is not None:
        granted = max(0, granted - sum(each.share.tenths_contracted for each in stay))
    for place, share in enumerate(team.shares):
        tenths = A_DAY if granted is None else _part(granted, len(team.shares), place)
        handling.session.add(
            MissionAdvisor(
                mission_id=mission.id, advisor_id=share.advisor_id, skills=list(share.skills),
                tenths_contracted=tenths,
            )
        )  # fmt: skip
    handling.session.flush()


def _may_come(handling: Handling, dossier: Dossier, mission: Mission) -> set[int]:
    """Return the advisors of the territory whom nothing keeps from a firm."""
    is_kept_out = kept_out(handling, dossier, mission)
    listed = advisors_of(handling.session, dossier.basin_code or "")
    return {advisor.id for company, advisor in listed if not is_kept_out(company, advisor)}


def _part(tenths: int, people: int, place: int) -> int:
    """Return one's part of days shared by halves; the first ones get the halves left over."""
    each, over = divmod(tenths // HALF, people)
    return (each + (place < over)) * HALF


def uncovered(handling: Handling, dossier: Dossier, team: Sequence[Member]) -> list[str]:
    """Return the needs that nobody of a team covers."""
    covered = {code for member in team for code in member.advisor.skills}
    return [code for code in needs_of(handling.session, dossier.id) if code not in covered]


def team_lines(team: Sequence[Member]) -> Message:
    """Return who comes, for what and for how long, a line each."""
    return stacked(
        [
            say(
                "• {name} ({firm}), {skills}: {days} d",
                name=member.advisor.name,
                firm=member.company.name,
                skills=skill_names(member.share.skills or member.advisor.skills),
                days=days(member.share.tenths_contracted),
            )
            for member in team
        ]
    )


def team_page(handling: Handling, dossier: Dossier, mission: Mission) -> Screen:
    """Return the page from which a team is amended, and the agreement signed."""
    team = team_of(handling.session, mission)
    granted = granted_tenths(handling, dossier)
    total = sum(member.share.tenths_contracted for member in team)
    lines = [
        say("🧑‍🏫 <b>Team for {reference}</b>", reference=dossier.reference),
        say("🎯 Needs: {skills}", skills=skill_names(needs_of(handling.session, dossier.id))),
        say("Days in all: {days}", days=days(total))
        if granted is None
        else say("Days in all: {days}, out of {granted} granted", days=days(total), granted=days(granted)),
    ]
    paragraphs = [stacked(lines)]
    paragraphs.append(team_lines(team) if team else say("Nobody yet."))
    if team and mission.agreed_on is None:
        paragraphs.append(stacked([answer_line(handling, member) for member in team]))
    left = uncovered(handling, dossier, team)
    if left:
        paragraphs.append(say("⚠️ Nobody for: {skills}", skills=skill_names(left)))
    rows: list[tuple[Button, ...]] = []
    for member in team:
        number, name = member.share.id, member.advisor.name
        less = do(dossier, TeamDays(number, Step.LESS), say("➖ ½ {name}", name=name))
        more = do(dossier, TeamDays(number, Step.MORE), say("➕ ½ {name}", name=name))
        rows.append((less, more, do(dossier, TeamOut(number), say("✖️ Remove"))))
    rows.append((do(dossier, "team_add", say("➕ Add somebody")),))
    if Status(dossier.status) in GRANTED:
        rows[-1] += (do(dossier, "team_suggest", say("✨ Suggest")),)
        if any(may_be_asked(handling, each) for each in team):
            rows.append((do(dossier, "team_ask", say("📨 Ask the specialists first")),))
        if team:
            signed = say("✍️ The agreement is signed")
            rows.append((do(dossier, Contract(Signing.SIGN), signed, primary=True),))
        rows.append((back_to(dossier),))
    else:
        rows.append((do(dossier, "mission", say("⬅️ Back")),))
    return Screen(tuple(paragraphs), rows=tuple(rows))


def team(handling: Handling, dossier: Dossier) -> Reply:
    """Show the team of a mission."""
    return handling.reply(team_page(handling, dossier, mission_for(handling, dossier)))


def team_suggest(handling: Handling, dossier: Dossier, argument: Once) -> Reply:
    """Suggest a team again, in the place of the one there is; not once the agreement is signed."""
    mission = mission_for(handling, dossier)
    if Status(dossier.status) not in GRANTED:
        raise NotAllowed
    page = thanks_to_confirm(handling, dossier, leaving_of(team_of(handling.session, mission)), argument)
    if page is not None:
        return page
    suggest(handling, dossier, mission)
    touch(handling, dossier)
    return handling.reply(team_page(handling, dossier, mission))


def team_days(handling: Handling, dossier: Dossier, argument: TeamDays) -> Reply:
    """Give half a day more or less to somebody; never less than what they have already delivered."""
    mission = mission_for(handling, dossier)
    share = _member(handling, mission, argument.share).share
    tenths = share.tenths_contracted + (HALF if argument.step is Step.MORE else -HALF)
    if tenths < max(HALF, share.tenths_delivered):
        raise Refusal(say("Half a day is the least, and no less than what was delivered."))
    share.tenths_contracted = tenths
    if argument.step is Step.MORE and mission.agreed_on is None:  # they said yes to fewer
        share.asked_at = share.answer = share.answered_at = None
    touch(handling, dossier)
    return handling.reply(team_page(handling, dossier, mission))


def team_out(handling: Handling, dossier: Dossier, argument: TeamOut) -> Reply:
    """Remove somebody who has delivered nothing; once the agreement is signed the applicant is told."""
    mission = mission_for(handling, dossier)
    member = _member(handling, mission, argument.share)
    if member.share.tenths_delivered:
        raise Refusal(say("Days were delivered already: they stay in the team."))
    if open_statement(handling.session, member.share.id) is not None:
        raise Refusal(say("They said that they gave days: these are settled first."))
    gone = say(
        "{name} ({firm}) no longer takes part in your mission: your operator tells you who follows.",
        name=member.advisor.name,
        firm=member.company.name,
    )
    page = _look(handling, dossier, mission, argument, gone)
    if mission.agreed_on is None:
        page = thanks_to_confirm(handling, dossier, [member], argument)
    if page is not None:
        return page
    if mission.agreed_on is None:
        release(handling, member)
    drop_share(handling.session, member.share)
    touch(handling, dossier)
    if mission.agreed_on is not None:
        handling.tell_applicant(dossier, gone)
    return handling.reply(team_page(handling, dossier, mission))


def team_add(handling: Handling, dossier: Dossier, argument: TeamAdd) -> Reply:
    """Add somebody of the territory, or offer those who may come, most useful first."""
    mission = mission_for(handling, dossier)
    present = team_of(handling.session, mission)
    free = {
        each.id: each for each in candidates_of(handling.session, dossier.basin_code or "", handling.today)
    }
    may_come = _may_come(handling, dossier, mission)
    for member in present:
        free.pop(member.share.advisor_id, None)
    people = {
        advisor.id: (advisor, company)
        for company, advisor in advisors_of(handling.session, dossier.basin_code or "")
        if advisor.id in free and advisor.id in may_come
    }
    if argument.advisor is None:
        if not people:
            raise Refusal(say("Nobody else in this territory: add somebody with /advisors first."))
        left = set(uncovered(handling, dossier, present))
        best = sorted(
            (each for each in free.values() if each.id in people),
            key=lambda each: (-len(each.skills & left), each.waits(handling.today), each.tenths_contracted),
        )
        lines = [
            say("• {name} ({firm}): {skills}", name=people[each.id][0].name, firm=people[each.id][1].name,
                skills=skill_names(people[each.id][0].skills))
            for each in best[:OFFERED]
        ]  # fmt: skip
        options = tuple(
            do(dossier, TeamAdd(each.id), say("➕ {name}", name=people[each.id][0].name))
            for each in best[:OFFERED]
        )
        rows = ((do(dossier, "team", say("⬅️ Back")),),)
        return handling.reply(Screen((say("Who joins?"), stacked(lines)), options=options, rows=rows))
    chosen = people.get(argument.advisor)
    if chosen is None:
        raise Refusal(say("This person is in the team already, or takes part no more."))
    advisor, company = chosen
    joins = say("👋 {name} ({firm}) joins your mission.", name=advisor.name, firm=company.name)
    page = _look(handling, dossier, mission, argument, joins)
    if page is not None:
        return page
    needed = [code for code in uncovered(handling, dossier, present) if code in advisor.skills]
    handling.session.add(
        MissionAdvisor(mission_id=mission.id, advisor_id=advisor.id, skills=needed, tenths_contracted=A_DAY)
    )
    touch(handling, dossier)
    if mission.agreed_on is not None:
        take_part_again(company, handling.today)
        handling.tell_applicant(dossier, joins)
    return handling.reply(team_page(handling, dossier, mission))


def _look(
    handling: Handling, dossier: Dossier, mission: Mission, argument: Confirmable, words: Message
) -> Reply | None:
    """Return what the applicant is about to read of a team already agreed, to be confirmed; else None."""
    if mission.agreed_on is None:
        return None
    back = do(dossier, "team", say("⬅️ Back"))
    return words_to_confirm(handling, dossier, argument, (words,), back)


def _member(handling: Handling, mission: Mission, number: int) -> Member:
    """Return somebody of the team by the number of their share; raise Overtaken."""
    found = (member for member in team_of(handling.session, mission) if member.share.id == number)
    member = next(found, None)
    if member is None:
        raise Overtaken
    return member


ACTIONS = (
    OnDossier("team", team, OPERATING, fresh=False),
    OnDossier("team_suggest", team_suggest, OPERATING),
    OnDossier("team_days", team_days, OPERATING),
    OnDossier("team_out", team_out, OPERATING),
    OnDossier("team_add", team_add, OPERATING),
)
