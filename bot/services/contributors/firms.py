"""A contributor company as who works its basin sees it: its advisors, who has an account, its links."""

from datetime import datetime, timedelta

from bot.services.contributors.link_poster import link_poster, poster_named
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmed
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.papers import Poster
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Document, Notice, Reply, Screen, stacked
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, Listed, office, turns
from bot.services.support.arguments import Advisors, InviteContributor
from bot.services.team.invitations import invite, open_link, opened_by
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import Network
from models.database.writer import Transaction
from models.support.door import Account, accounts, advisors_in, knocks_waiting, printed_link
from models.support.tables import Advisor, ContributorCompany
from models.team.tables import Invitation

PRINTED_LIFE = timedelta(days=365)
AT_ONCE = 8


def firm_of(handling: Handling, number: int) -> ContributorCompany:
    """Return a contributor company of a basin the person works for; raise NotAllowed."""
    company = handling.session.get(ContributorCompany, number)
    if company is None or not handling.held.may_handle(company.basin_code):
        raise NotAllowed
    return company


def firm(handling: Handling, subject: int, argument: Listed) -> Reply:
    """Show a contributor company."""
    return handling.reply(firm_page(handling, firm_of(handling, subject), start=argument.start))


def firm_of_basin(handling: Handling, company: ContributorCompany) -> Message:
    """Return the name of a contributor company, which may lend in several territories, with this one."""
    basin = handling.network.queue_name(company.basin_code)
    return say("{firm} · {basin}", firm=company.name, basin=basin)


def firm_page(
    handling: Handling, company: ContributorCompany, *, note: Message | None = None, start: int = 0
) -> Screen:
    """Return the page of a contributor company.

    ``note``: a word on what was just done. ``start``: how many who wait are passed over.
    """
    number, link = company.id, printed_link(handling.session, company.id, handling.now)
    known = accounts(handling.session, company_id=number)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    paragraphs.append(say("🏭 <b>{firm}</b>", firm=firm_of_basin(handling, company)))
    own = {account.advisor.id for account in known if account.advisor}
    lines = [
        say("• {name} · 📱 has an account", name=each.name)
        if each.id in own
        else say("• {name}", name=each.name)
        for each in advisors_in(handling.session, number, handling.today)
    ]
    lines += [
        say("• {name} · 📱 represents the firm", name=_called(each)) for each in known if each.advisor is None
    ]
    paragraphs.append(stacked(lines) if lines else say("Nobody yet."))
    if link is not None:
        paragraphs.append(say("🖨 A printed link works until {day}.", day=link.expires_at.date()))
    waiting = knocks_waiting(handling.session, number)
    if waiting:
        paragraphs.append(
            say_n("🔔 {n} person waits at its link", "🔔 {n} people wait at its link", len(waiting))
        )
    rows: list[tuple[Button, ...]] = [
        (office(say("🔔 {name} waits", name=each.name), "knocks", each.id, primary=True),)
        for each in waiting[start : start + AT_ONCE]
    ]
    rows += turns(start, AT_ONCE, len(waiting),
                  lambda label, to: office(label, Listed("contributor_firm", to), number))  # fmt: skip
    rows.append((office(say("🔗 Invite a representative"), "contributor_invite", number),))
    if link is None:
        rows.append((office(say("🖨 A link to print"), Confirmed("contributor_link"), number),))
    else:
        renewed = office(say("🖨 Renew the link"), Confirmed("contributor_link"), number)
        rows.append((renewed, office(say("✖️ End the link"), Confirmed("contributor_unlink"), number)))
    if known:
        rows.append((office(say("📱 Accounts"), Listed("contributors")),))
    rows.append((office(say("⬅️ Back"), Advisors(company.basin_code)),))
    return Screen(tuple(paragraphs), rows=tuple(rows))


def _called(account: Account) -> Message:
    return verbatim(account.name) if account.name else say("a colleague")


def invite_contributor(handling: Handling, subject: int, argument: InviteContributor) -> Reply:
    """Make a one-time link for somebody of a firm."""
    company, name = firm_of(handling, subject), None
    back = office(say("⬅️ Back"), "contributor_firm", subject)
    if argument.advisor is not None:
        advisor = handling.session.get(Advisor, argument.advisor)
        present = {each.id for each in advisors_in(handling.session, company.id, handling.today)}
        if advisor is None or advisor.id not in present:
            raise NotAllowed
        name, back = advisor.name, office(say("⬅️ Back"), "advisor", advisor.id)
    code = invite(
        handling.transaction, Role.CONTRIBUTOR, company.basin_code, handling.now, handling.person_id,
        company_id=company.id, advisor_id=argument.advisor,
    )  # fmt: skip
    told = (
        say("🔗 A link for {name} ({firm})", name=name, firm=company.name)
        if name
        else say("🔗 A link for who represents {firm}", firm=company.name),
        say("{link}", link=link_to(handling, code)),
        say("It works once, and for 14 days. Send it to that person only."),
    )
    return handling.reply(Screen(told, rows=((back,),)))


