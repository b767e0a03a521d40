"""Who of a team has said whether they come, who must not, and what a team that changes tells those asked."""

from collections.abc import Callable, Sequence

from bot.services.core.arguments import Confirmable
from bot.services.core.company_names import company_name
from bot.services.core.confirmation import to_confirm
from bot.services.core.dossier_page import do
from bot.services.core.entries import days
from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, Screen, words
from bot.services.core.worklist import office
from conversations.committee.opinions import excluded
from conversations.messages import Message, say
from conversations.support.proposals import ANSWERS, Answer
from conversations.understanding.words import fold
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Dossier
from models.support.door import who_speaks_for
from models.support.exclusions import left_out_of
from models.support.queries import Member
from models.support.tables import Advisor, ContributorCompany, Mission

KeptOut = Callable[[ContributorCompany, Advisor], bool]


def kept_out(handling: Handling, dossier: Dossier, mission: Mission) -> KeptOut:
    """Return what tells who must not come: the applicant named them, or they have an interest."""
    named = dossier.answers.get("excluded")
    left_out = left_out_of(handling.session, dossier.id)

    def is_kept_out(company: ContributorCompany, advisor: Advisor) -> bool:
        if company.id in mission.conflicts or fold(company.name) in left_out.firms:
            return True
        if isinstance(named, str) and excluded(named, advisor.name, company.name):
            return True
        return bool(left_out.people) and not left_out.people.isdisjoint(
            who_speaks_for(handling.session, advisor)
        )

    return is_kept_out


def may_be_asked(handling: Handling, member: Member) -> bool:
    """Tell whether somebody of a team has an account here, and was not asked yet."""
    return member.share.asked_at is None and bool(who_speaks_for(handling.session, member.advisor))


def answer_line(handling: Handling, member: Member) -> Message:
    """Return whether somebody of a team comes, as far as is known."""
    name, share = member.advisor.name, member.share
    if share.answer in set(Answer):
        return say("• {name}: {answer}", name=name, answer=ANSWERS[Answer(share.answer)].told)
    if not who_speaks_for(handling.session, member.advisor):
        return say("• {name}: 📵 no account here, a call is needed", name=name)
    if share.asked_at is None:
        return say("• {name}: not asked yet", name=name)
    return say("• {name}: ⏳ asked, no answer yet", name=name)


def unsure(handling: Handling, dossier: Dossier, mission: Mission, team: Sequence[Member]) -> list[Message]:
    """Return what is to be known before an agreement is signed: who said no, or has not answered."""
    told, is_kept_out = [], kept_out(handling, dossier, mission)
    for member in team:
        name, answer = member.advisor.name, member.share.answer
        if answer == Answer.CONFLICT or member.company.id in mission.conflicts:
            told.append(say("⚠️ {name} ({firm}): a conflict of interest was told.", name=name,
                            firm=member.company.name))  # fmt: skip
        elif is_kept_out(member.company, member.advisor):
            told.append(say("⚠️ {name} ({firm}): the applicant or the committee does not want them here.",
                            name=name, firm=member.company.name))  # fmt: skip
        elif answer == Answer.NOT_NOW:
            told.append(say("⚠️ {name} said: not now.", name=name))
        elif answer is None and who_speaks_for(handling.session, member.advisor):
            waiting = say("⚠️ {name} has not answered yet.", name=name)
            told.append(waiting if member.share.asked_at else say("⚠️ {name} was not asked here.", name=name))
    return told


def thanks(handling: Handling, member: Member) -> Message | None:
    """Return what is told to who was asked, and leaves a team not signed; None where nobody is told."""
    said_no = member.share.answer in (Answer.NOT_NOW, Answer.CONFLICT)
    if member.share.asked_at is None or said_no or not who_speaks_for(handling.session, member.advisor):
        return None
    return say(
        "🙏 {name}: the team you were asked about is made otherwise. Nothing more to do. Thank you!",
        name=member.advisor.name,
    )


def leaving_of(team: Sequence[Member]) -> list[Member]:
    """Return those whom another suggestion may replace: all but who said that they come."""
    return [each for each in team if each.share.answer != Answer.ACCEPTS]


def thanks_to_confirm(
    handling: Handling, dossier: Dossier, leaving: Sequence[Member], argument: Confirmable
) -> Reply | None:
    """Return what those who leave a team not signed are about to read, to be confirmed; None once it is."""
    told = tuple(said for member in leaving if (said := thanks(handling, member)) is not None)
    shown = (say("👁 They will read:"), *told)
    back = do(dossier, "team", say("⬅️ Back"))
    return to_confirm(handling, dossier, argument, shown, back) if told else None


def release(handling: Handling, member: Member) -> None:
    """Tell somebody who was asked, and leaves a team that is not signed, that nothing is expected of them."""
    told = thanks(handling, member)
    if told is not None:
        for person_id in who_speaks_for(handling.session, member.advisor):
            handling.tell(person_id, words(told))


def tell_signed(handling: Handling, dossier: Dossier, member: Member) -> None:
    """Tell somebody of a team that its agreement is signed, and with whom."""
    firm = company_name(dossier, company_of_dossier(handling.session, dossier))
    told = say("✍️ {name}, the agreement with {firm} is signed, for {days} d. What follows: /missions",
               name=member.advisor.name, firm=firm, days=days(member.share.tenths_contracted))  # fmt: skip
    ways = ((office(say("🤝 My missions"), "missions", names=dossier.id),),)
    for person_id in who_speaks_for(handling.session, member.advisor):
        handling.tell(person_id, Screen((told,), rows=ways))
