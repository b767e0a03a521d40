"""A contributor's role ends, by themselves or by the team: what waits lapses, what was done stays."""

from dataclasses import replace

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmed
from bot.services.core.dossier_page import do, word_on
from bot.services.core.entries import days
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.rights import Role, rights
from bot.services.core.screens import Menu, Reply, Screen, words
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, Listed, office
from conversations.dossiers.statuses import GRANTED, Status
from conversations.messages import say
from models.exchanges.people import participant_of, withdraw
from models.intake.queries import find_visit
from models.messages.prompts import forget_prompt
from models.support.door import advisors_spoken_for, lent, who_speaks_for
from models.support.statements import open_statement
from models.support.tables import ContributorCompany
from models.team.tables import Membership


def end(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """End a contributor's role, once it is confirmed."""
    membership = handling.session.get(Membership, subject, with_for_update=True)
    if membership is None or membership.role != Role.CONTRIBUTOR or membership.company_id is None:
        raise NotAllowed
    company = handling.session.get_one(ContributorCompany, membership.company_id)
    own = membership.person_id == handling.person_id
    if not own and not handling.held.may_handle(company.basin_code):
        raise NotAllowed
    if membership.until is not None:
        raise Refusal(say("It is done already."))
    back = office(say("⬅️ Back"), "missions" if own else Listed("contributors"))
    if not argument.yes:
        sure = (
            say("Take part no more for {firm}? What you are being asked lapses. The days you have given stay "
                "counted.", firm=company.name)
            if own
            else say("End the access of {name} for {firm}? They are told; what they are being asked lapses.",
                     name=handling.name_of(membership.person_id), firm=company.name)
        )  # fmt: skip
        yes = office(say("🚪 Yes, end it"), Confirmed("contributor_end", yes=True), subject)
        return handling.reply(Screen((sure,), rows=((yes, back),)))
    spoken_for = [
        advisor for _, advisor in advisors_spoken_for(handling.session, membership.person_id, handling.today)
    ]
    membership.until = handling.today
    forget_prompt(handling.session, membership.person_id)
    orphans = {each.id for each in spoken_for if not who_speaks_for(handling.session, each)}
    _lapse(handling, orphans)
    if participant_of(handling.session, membership.person_id, handling.today) is None:
        withdraw(handling.session, membership.person_id, handling.now)
    if own:
        reply = handling.reply(
            words(say("Done, and thank you for what you gave. The days you have given stay counted."))
        )
    else:
        told = say(
            "🚪 Your access for {firm} has ended: what you were being asked lapses. The days you have given "
            "stay counted. A mistake? Ask your firm to write to {operator}.",
            firm=company.name,
            operator=handling.network.operator_of(company.basin_code),
        )
        handling.tell(membership.person_id, words(told))
        done = say(
            "Done: {name} has no access any more, and has been told.",
            name=handling.name_of(membership.person_id),
        )
        reply = handling.reply(Screen((done,), rows=((back,),)))
    visit = find_visit(handling.transaction, membership.person_id)
    if visit is None:
        return reply
    left = rights(handling.session, membership.person_id, handling.now).roles
    return replace(reply, menus=(Menu(membership.person_id, spoken(visit), left),))


def _lapse(handling: Handling, advisors: set[int]) -> None:
    """Have what advisors whom nobody speaks for any more were asked lapse; who works each request is told."""
    for each in lent(handling.session, advisors):
        statement = open_statement(handling.session, each.share.id)
        if statement is not None:
            told = say(
                "🚪 {reference}: {name} ({firm}) has no access here any more; {days} days said wait to be "
                "confirmed.",
                reference=each.dossier.reference, name=each.advisor.name, firm=each.company.name,
                days=days(statement.tenths),
            )  # fmt: skip
            ways = ((do(each.dossier, "mission", say("🚀 Mission")),),)
            handling.tell_reader(each.dossier, Screen((told,), rows=ways))
        if each.mission.agreed_on is not None or Status(each.dossier.status) not in GRANTED:
            continue
        each.share.asked_at = each.share.answer = each.share.answered_at = None
        handling.session.flush()
        told = say(
            "🚪 {reference}: {name} ({firm}) has no access here any more; nothing is signed yet. A call?",
            reference=each.dossier.reference, name=each.advisor.name, firm=each.company.name,
        )  # fmt: skip
        handling.tell_reader(each.dossier, word_on(each.dossier, told, primary=False))


ACTIONS = (AtOffice("contributor_end", end, (*WORKERS, Role.CONTRIBUTOR)),)
