"""The firms that lend their people, and their advisors: listed, added and kept up to date in the chat."""

from itertools import groupby

from bot.services.core.actions import AtOffice
from bot.services.core.answers import skill_names
from bot.services.core.arguments import Confirmed
from bot.services.core.entries import day, days, short
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Screen, box, stacked
from bot.services.core.worklist import WORKERS, office, turns
from bot.services.support.arguments import Advisors, AvailableFrom, InviteContributor, NewAdvisor, Skills
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import AdvisorEntry, Basin
from conversations.understanding.skills import SKILLS
from models.messages.tables import Prompt
from models.support.availability import away_until
from models.support.contributors import (
    add_advisor,
    add_contributor,
    advisors_of,
    find_advisor,
    find_contributor,
    firms_without_advisors,
    take_part_again,
    tenths_of,
)
from models.support.door import who_speaks_for
from models.support.tables import Advisor, ContributorCompany

SHOWN_AT_ONCE = 10
LONGEST = 80  # characters of a name

CHANGES = (
    (say("🎯 Skills"), "advisor_skills"),
    (say("📅 Available"), "advisor_from"),
    (say("📞 Contact"), "advisor_contact"),
    (say("👋 Leaves"), "advisor_leaves"),
)


def advisors(handling: Handling, subject: int, argument: Advisors) -> Reply:
    """List a territory's advisors by firm."""
    basins = [basin for basin in handling.network.basins if handling.held.may_handle(basin.code)]
    basin = next((each for each in basins if each.code == argument.basin), None)
    if basin is None and len(basins) == 1:
        [basin] = basins
    if basin is None:
        options = tuple(office(verbatim(each.name), Advisors(each.code)) for each in basins)
        return handling.reply(Screen((say("Which territory?"),), options=options))
    return handling.reply(_list(handling, basin, argument.start))


def _list(handling: Handling, basin: Basin, start: int) -> Screen:
    listed = advisors_of(handling.session, basin.code)
    present = [each for each in listed if not has_left(handling, each[1])]
    firms = len({company.id for company, _ in present})
    paragraphs = [
        say("🧑‍🏫 <b>Advisors</b> · {basin}", basin=basin.name),
        say("Firms that lend their people: {firms}. Advisors: {n}.", firms=firms, n=len(present)),
    ]
    alone = firms_without_advisors(handling.session, basin.code, handling.today)
    if alone:
        paragraphs.append(
            say_n(
                "🏭 {n} firm has nobody listed yet: find it by its name.",
                "🏭 {n} firms have nobody listed yet: find them by their names.",
                alone,
            )
        )
    ordered = [*present, *(each for each in listed if has_left(handling, each[1]))]
    shown = ordered[start : start + SHOWN_AT_ONCE]
    for _, group in groupby(shown, key=lambda each: each[0].id):
        together = list(group)
        lines = [say("🏭 <b>{firm}</b>", firm=together[0][0].name)]
        paragraphs.append(stacked([*lines, *(_line(handling, advisor) for _, advisor in together)]))
    options = tuple(office(verbatim(advisor.name), "advisor", advisor.id) for _, advisor in shown)
    firms_shown = {company.id: company.name for company, _ in shown}
    doors = tuple(
        (office(say("🏭 {firm}", firm=name), "contributor_firm", number),)
        for number, name in firms_shown.items()
    )
    pages = turns(
        start, SHOWN_AT_ONCE, len(ordered), lambda label, to: office(label, Advisors(basin.code, to))
    )
    add = office(say("➕ Add somebody"), NewAdvisor(basin.code))
    find = office(say("🔎 Find a firm"), "contributor_find")
    return Screen(tuple(paragraphs), options=options, rows=(*doors, *pages, (add, find)))


def has_left(handling: Handling, advisor: Advisor) -> bool:
    """Tell whether an advisor no longer takes part."""
    return advisor.left_on is not None and advisor.left_on <= handling.today