def link_to(handling: Handling, code: str) -> str:
    """Return the address that a code opens."""
    return f"https://t.me/{handling.world.bot_name}?start={code}"


def print_link(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Make the link printed for a firm; the one before no longer opens."""
    company = firm_of(handling, subject)
    former = printed_link(handling.session, company.id, handling.now)
    back = office(say("⬅️ Back"), "contributor_firm", subject)
    if former is not None and not argument.yes:
        told = say("A new link puts an end to the one printed before: whoever opens that one is sent away.")
        yes = office(say("🖨 Renew the link"), Confirmed("contributor_link", yes=True), subject)
        return handling.reply(Screen((told,), rows=((yes, back),)))
    if former is not None:
        former.expires_at = handling.now - timedelta(seconds=1)
    opened = Invitation(
        code_hash="", role=Role.CONTRIBUTOR.value, basin_code=company.basin_code,
        expires_at=handling.now + PRINTED_LIFE, invited_by=handling.person_id, company_id=company.id,
        many=True,
    )  # fmt: skip
    link, language = link_to(handling, open_link(handling.session, opened)), spoken(handling.visit)
    until = opened.expires_at.date()
    made = link_poster(company, handling.network, link, until, handling.now)
    told = say("🖨 The same link as a poster, to print")
    document = Document(poster_named(company.name), made, told)
    handling.told.append(Notice(handling.person_id, language, document=document))
    shown = (
        say("🖨 The link of {firm}, for all its people", firm=company.name),
        say("{link}", link=link),
        say("It works for a year: print it, or post it on the firm's own pages. Whoever comes by it gives "
            "their name and waits: you are told, and say who they are."),
        say("I keep no copy of it that can be read: note it now."),
    )  # fmt: skip
    return handling.reply(Screen(shown, rows=((back,),)))


def poster_of_link(
    transaction: Transaction, network: Network | None, link: str, now: datetime
) -> tuple[str, Poster] | None:
    """Return whose link it is, and its poster; None for a link that lets nobody in."""
    with transaction.session() as session:
        invitation = opened_by(session, link.rpartition("=")[2], now)
        if invitation is None or invitation.company_id is None or not invitation.many:
            return None
        company = session.get_one(ContributorCompany, invitation.company_id)
        made = link_poster(company, network, link, invitation.expires_at.date(), now)
        return company.name, made


def end_link(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Put an end to the link printed for a firm, once it is confirmed."""
    company = firm_of(handling, subject)
    link = printed_link(handling.session, company.id, handling.now)
    if link is None:
        return handling.reply(firm_page(handling, company))
    if not argument.yes:
        told = say("End the printed link of {firm}? Those who came by it already keep their access.",
                   firm=company.name)  # fmt: skip
        yes = office(say("✖️ End the link"), Confirmed("contributor_unlink", yes=True), subject)
        back = office(say("⬅️ Back"), "contributor_firm", subject)
        return handling.reply(Screen((told,), rows=((yes, back),)))
    link.expires_at = handling.now - timedelta(seconds=1)
    handling.session.flush()
    return handling.reply(firm_page(handling, company, note=say("The link opens nothing any more.")))


def people(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List the contributors who have an account where the person works, with a way to end each."""
    basins = [each.code for each in handling.network.basins if handling.held.may_handle(each.code)]
    found = accounts(handling.session, basins=basins)
    shown = found[argument.start : argument.start + AT_ONCE]
    lines = [
        say("• {name}: {role}, {firm}", name=_called(each), firm=each.company.name,
            role=each.advisor.name if each.advisor else say("represents the firm"))
        for each in shown
    ]  # fmt: skip
    rows: list[tuple[Button, ...]] = [
        (office(say("✖️ {name}", name=_called(each)), "contributor_end", each.membership.id),)
        for each in shown
    ]
    rows += argument.turns(AT_ONCE, len(found))
    rows.append((office(say("👥 The team"), "team"),))
    heading = say("📱 <b>Contributors' accounts</b>: {n}", n=len(found))
    none = say("Nobody yet. To invite: /advisors, then a person or a firm.")
    return handling.reply(Screen((heading, stacked(lines) if lines else none), rows=tuple(rows)))


ACTIONS = (
    AtOffice("contributor_firm", firm, WORKERS),
    AtOffice("contributor_invite", invite_contributor, WORKERS),
    AtOffice("contributor_link", print_link, WORKERS),
    AtOffice("contributor_unlink", end_link, WORKERS),
    AtOffice("contributors", people, WORKERS),
)
