"""A request stops, or goes on: those who come, or were asked to, hear of it."""

from bot.services.core.company_names import company_name
from bot.services.core.handling import Handling
from bot.services.core.screens import Screen
from bot.services.core.worklist import office
from conversations.messages import Message, say
from conversations.support.proposals import Answer
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Dossier
from models.support.door import who_speaks_for
from models.support.queries import Member, mission_of, team_of


def tell_team_it_stops(handling: Handling, dossier: Dossier, *, erased: bool = False) -> None:
    """Tell the team of a request that its firm withdraws it; who was only asked may be asked anew.

    ``erased``: what is personal goes too: the firm is not named any more.
    """
    mission = mission_of(handling.session, dossier.id)
    for member in team_of(handling.session, mission) if mission else ():
        share, name = member.share, member.advisor.name
        if mission is not None and mission.agreed_on is not None:
            firm = (
                say("A firm of {basin}", basin=_basin(handling, dossier))
                if erased
                else _firm(handling, dossier)
            )
            told = say(
                "🛑 {firm} withdraws its request: nothing more is expected of {name}. The days given stay "
                "counted. A question? {operator} answers it.",
                firm=firm, name=name, operator=dossier.operator_name or "",
            )  # fmt: skip
            _tell(handling, dossier, member, told)
        elif share.asked_at is not None and share.answer not in (Answer.NOT_NOW, Answer.CONFLICT):
            told = say(
                "🛑 {name}: the firm you were asked about withdraws its request. Nothing more to do. "
                "Thank you!",
                name=name,
            )
            _tell(handling, dossier, member, told)
            share.asked_at = share.answer = None
    handling.session.flush()


def tell_team_it_goes_on(handling: Handling, dossier: Dossier) -> None:
    """Tell the team of a request that is taken up again after its agreement was signed."""
    mission = mission_of(handling.session, dossier.id)
    for member in team_of(handling.session, mission) if mission and mission.agreed_on else ():
        _tell(handling, dossier, member, say(
            "🔄 {firm} takes up its request again: the mission of {name} goes on. {operator} tells what "
            "comes next.",
            firm=_firm(handling, dossier), name=member.advisor.name, operator=dossier.operator_name or "",
        ))  # fmt: skip


def _basin(handling: Handling, dossier: Dossier) -> str:
    basin = handling.basin(dossier)
    return basin.name if basin else ""


def _firm(handling: Handling, dossier: Dossier) -> Message:
    return company_name(dossier, company_of_dossier(handling.session, dossier))


def _tell(handling: Handling, dossier: Dossier, member: Member, told: Message) -> None:
    ways = ((office(say("🤝 My missions"), "missions", names=dossier.id),),)
    for person_id in who_speaks_for(handling.session, member.advisor):
        handling.tell(person_id, Screen((told,), rows=ways))