def _line(handling: Handling, advisor: Advisor) -> Message:
    shown = say("• {name}: {skills}", name=advisor.name, skills=skill_names(advisor.skills))
    if has_left(handling, advisor):
        return say("{line} · has left", line=shown)
    if advisor.available_from and advisor.available_from > handling.today:
        return say("{line} · from {day}", line=shown, day=advisor.available_from)
    return shown


def new_advisor(handling: Handling, subject: int, argument: NewAdvisor) -> Reply:
    """Ask who joins a territory's advisors."""
    code = argument.basin
    if not handling.held.may_handle(code) or handling.network.basin(code) is None:
        raise NotAllowed
    return ask(
        handling,
        "new_advisor",
        0,
        say("First and last name, then the firm: Claire Morel, Forges du Val"),
        back=office(say("⬅️ Back"), Advisors(code)),
        content={"basin": code},
    )


def new_advisor_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note somebody of a firm; who is known already is shown, and takes part again."""
    basin_code = str(prompt.content["basin"])
    if not handling.held.may_handle(basin_code):
        raise NotAllowed
    name, comma, firm = (part.strip() for part in text.partition(","))
    if not (name and comma and firm) or max(len(name), len(firm)) > LONGEST:
        raise Refusal(say("Type the name, a comma, then the firm: Claire Morel, Forges du Val"))
    no_longer_asked(handling)
    company = find_contributor(handling.session, basin_code, firm)
    company = company or add_contributor(handling.session, basin_code, firm, None, handling.today)
    advisor = find_advisor(handling.session, company, name)
    if advisor is None:
        advisor = add_advisor(handling.session, company, AdvisorEntry(name), handling.today)
    advisor.left_on = None
    take_part_again(company, handling.today)
    handling.session.flush()
    return handling.reply(_skills_page(company, advisor))


def _found(handling: Handling, advisor_id: int) -> tuple[ContributorCompany, Advisor]:
    """Return an advisor of a territory the person works for; raise NotAllowed."""
    advisor = handling.session.get(Advisor, advisor_id)
    if advisor is None:
        raise NotAllowed
    company = handling.session.get_one(ContributorCompany, advisor.company_id)
    if not handling.held.may_handle(company.basin_code):
        raise NotAllowed
    return company, advisor


def one_advisor(handling: Handling, subject: int) -> Reply:
    """Show an advisor."""
    return handling.reply(_page(handling, *_found(handling, subject)))


def _page(handling: Handling, company: ContributorCompany, advisor: Advisor) -> Screen:
    number = advisor.id
    contracted, delivered = tenths_of(handling.session, [number]).get(number, (0, 0))
    lines = [
        say("🧑‍🏫 <b>{name}</b>", name=advisor.name),
        say("🏭 {firm}", firm=company.name),
        say("🎯 {skills}", skills=skill_names(advisor.skills)),
    ]
    if advisor.job:
        lines.insert(2, say("💼 {job}", job=advisor.job))
    if advisor.contact:
        lines.append(say("📞 {contact}", contact=advisor.contact))
    if advisor.available_from and advisor.available_from > handling.today:
        lines.append(say("📅 Available from {day}", day=advisor.available_from))
    if who_speaks_for(handling.session, advisor):
        lines.append(say("📱 Reached by the bot"))
    if away := away_until(handling.session, [number], handling.today).get(number):
        lines.append(say("🏖 Away until {day}", day=away))
    if advisor.reviewed_on:
        lines.append(say("🔄 Up to date on {day}", day=advisor.reviewed_on))
    gone = has_left(handling, advisor)
    if gone and advisor.left_on:
        lines.append(say("👋 Has left on {day}", day=advisor.left_on))
    lines.append(
        say("Days contracted: {contracted} · delivered: {delivered}", contracted=days(contracted),
            delivered=days(delivered))
    )  # fmt: skip
    ways = ((say("🔄 Back again"), "advisor_back"),) if gone else CHANGES
    buttons = [office(label, action, number) for label, action in ways]
    if not gone:
        buttons.append(office(say("🔗 Invite"), InviteContributor(number), company.id))
    buttons.append(office(say("🏭 The firm"), "contributor_firm", company.id))
    back = office(say("⬅️ Back"), Advisors(company.basin_code))
    pairs = (tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Screen((stacked(lines),), rows=(*pairs, (back,)))


def skills(handling: Handling, subject: int, argument: Skills) -> Reply:
    """Tick or untick a skill."""
    company, advisor = _found(handling, subject)
    codes = [each.code for each in SKILLS]
    if argument.skill in codes:
        chosen = set(advisor.skills) ^ {argument.skill}
        advisor.skills = [code for code in codes if code in chosen]
        handling.session.flush()
    return handling.reply(_skills_page(company, advisor))


def _skills_page(company: ContributorCompany, advisor: Advisor) -> Screen:
    options = tuple(
        office(box(Message(skill.label), skill.code in advisor.skills), Skills(skill.code), advisor.id)
        for skill in SKILLS
    )
    done = office(say("👌 Done"), "advisor", advisor.id, primary=True)
    told = say("🎯 What can {name} ({firm}) help with?", name=advisor.name, firm=company.name)
    return Screen((told,), options=options, rows=((done,),))


def available_from(handling: Handling, subject: int, argument: AvailableFrom) -> Reply:
    """Ask from when an advisor is available, or note that they are."""
    company, advisor = _found(handling, subject)
    if argument.now:
        no_longer_asked(handling)
        advisor.available_from = None
        handling.session.flush()
        return handling.reply(_page(handling, company, advisor))
    return ask(
        handling,
        "advisor_from",
        subject,
        say("From which day is {name} available?", name=advisor.name),
        back=office(say("✅ Now"), AvailableFrom(now=True), subject),
    )


def available_from_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note from when an advisor is available."""
    company, advisor = _found(handling, prompt.subject)
    advisor.available_from = day(text, handling.today)
    no_longer_asked(handling)
    return handling.reply(_page(handling, company, advisor))


