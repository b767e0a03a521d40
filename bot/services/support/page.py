"""What was granted to a dossier and what came of it, on one page: the mission, the advance, the results."""

from datetime import date

from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import back_to, do
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.support.advances import advance_lines
from bot.services.support.missions import delivery_line, mission_dates
from bot.services.support.results import results
from bot.services.support.reviews import review_lines
from bot.services.support.teams import team_lines
from conversations.dossiers.statuses import GRANTED, OPERATING, SUPPORTED, Part, Status
from conversations.messages import Message, say
from models.database.writer import Session
from models.dossiers.tables import Dossier
from models.support.queries import advance_of, follow_ups_of, has_ledger, mission_of, team_of


def support(handling: Handling, dossier: Dossier) -> Reply:
    """Show what was granted and what came of it; changes are for those who work it."""
    status = Status(dossier.status)
    if status not in SUPPORTED and not has_ledger(handling.session, dossier):
        raise NotAllowed
    paragraphs = [
        say("📊 <b>{reference}</b>: what was granted, what came of it", reference=dossier.reference)
    ]
    rows: list[tuple[Button, ...]] = []
    works = bool(handling.parts(dossier) & OPERATING)
    mission, advance = mission_of(handling.session, dossier.id), advance_of(handling.session, dossier.id)
    if mission is not None:
        team = team_of(handling.session, mission)
        if team:
            paragraphs.append(stacked([delivery_line(member) for member in team]))
        reviews = review_lines(handling.session, mission, team)
        if reviews is not None:
            paragraphs.append(reviews)
        if works:
            page = "team" if status in GRANTED else "mission"
            rows.append((do(dossier, page, say("🚀 Mission")),))
    if advance is not None:
        paragraphs.append(advance_lines(advance, handling.today))
        if works:
            rows.append((do(dossier, "advance", say("💶 Advance")),))
    paragraphs.append(results(handling, dossier))
    if status in SUPPORTED:
        rows.append((do(dossier, "exchanges", say("🔄 Exchanges beyond the contract")),))
    return handling.reply(Screen(tuple(paragraphs), rows=(*rows, (back_to(dossier),))))


def told_of_support(session: Session, dossier: Dossier, today: date) -> list[Message]:
    """Return what an applicant reads of what was granted: who comes until when, the advance, what next."""
    if Status(dossier.status) not in SUPPORTED:
        return []
    found: list[Message] = []
    mission, advance = mission_of(session, dossier.id), advance_of(session, dossier.id)
    if mission is not None and mission.agreed_on is not None:
        if team := team_of(session, mission):
            found.append(stacked([say("🧑‍🏫 Who comes, free of charge:"), team_lines(team)]))
        if mission.starts_on is not None and mission.ended_on is None:
            found.append(mission_dates(mission.starts_on, mission.ends_on))
    if advance is not None:
        found.append(advance_lines(advance, today))
    following = next((each for each in follow_ups_of(session, dossier.id) if each.asked_at is None), None)
    if following is not None and following.due_on > today:
        found.append(say("On {day} I ask you here how it is going.", day=following.due_on))
    return found


ACTIONS = (OnDossier("support", support, (Part.TEAM, *OPERATING), fresh=False),)
