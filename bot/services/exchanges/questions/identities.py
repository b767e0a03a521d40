"""Who somebody is for another firm: what is kept back until both agree, and what is given then."""

from dataclasses import dataclass

from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import Role
from bot.services.core.screens import stacked
from bot.services.exchanges.home import basin_of
from conversations.exchanges.concealment import Own
from conversations.exchanges.participants import Participant
from conversations.exchanges.villages_named import MOST_INHABITANTS
from conversations.messages import Message, say
from conversations.understanding.contacts.reading import show_phone
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Dossier
from models.exchanges.queries import helped_by
from models.exchanges.tables import Participation
from models.intake.tables import Person
from models.support.tables import Advisor, ContributorCompany


@dataclass(frozen=True, slots=True)
class Author:
    """Who asks or offers, for which firm. ``dossier_id``, ``company_id``: both None for an operator."""

    person_id: int
    basin_code: str
    dossier_id: int | None = None
    company_id: int | None = None
    commune: str | None = None
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Identity:
    """What is given to the other firm once both agreed. ``reach``: how to reach them; empty if unknown."""

    name: str | None
    firm: str | None
    reach: tuple[str, ...]
    dossier_id: int | None = None

    @property
    def shown(self) -> Message:
        """Return it, a line each."""
        lines = [say("👤 {name}", name=self.name)] if self.name else []
        lines += [say("🏢 {firm}", firm=self.firm)] if self.firm else []
        lines += [say("📇 {contact}", contact=each) for each in self.reach]
        return stacked(lines or [say("👤 nothing is known yet")])


def author_of(who: Participant) -> Author:
    """Return somebody who takes part as the author of what they write."""
    return Author(who.person_id, who.basin_code, who.dossier_id, who.company_id, who.commune, who.skills)


def who_writes(
    handling: Handling, dossier_id: int | None, company_id: int | None, person_id: int | None
) -> Message:
    """Return who asks or offers, for who works their basin."""
    if dossier_id is not None:
        reference = handling.session.get_one(Dossier, dossier_id).reference
        return say("a supported firm, {reference}", reference=reference)
    if company_id is not None:
        firm = handling.session.get_one(ContributorCompany, company_id).name
        return say("a contributor company, {firm}", firm=firm)
    return handling.name_of(person_id)


def may_write(handling: Handling) -> None:
    """Raise NotAllowed for who may neither ask nor offer now."""
    who = handling.participant
    if who is not None:
        handling.taking_part()
        basin_of(handling, who)
    elif not operated(handling):
        raise NotAllowed


def operated(handling: Handling) -> list[str]:
    """Return the basins whose operators may ask for themselves."""
    codes = handling.held.basins(Role.OPERATOR, Role.MANAGER)
    return sorted(code for code in codes if handling.network.basin(code) is not None)


def writer(handling: Handling, basin_code: str | None) -> Author:
    """Return who asks, in a basin; raise NotAllowed for who may not there."""
    may_write(handling)
    if handling.participant is not None:
        return author_of(handling.participant)
    if basin_code not in operated(handling):
        raise NotAllowed
    assert basin_code is not None
    return Author(handling.person_id, basin_code)


def identity(handling: Handling, author: Author) -> Identity:
    """Return what would be given of somebody."""
    session, written = handling.session, handling.session.get(Participation, author.person_id)
    typed = (written.contact,) if written and written.contact else ()
    person = session.get(Person, author.person_id)
    if author.dossier_id is not None:
        dossier = session.get_one(Dossier, author.dossier_id)
        company, name = company_of_dossier(session, dossier), dossier.answers.get("name")
        known = _contacts(dossier)
        return Identity(
            name if isinstance(name, str) else None,
            company.name if company else None,
            typed or known,
            dossier.id,
        )
    known_as = person.name if person else None
    if author.company_id is not None:
        firm = session.get_one(ContributorCompany, author.company_id).name
        advisor = _advisor(handling, author)
        noted = (advisor.contact,) if advisor and advisor.contact else ()
        return Identity(advisor.name if advisor else known_as, firm, typed or noted)
    basin = handling.network.basin(author.basin_code)
    return Identity(known_as, basin.operator if basin else None, typed)


def own(handling: Handling, author: Author) -> Own:
    """Return what would tell who writes."""
    session, known = handling.session, identity(handling, author)
    firms, people = {known.firm}, {known.name}
    person = session.get(Person, author.person_id)
    people.add(person.name if person else None)
    if author.dossier_id is not None:
        dossier = session.get_one(Dossier, author.dossier_id)
        head = dossier.answers.get("head_contact")
        people |= {head.get("name") if isinstance(head, dict) else None}
        for advisor, company in helped_by(session, author.dossier_id):
            people.add(advisor)
            firms.add(company)
    place = handling.world.gazetteer.commune(author.commune) if author.commune else None
    places = (place.name, *place.postcodes) if place else ()
    around = handling.world.gazetteer.villages(place.department, MOST_INHABITANTS) if place else frozenset()
    return Own(_words(firms), _words(people), places, around)


def _advisor(handling: Handling, author: Author) -> Advisor | None:
    who = handling.participant if author.person_id == handling.person_id else None
    if who is None:
        who = handling.somebody(author.person_id)
    found = who.advisor_id if who else None
    return handling.session.get(Advisor, found) if found is not None else None


def _contacts(dossier: Dossier) -> tuple[str, ...]:
    contact = dossier.answers.get("contact")
    if not isinstance(contact, dict):
        return ()
    phone, email = contact.get("phone"), contact.get("email")
    shown = show_phone(phone) if isinstance(phone, str) and phone else None
    return tuple(each for each in (shown, email) if isinstance(each, str) and each)


def _words(found: set[str | None]) -> tuple[str, ...]:
    return tuple(sorted(each for each in found if isinstance(each, str) and each))
