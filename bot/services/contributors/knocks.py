"""The link printed for a firm: who comes by it gives their name and waits; the team says yes or no."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from bot.services.contributors.firms import firm_of, firm_page
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import workers
from bot.services.core.screens import Reply, Screen, words
from bot.services.core.worklist import WORKERS, office
from bot.services.team.invitations import open_door, welcome_of
from conversations.messages import Message, say
from conversations.network.basins import AdvisorEntry
from conversations.understanding.person_names import NotAName, read_person_name
from models.intake.queries import find_visit
from models.intake.tables import Person
from models.messages.tables import Prompt
from models.support.contributors import add_advisor, find_advisor, take_part_again
from models.support.door import accounts, advisors_in, knock_of, knocks_waiting, printed_link
from models.support.tables import Advisor, ContributorCompany
from models.team.tables import DoorKnock, Invitation

LONGEST = 80  # characters of a name
MOST_WAITING = 20  # at one door: a link that has got into strange hands is renewed
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Knock(Argument):
    """Somebody at a door. ``named``: by the name that Telegram tells; ``stop``: they go away."""

    action = "knock"
    named: Annotated[bool, "named"] = False
    stop: Annotated[bool, "stop"] = False


def come_by(handling: Handling, invitation: Invitation, name: str | None) -> Reply:
    """Ask who comes by a firm's link for their name, or tell them how things stand.

    ``name``: as Telegram tells it.
    """
    assert invitation.company_id is not None
    company = handling.session.get_one(ContributorCompany, invitation.company_id)
    known = accounts(handling.session, person_id=handling.person_id, company_id=company.id)
    if known:
        return handling.reply(welcome_of(company, handling.network))
    knock = knock_of(handling.session, company.id, handling.person_id)
    if knock is not None and knock.accepted is None:
        return handling.reply(words(_waits(handling, company)))
    if knock is not None and not knock.accepted:
        return handling.reply(words(_refused(handling, company)))
    named = (office(say("👋 I am {name}", name=name), Knock(named=True), company.id),) if name else ()
    return ask(
        handling,
        Knock.action,
        company.id,
        say("Your first and last name, as your colleagues know you:"),
        above=(say("🤝 {firm} lends its specialists to small firms. Give your name: {operator} lets you in.",
                   firm=company.name, operator=handling.network.operator_of(company.basin_code)),),
        content={"told": name or ""},
        rows=(named,) if named else (),
        stop=office(say("✖️ Never mind"), Knock(stop=True), company.id),
    )  # fmt: skip


def knock(handling: Handling, subject: int, argument: Knock) -> Reply:
    """Take the name that Telegram tells, or let somebody go."""
    prompt = handling.session.get(Prompt, handling.person_id)
    if prompt is None or (prompt.purpose, prompt.subject) != (Knock.action, subject):
        raise NotAllowed
    told = str(prompt.content.get("told", ""))
    if argument.stop:
        no_longer_asked(handling)
        return handling.reply(words(say("Fine: nobody is told. The link stays good.")))
    if not argument.named or not told:
        raise NotAllowed
    return _knock(handling, subject, told, told)


def knock_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the name of who comes by a link."""
    said = read_person_name(text[:LONGEST])
    if isinstance(said, NotAName) or said.rest or len(said.readings) != 1 or len(said.readings[0]) < SHORTEST:
        raise Refusal(say("Type your first and last name, such as Claire Morel."))
    return _knock(handling, prompt.subject, said.readings[0], str(prompt.content.get("told", "")))


def _knock(handling: Handling, company_id: int, name: str, account: str) -> Reply:
    """Have somebody wait, and tell who works the basin. ``account``: the name that Telegram tells."""
    company = handling.session.get_one(ContributorCompany, company_id)
    no_longer_asked(handling)
    full = len(knocks_waiting(handling.session, company_id)) >= MOST_WAITING
    if full or printed_link(handling.session, company_id, handling.now) is None:
        closed = say("This link opens nothing any more. Ask your firm, or {operator}, for a new one.",
                     operator=handling.network.operator_of(company.basin_code))  # fmt: skip
        return handling.reply(words(closed))
    found = knock_of(handling.session, company_id, handling.person_id)
    if found is None:
        found = DoorKnock(
            company_id=company_id, person_id=handling.person_id, name=name[:LONGEST], knocked_at=handling.now
        )
        handling.session.add(found)
    elif found.accepted:  # their role ended since
        found.name, found.knocked_at, found.accepted = name[:LONGEST], handling.now, None
    else:
        raise NotAllowed
    found.account = account[:LONGEST] or None
    handling.session.flush()
    for person_id in workers(handling.session, company.basin_code):
        handling.tell(person_id, _who_are_they(handling, company, found))
    return handling.reply(words(say("👋 Thank you, {name}.", name=found.name), _waits(handling, company)))


def _waits(handling: Handling, company: ContributorCompany) -> Message:
    return say(
        "⏳ {operator} has been told that you come for {firm}. You hear here as soon as they have answered.",
        operator=handling.network.operator_of(company.basin_code),
        firm=company.name,
    )


