"""A question goes from its author to who works the basin, and from them to those whom it may concern."""

from collections.abc import Collection
from dataclasses import replace

from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import overseers, workers
from bot.services.core.screens import Screen
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.kept_apart import KeptApart
from bot.services.exchanges.questions.question_text import kind_of, with_files
from conversations.dossiers.deadlines import month_began
from conversations.exchanges.audience import MOST_ASKED, Asked, Audience, Candidate, audience
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.participants import Participant
from conversations.exchanges.questions import QuestionEvent, QuestionStatus, Side, question_after
from conversations.messages import say
from models.exchanges.files import files_of_question
from models.exchanges.people import participants_in
from models.exchanges.queries import change_question, heard_by, recipient_of, recipients_of
from models.exchanges.tables import NetworkQuestion, QuestionRecipient
from models.support.tables import ContributorCompany

OVERTAKEN = say("Somebody has acted on it since. Here is how things stand.")


def tell_operators(handling: Handling, question: NetworkQuestion) -> None:
    """Tell who works a basin that a question waits for them; the coordination, where nobody else does."""
    spec = KINDS[kind_of(question)]
    told = (
        say(
            "❓ <b>A question to the network waits for you</b> · {basin}",
            basin=handling.network.name_of(question.basin_code),
        ),
        say("{kind}", kind=spec.label),
        say("“{text}”", text=question.text or ""),
        *with_files(len(files_of_question(handling.session, question.id))),
    )
    read = between(say("👁 Read and decide"), "desk_question", question.id, primary=True)
    there = [*workers(handling.session, question.basin_code)]
    for person_id in there if set(there) - {question.asker_id} else overseers(handling.session, ""):
        if person_id != question.asker_id:
            handling.tell(person_id, Screen(told, rows=((read,),)))


def forward(handling: Handling, question: NetworkQuestion, side: Side) -> int | None:
    """Pass a question on; return how many people it goes to. None when it may not be passed on any more.

    One that would reach nobody waits for the operator, who decides.
    """
    after = question_after(QuestionEvent.FORWARD, QuestionStatus(question.status), side)
    if after is None:
        return None
    found = audience_of(handling, question, [question.basin_code])
    if side is Side.BOT and not found.chosen:
        return None
    by = handling.person_id if side is Side.OPERATOR else None
    values = {"status": after.value, "passed_at": handling.now, "passed_by": by}
    if not change_question(handling.session, question, values):
        return None
    return choose(handling, question, found, widened=False)


def choose(handling: Handling, question: NetworkQuestion, found: Audience, *, widened: bool) -> int:
    """Note whom a question goes to: it is sent to them in working hours. Return how many they are."""
    for candidate in found.chosen:
        handling.session.add(
            QuestionRecipient(
                question_id=question.id,
                person_id=candidate.who.person_id,
                chosen_at=handling.now,
                widened=widened,
            )
        )
        handling.session.flush()  # one by one: their numbers are their order
    return len(found.chosen)


def audience_of(
    handling: Handling, question: NetworkQuestion, basin_codes: Collection[str], most: int = MOST_ASKED
) -> Audience:
    """Return whom a question goes to in some basins, and how many are left out."""
    session = handling.session
    people = participants_in(session, basin_codes, handling.today)
    heard = heard_by(session, [each.person_id for each in people], month_began(handling.today))
    told = {each.person_id for each in recipients_of(session, question.id)}
    asker = asker_of(handling, question)
    apart = KeptApart(handling, question, people, asker)
    asked = Asked(
        kind_of(question),
        question.skill,
        question.asker_id or 0,
        asker.firm if asker else None,
        question.dossier_id,
        question.company_id,
    )

    def candidate(who: Participant) -> Candidate:
        sent, basin = heard.get(who.person_id), handling.network.basin(who.basin_code)
        return Candidate(
            who,
            km=_apart(handling, question.commune, who.commune),
            excluded=apart.keeps(who),
            sent=sent.sent if sent else 0,
            monthly=basin.exchanges.monthly if basin else 0,
            asked_at=sent.last if sent else None,
            told=who.person_id in told,
        )

    return audience(asked, [candidate(who) for who in people], most)


def asker_of(handling: Handling, question: NetworkQuestion) -> Participant | None:
    """Return who asks, for the firm they ask for; None for an operator, or once they are erased."""
    if question.asker_id is None or (question.dossier_id is None and question.company_id is None):
        return None
    found = handling.somebody(question.asker_id)
    if found is None or (found.dossier_id, found.company_id) == (question.dossier_id, question.company_id):
        return found
    firm = None
    if question.company_id is not None:
        firm = handling.session.get_one(ContributorCompany, question.company_id).name
    return replace(found, dossier_id=question.dossier_id, company_id=question.company_id, firm=firm)


def question_for(handling: Handling, question_id: int) -> tuple[NetworkQuestion, Participant]:
    """Return a question that the person was sent, and who they are; raise NotAllowed for any other."""
    who = handling.taking_part()
    question = handling.session.get(NetworkQuestion, question_id)
    sent = recipient_of(handling.session, question_id, who.person_id)
    if question is None or question.asker_id == who.person_id or sent is None or sent.sent_at is None:
        raise NotAllowed
    return question, who


def _apart(handling: Handling, one: str | None, other: str | None) -> float | None:
    return handling.world.gazetteer.apart(one, other) if one and other else None


def distance_to(handling: Handling, question: NetworkQuestion, commune: str | None) -> float | None:
    """Return how far somebody is from who asks; None where nothing tells it."""
    return _apart(handling, question.commune, commune)
