"""What an advisor answers about a team they are asked to join; a conflict is never explained."""

from bot.services.contributors.missions import home, speaks_for
from bot.services.core.actions import AtOffice
from bot.services.core.confirmation import to_confirm
from bot.services.core.dossier_page import do
from bot.services.core.handling import OUT_OF_DATE, Handling
from bot.services.core.rights import Role
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import office
from bot.services.support.arguments import Proposal
from bot.services.support.teams import touch
from conversations.dossiers.statuses import GRANTED, Status
from conversations.messages import Message, say
from conversations.support.proposals import ANSWERS, Answer
from models.messages.reminders import first_told
from models.support.door import Lent, advisors_spoken_for, lent


def answer(handling: Handling, subject: int, argument: Proposal) -> Reply:
    """Note whether somebody comes; who works the request is told."""
    each = speaks_for(handling, subject)
    if not _is_open(each):
        return handling.reply(home(handling), alert=OUT_OF_DATE)
    if each.share.asked_at is None or each.share.answer in (argument.answer, Answer.CONFLICT):
        return handling.reply(home(handling), alert=OUT_OF_DATE)
    if argument.answer is Answer.CONFLICT:
        told = (say("🙅 A conflict of interest? Nobody asks why. Nobody at {firm} is asked again for "
                    "this request.", firm=each.company.name),)  # fmt: skip
        page = to_confirm(handling, subject, argument, told, office(say("⬅️ Back"), "missions"))
        if page is not None:
            return page
    _note(each, argument.answer, handling)
    touch(handling, each.dossier)
    if first_told(
        handling.session, f"proposal:{subject}:{each.share.asked_at}:{argument.answer}", handling.now
    ):
        _tell_operator(handling, each, argument.answer)  # however often they change their mind
    return handling.reply(home(handling, note=ANSWERS[argument.answer].noted))


def still_asked(handling: Handling) -> Reply | None:
    """Show again what somebody is asked and has not answered, to who types; None where nothing waits."""
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    found = lent(handling.session, [advisor.id for _, advisor in spoken_for])
    if not any(each.share.asked_at and each.share.answer is None and _is_open(each) for each in found):
        return None
    note = say("You are asked whether you come, and nothing is noted yet: touch your answer below.")
    return handling.reply(home(handling, note=note))


def _is_open(each: Lent) -> bool:
    return each.mission.agreed_on is None and Status(each.dossier.status) in GRANTED


def _note(each: Lent, said: Answer, handling: Handling) -> None:
    each.share.answer, each.share.answered_at = said.value, handling.now
    advisor, company = each.advisor.id, each.company.id
    declined = [number for number in each.mission.declined if number != advisor]
    each.mission.declined = declined if said is Answer.ACCEPTS else [*declined, advisor]
    if said is Answer.CONFLICT and company not in each.mission.conflicts:
        each.mission.conflicts = [*each.mission.conflicts, company]


def _tell_operator(handling: Handling, each: Lent, said: Answer) -> None:
    told: Message = say(
        "🧑‍🏫 <b>{reference}</b> · {name} ({firm}): {answer}",
        reference=each.dossier.reference, name=each.advisor.name, firm=each.company.name,
        answer=ANSWERS[said].told,
    )  # fmt: skip
    ways = ((do(each.dossier, "team", say("🧑‍🏫 The team"), primary=True),),)
    handling.tell_reader(each.dossier, Screen((told,), rows=ways))


ACTIONS = (AtOffice(Proposal.action, answer, (Role.CONTRIBUTOR,)),)