def _refused(handling: Handling, company: ContributorCompany) -> Message:
    return say(
        "🚪 {operator} did not find you among the people of {firm}, and could not let you in. A mistake? "
        "Ask your firm to tell them.",
        operator=handling.network.operator_of(company.basin_code),
        firm=company.name,
    )


class As(StrEnum):
    """What somebody is at a firm, besides one of its advisors."""

    FIRM = "firm"
    NEW = "new"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Opens(Argument):
    """Who somebody at the door is: an advisor, or something else. ``yes``: it is confirmed."""

    action = "knocks"
    advisor: int | None = None
    what: As | None = None
    yes: Annotated[bool, "yes"] = False


def _who_are_they(handling: Handling, company: ContributorCompany, knock: DoorKnock) -> Screen:
    """Ask the team who somebody at the door is."""
    told = (
        say("🔔 <b>{name}</b> came by the link printed for {firm}.", name=knock.name, firm=company.name),
        *((say("📱 Their Telegram account bears the name “{account}”.", account=knock.account),)
          if knock.account else ()),
        say("Who are they? Choose, then confirm: they are let in, and told."),
    )  # fmt: skip
    options = tuple(
        office(say("🧑‍🏫 {name}", name=each.name), Opens(each.id), knock.id)
        for each in advisors_in(handling.session, company.id, handling.today)
    )
    rows = (
        (office(say("🏭 They represent the firm"), Opens(what=As.FIRM), knock.id),),
        (office(say("🆕 A new advisor"), Opens(what=As.NEW), knock.id),),
        (office(say("🚫 I do not know them"), Opens(what=As.NOBODY), knock.id),),
    )
    return Screen(told, options=options, rows=rows)


def answer(handling: Handling, subject: int, argument: Opens) -> Reply:
    """Open the door to somebody, or not; they are told either way."""
    knock = handling.session.get(DoorKnock, subject, with_for_update=True)
    if knock is None:
        raise NotAllowed
    company = firm_of(handling, knock.company_id)
    if knock.accepted is not None:
        told = say("{name} came in already.", name=knock.name)
        if not knock.accepted:
            told = say("{name} was sent away already.", name=knock.name)
        return handling.reply(firm_page(handling, company, note=told), alert=OUT_OF_DATE)
    if argument.advisor is None and argument.what is None:
        return handling.reply(_who_are_they(handling, company, knock))
    if not argument.yes:
        return handling.reply(_sure(handling, company, knock, argument))
    knock.accepted = argument.what is not As.NOBODY
    knock.answered_at, knock.answered_by = handling.now, handling.person_id
    if not knock.accepted:
        handling.tell(knock.person_id, words(_refused(handling, company)))
        note = say("{name} has been told that they could not be let in.", name=knock.name)
        return handling.reply(firm_page(handling, company, note=note))
    visit = find_visit(handling.transaction, knock.person_id)
    if visit is None:
        raise NotAllowed
    handling.session.get_one(Person, knock.person_id).name = knock.name
    menu = open_door(
        handling.session, visit, company, _advisor(handling, company, knock, argument), handling.now
    )
    handling.tell(knock.person_id, welcome_of(company, handling.network))
    note = say("{name} came in, and has been told.", name=knock.name)
    return replace(handling.reply(firm_page(handling, company, note=note)), menus=(menu,))


def _sure(handling: Handling, company: ContributorCompany, knock: DoorKnock, argument: Opens) -> Screen:
    """Ask the team to confirm who somebody is: the name that is told, and that of the account."""
    account = knock.account or say("no name")
    values = {"name": knock.name, "account": account, "firm": company.name}
    if argument.what is As.NOBODY:
        sure = say("Send {name} away? They are told so, and cannot come by this link again.", name=knock.name)
        label = say("🚫 Yes, I do not know them")
    elif argument.advisor is not None:
        advisor = handling.session.get_one(Advisor, argument.advisor)
        sure = say(
            "Let “{name}” (Telegram account: “{account}”) in as {advisor}, of {firm}? They will read what is "
            "{advisor}’s.",
            advisor=advisor.name,
            **values,
        )
        label = say("✅ Yes, it is {name}", name=advisor.name)
    else:
        sure = say("Let “{name}” (Telegram account: “{account}”) in, for {firm}?", **values)
        label = say("✅ Yes, let them in")
    yes = office(label, replace(argument, yes=True), knock.id)
    return Screen((sure,), rows=((yes, office(say("↩️ Who are they?"), Opens(), knock.id)),))


def _advisor(
    handling: Handling, company: ContributorCompany, knock: DoorKnock, argument: Opens
) -> int | None:
    """Return which advisor somebody is, a new one where the team says so; None for none of them."""
    if argument.what is As.FIRM:
        return None
    if argument.what is As.NEW:
        found = find_advisor(handling.session, company, knock.name)
        found = found or add_advisor(handling.session, company, AdvisorEntry(knock.name), handling.today)
        found.left_on = None
        take_part_again(company, handling.today)
        return found.id
    advisor = handling.session.get(Advisor, argument.advisor)
    if advisor is None or advisor.company_id != company.id:
        raise NotAllowed
    return advisor.id


ACTIONS = (
    AtOffice("knock", knock, (), typed=knock_typed, outside=True),
    AtOffice("knocks", answer, WORKERS),
)
