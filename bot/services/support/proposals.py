"""A team is asked first: its advisors say whether they come, before the firm is told any name."""

from bot.services.core.actions import OnDossier
from bot.services.core.answers import skill_names
from bot.services.core.confirmation import Once, to_confirm
from bot.services.core.dossier_page import do
from bot.services.core.entries import days
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.screens import Reply, Rows, Screen
from bot.services.core.worklist import office
from bot.services.support.answers import kept_out, may_be_asked
from bot.services.support.arguments import Proposal
from bot.services.support.teams import mission_for, team_page, touch
from conversations.dossiers.statuses import GRANTED, OPERATING, Status
from conversations.messages import Message, say
from conversations.support.proposals import ANSWERS
from models.dossiers.tables import Dossier
from models.support.door import who_speaks_for
from models.support.queries import Member, needs_covered, team_of


def team_ask(handling: Handling, dossier: Dossier, argument: Once) -> Reply:
    """Ask those of a team who have an account, once what they read is confirmed."""
    mission = mission_for(handling, dossier)
    if Status(dossier.status) not in GRANTED or mission.agreed_on is not None:
        raise NotAllowed
    is_kept_out = kept_out(handling, dossier, mission)
    members = [
        each
        for each in team_of(handling.session, mission)
        if may_be_asked(handling, each) and not is_kept_out(each.company, each.advisor)
    ]
    if not members:
        raise Refusal(say("Nobody is left to be asked here: the others are called, or have been asked."))
    shown = [say("📨 <b>{reference}</b>: each of them will read", reference=dossier.reference)]
    shown += [
        say("{name} ({firm})\n{words}", name=each.advisor.name, firm=each.company.name,
            words=proposal(handling, dossier, each))
        for each in members
    ]  # fmt: skip
    back = do(dossier, "team", say("⬅️ Back"))
    page = to_confirm(handling, dossier, argument, tuple(shown), back, say("📨 Ask them"))
    if page is not None:
        return page
    for each in members:
        each.share.asked_at = handling.now
        for person_id in who_speaks_for(handling.session, each.advisor):
            screen = Screen((proposal(handling, dossier, each),), rows=ways(each.share.id))
            handling.tell(person_id, screen)
    touch(handling, dossier)
    return handling.reply(team_page(handling, dossier, mission))


def proposal(handling: Handling, dossier: Dossier, member: Member) -> Message:
    """Return what somebody is asked: needs, days and territory, and nothing that tells who asks."""
    basin = handling.basin(dossier)
    skills = needs_covered(handling.session, dossier.id, member.share, member.advisor)
    return say(
        "🤝 {name}, a small firm of {basin} could use your help: {skills}, about {days} d. Would you come? "
        "You learn its name, and it learns yours, once the agreement is signed.",
        name=member.advisor.name,
        basin=basin.name if basin else "",
        skills=skill_names(skills),
        days=days(member.share.tenths_contracted),
    )


def ways(share_id: int) -> Rows:
    """Return the answers to choose from."""
    return tuple((office(spec.label, Proposal(answer), share_id),) for answer, spec in ANSWERS.items())


ACTIONS = (OnDossier("team_ask", team_ask, OPERATING),)
