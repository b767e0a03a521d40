"""Who is about to be written to: by name where they are few, and who cannot be."""

from collections.abc import Collection, Iterable, Sequence

from bot.services.committee.readers import company_of, have_companies, seats
from bot.services.core.company_names import may_read_company
from bot.services.core.confirmation import Shown
from bot.services.core.handling import Handling
from bot.services.core.rights import Role, members
from bot.services.core.screens import Screen
from bot.services.core.worklist import office
from conversations.committee.opinions import unmatched
from conversations.messages import Listing, Message, say, say_n, verbatim
from models.committee.tables import CommitteeSession
from models.database.prepared import have_at_hand
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.team.queries import Held

FEW = 8


def members_told(handling: Handling, sitting: CommitteeSession, to: Collection[int] | None = None) -> Shown:
    """Name the members of a committee, or those of ``to``, who are about to read something."""
    everybody = [
        person_id
        for person_id in members(handling.session, sitting.basin_code, Role.MEMBER)
        if to is None or person_id in to
    ]
    reached = [handling.name_of(each) for each in everybody if handling.reached(each)]
    others = [handling.name_of(each) for each in everybody if not handling.reached(each)]
    n, names = len(reached), _names(reached)
    read_by = say_n("👥 {n} member reads it: {names}", "👥 {n} members read it: {names}", n, names=names)
    return (read_by if reached else say("👥 No member can be written to."), *_not_reached(others))


def applicants_told(handling: Handling, dossiers: Iterable[Dossier]) -> Shown:
    """Name the requests whose applicants are about to read something; () without any."""
    reached, others, told = list[Message](), list[Message](), [*dossiers]
    have_companies(handling, told)
    have_at_hand(handling.session, Person, [dossier.person_id for dossier in told])
    for dossier in told:
        named = _request(handling, dossier)
        (reached if handling.reached(dossier.person_id) else others).append(named)
    n, names = len(reached), _names(reached)
    read_by = say_n(
        "📁 {n} applicant reads it: {names}", "📁 {n} applicants read it: {names}", n, names=names
    )
    return (*((read_by,) if reached else ()), *_not_reached(others))


def named_nowhere(handling: Handling, sitting: CommitteeSession, dossiers: Iterable[Dossier]) -> Shown:
    """Tell of requests not to be shown to somebody in whom no member is recognised; () without any."""
    found = seats(handling.session, sitting.basin_code)
    have_at_hand(handling.session, Person, [seat.person_id for seat in found])
    people = [(handling.session.get_one(Person, seat.person_id), seat.firm) for seat in found]
    members_known = [(person.name or "", firm) for person, firm in people]
    doubtful = [
        say(
            "⚠️ {reference} names “{words}”, in whom I recognise no member: please check.",
            reference=dossier.reference,
            words=words,
        )
        for dossier in dossiers
        if isinstance(by_applicant := dossier.answers.get("excluded"), str)
        for words in unmatched(by_applicant, members_known)
    ]
    if not doubtful or not found:
        return ()
    listed = [_member(handling, seat) for seat in found]
    return (*doubtful, say("👥 The members: {members}", members=_names(listed)))


def _member(handling: Handling, seat: Held) -> Message:
    name = handling.name_of(seat.person_id)
    return say("{name} ({firm})", name=name, firm=seat.firm or say("firm not told yet"))


def _request(handling: Handling, dossier: Dossier) -> Message:
    """Return a request as who works it may read it: nobody is named before somebody took it up."""
    if not may_read_company(handling.held, dossier):
        return verbatim(dossier.reference)
    company = company_of(handling, dossier)
    return say("{reference} ({company})", reference=dossier.reference, company=company)


def _not_reached(names: Sequence[Message]) -> Shown:
    return (say("📵 Cannot be written to here: {names}", names=_names(names)),) if names else ()


def _names(names: Sequence[Message]) -> Message:
    shown, more = Listing(tuple(names[:FEW])), len(names) - FEW
    if more <= 0:
        return say("{names}", names=shown)
    return say_n("{names}, and {n} more", "{names}, and {n} more", more, names=shown)


def tell_members(
    handling: Handling, sitting: CommitteeSession, *paragraphs: Message, to: Collection[int] | None = None
) -> int:
    """Write to the members of the committee, or those of ``to``, naming no request; count those reached."""
    button = office(say("📅 See the session"), "session", sitting.id)
    reached = [
        person_id
        for person_id in members(handling.session, sitting.basin_code, Role.MEMBER)
        if (to is None or person_id in to) and handling.tell(person_id, Screen(paragraphs, rows=((button,),)))
    ]
    return len(reached)
