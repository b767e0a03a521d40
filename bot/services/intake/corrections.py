"""An applicant corrects or completes, of their own accord, a request they sent."""

from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import Write, ask
from bot.services.core.screens import Reply
from bot.services.intake.amendments import AMENDABLE, correction_of
from bot.services.intake.information_requests import said_otherwise
from bot.services.intake.own_dossiers import answer, talk_of
from bot.services.intake.own_lists import Kept
from conversations.dossiers.statuses import SUPPORTED, Part, Status
from conversations.engine.corrections import Correction, offer, put_off
from conversations.engine.questionnaire import Reaction, Walk
from conversations.inputs import CANDIDATE
from conversations.intake import INTAKE
from conversations.messages import say
from models.dossiers.tables import Dossier
from models.messages.queries import WRITE, open_request, undecided_message


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
    talk = talk_of(handling)
    if talk.open is not None and talk.open.draft.completes == dossier.id:
        return talk.show()
    return talk.open_form(correction_of(dossier))


def restate(handling: Handling, dossier: Dossier, argument: Kept) -> Reply:
    """Open the review with the answers corrected that messages say otherwise; nothing is sent by it."""
    found = said_otherwise(handling, dossier, argument.message)
    form, talk = correct(handling, dossier), talk_of(handling)
    if not found or talk.open is None or talk.open.draft.completes != dossier.id:
        return form
    return talk.take(lambda: _corrected(talk.walk, found))


def mine(handling: Handling, dossier: Dossier, argument: Kept) -> Reply:
    """Take words that waited for this choice as the answer to the question under way."""
    message = undecided_message(handling.session, handling.person_id, argument.message)
    talk = talk_of(handling)
    if message is None or message.text is None or talk.open is None:
        raise Refusal(say("It is done already."))
    text, number = message.text, str(message.source_id)
    handling.session.delete(message)
    handling.session.flush()
    return talk.take(lambda: INTAKE.read(talk.walk, text, number))


def _corrected(walk: Walk, found: list[Correction]) -> Reaction:
    """Correct the one answer that is said otherwise; offer them where they are several, or in the review."""
    if INTAKE.step(walk.draft) is not None:
        put_off(walk.draft, found)
        return Reaction()
    offer(walk.draft, found)
    return INTAKE.tap(walk, f"{CANDIDATE}0") if len(found) == 1 else Reaction()


ACTIONS = (
    OnDossier("correct", correct, (Part.APPLICANT,), fresh=False),
    OnDossier("restate", restate, (Part.APPLICANT,), fresh=False),
    OnDossier("mine", mine, (Part.APPLICANT,), fresh=False),
)
