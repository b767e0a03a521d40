"""An applicant corrects or completes, of their own accord, a request they sent."""

from bot.services.core.actions import OnDossier
from bot.services.core.answers import given
from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import Write, ask
from bot.services.core.screens import Reply, Screen
from bot.services.core.visitors import Visitor, spoken
from bot.services.intake.amendments import AMENDABLE, correction_of
from bot.services.intake.discard import draft_menu
from bot.services.intake.own_dossiers import answer
from bot.services.intake.turn import Talk
from conversations.dossiers.statuses import SUPPORTED, Part, Status
from conversations.messages import say
from models.dossiers.tables import Dossier
from models.intake.queries import add_draft
from models.messages.queries import WRITE, open_request


def correct(handling: Handling, dossier: Dossier) -> Reply:
    """Open the review of what may change; what a committee has before it is corrected by a message."""
    operator, status = dossier.operator_name or "", Status(dossier.status)
    if status is Status.SCHEDULED:
        wanted = say(
            "Your request is on the agenda of the committee: its answers stay as they are. "
            "Type here what is to be corrected, and {operator} reads it.",
            operator=operator,
        )
        return ask(handling, WRITE, dossier, wanted, stop=do(dossier, Write(stop=True), say("✖️ Never mind")))
    if status not in (*AMENDABLE, *SUPPORTED):
        raise Refusal(
            say("The answers of this request change no more: write to {operator}.", operator=operator)
        )
    request = open_request(handling.session, dossier)
    if request is not None and request.questions:
        return answer(handling, dossier)
    talk = Talk(handling.transaction, handling.world, Visitor(handling.person_id, spoken(handling.visit)),
                handling.now)  # fmt: skip
    if talk.open is not None and talk.open.draft.completes == dossier.id:
        return talk.show()
    if talk.open is not None and not given(talk.transaction, talk.open):
        talk.put_aside()
    if talk.open is not None:
        first = say("One form at a time: send this one or delete it, and the other one opens.")
        menu = draft_menu(talk.transaction, talk.open)
        return talk.says(Screen((first, *menu.paragraphs), rows=menu.rows), leaves_tapped=True)
    add_draft(talk.transaction, talk.visit, correction_of(dossier), None, handling.now)
    return talk.show()


ACTIONS = (OnDossier("correct", correct, (Part.APPLICANT,), fresh=False),)