def contact(handling: Handling, subject: int) -> Reply:
    """Ask how to reach an advisor."""
    _, advisor = _found(handling, subject)
    wanted = say("A phone number or an e-mail address of {name}:", name=advisor.name)
    return ask(handling, "advisor_contact", subject, wanted)


def contact_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note how to reach an advisor."""
    company, advisor = _found(handling, prompt.subject)
    advisor.contact = short(text.strip(), LONGEST)
    no_longer_asked(handling)
    handling.session.flush()
    return handling.reply(_page(handling, company, advisor))


def leaves(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Note that an advisor no longer takes part; what they did stays."""
    company, advisor = _found(handling, subject)
    if argument.yes:
        advisor.left_on = handling.today
        handling.session.flush()
        return handling.reply(_page(handling, company, advisor))
    told = say("{name} is suggested no more. What was done stays.", name=advisor.name)
    back = office(say("⬅️ Back"), "advisor", subject)
    return handling.reply(
        Screen(
            (told,), rows=((office(say("👋 Leaves"), Confirmed("advisor_leaves", yes=True), subject), back),)
        )
    )


def comes_back(handling: Handling, subject: int) -> Reply:
    """Note that an advisor takes part again."""
    company, advisor = _found(handling, subject)
    advisor.left_on = None
    handling.session.flush()
    return handling.reply(_page(handling, company, advisor))


ACTIONS = (
    AtOffice("advisors", advisors, WORKERS),
    AtOffice("new_advisor", new_advisor, WORKERS, typed=new_advisor_typed),
    AtOffice("advisor", one_advisor, WORKERS),
    AtOffice("advisor_skills", skills, WORKERS),
    AtOffice("advisor_from", available_from, WORKERS, typed=available_from_typed),
    AtOffice("advisor_contact", contact, WORKERS, typed=contact_typed),
    AtOffice("advisor_leaves", leaves, WORKERS),
    AtOffice("advisor_back", comes_back, WORKERS),
)
