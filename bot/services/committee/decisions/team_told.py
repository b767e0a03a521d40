"""A decision that is put right is told to those it concerns beside the applicant: the team that comes."""

from bot.services.core.company_names import company_name
from bot.services.core.entries import days
from bot.services.core.handling import Handling
from bot.services.core.screens import Screen
from bot.services.core.worklist import office
from conversations.committee.decisions import Decision
from conversations.dossiers.lifecycle import WITH_DAYS
from conversations.messages import Message, Value, say
from conversations.support.proposals import Answer
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Dossier
from models.support.door import who_speaks_for
from models.support.queries import Member, mission_of, team_of

TeamTold = list[tuple[list[int], Screen]]
"""Who reads something, and what."""


def team_reads(
    handling: Handling, dossier: Dossier, former: Decision | None, decision: Decision
) -> list[Message]:
    """Return what those of a team are about to read, each once, under what tells so; nothing for nobody."""
    words = [
        each for _, screen in team_told(handling, dossier, former, decision) for each in screen.paragraphs
    ]
    return [say("👁 They will read:"), *words] if words else []


def team_told(handling: Handling, dossier: Dossier, former: Decision | None, decision: Decision) -> TeamTold:
    """Return what those of a team read once the days that a former decision granted are put right.

    Who is engaged by an agreement, or was asked and has not said no, and has an account here.
    """
    mission = mission_of(handling.session, dossier.id)
    with_days = decision.event in WITH_DAYS
    if former is None or mission is None or (with_days and former.days == decision.days):
        return []
    signed, told = mission.agreed_on is not None, TeamTold()
    for member in team_of(handling.session, mission):
        asked = member.share.asked_at is not None
        people = who_speaks_for(handling.session, member.advisor)
        if people and (signed or (asked and member.share.answer not in (Answer.NOT_NOW, Answer.CONFLICT))):
            words = _words(handling, dossier, member, (former.days, decision.days), signed=signed)
            if not with_days:
                words = say(
                    "🙏 {name}: what was decided for the firm you were asked about is put right, and no days "
                    "are granted to it. Nothing more to do. Thank you!",
                    name=member.advisor.name,
                )
            names = dossier.id if signed else None
            ways = ((office(say("🤝 My missions"), "missions", names=names),),)
            told.append((people, Screen((words,), rows=ways)))
    return told


def _words(
    handling: Handling,
    dossier: Dossier,
    member: Member,
    granted: tuple[int | None, int | None],
    *,
    signed: bool,
) -> Message:
    before, after = granted
    about: dict[str, Value] = {
        "name": member.advisor.name, "n": after or 0, "before": before or 0,
        "days": days(member.share.tenths_contracted), "operator": dossier.operator_name or "",
    }  # fmt: skip
    if not signed:
        return say(
            "✏️ {name}: the days granted to the firm you were asked about are put right: {n} in all, not "
            "{before}. Yours, {days} so far, may change: {operator} tells you.",
            **about,
        )
    firm = company_name(dossier, company_of_dossier(handling.session, dossier))
    return say(
        "✏️ {name}: the days granted to {firm} are put right: {n} in all, not {before}. Your agreement, for "
        "{days} d, stands until {operator} tells you otherwise.",
        firm=firm,
        **about,
    )
