"""Who reads a request in committee, and who never does: excluded, with an interest, or left out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.services.core.company_names import company_name
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import Role
from bot.services.core.screens import Button
from bot.services.core.worklist import office
from conversations.committee.opinions import VOTES, Appointment, Opinion, excluded, same_firm, tally
from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.statuses import GONE, Status
from conversations.messages import Message, say
from models.committee.queries import agenda_of, opinions_on
from models.committee.tables import AgendaItem, CommitteeSession, StoredOpinion
from models.database.prepared import have_at_hand
from models.database.writer import Session
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Company, Dossier
from models.intake.tables import Person
from models.team.queries import Held, holders


class Kept(StrEnum):
    """Why an item is kept from a member."""

    APPLICANT = "applicant"
    OWN_FIRM = "own_firm"
    EXCLUDED = "excluded"
    RECUSED = "recused"
    LEFT_OUT = "left_out"


WHY: dict[Kept, Message] = {
    Kept.APPLICANT: say("it is their own request"),
    Kept.OWN_FIRM: say("it is the request of their own firm"),
    Kept.EXCLUDED: say("the applicant does not want it"),
    Kept.RECUSED: say("conflict of interest"),
    Kept.LEFT_OUT: say("left out by the operator"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of a committee before one item. ``kept``: why it is kept from them; None when they read it."""

    person_id: int
    name: Message
    firm: str | None
    kept: Kept | None
    said: StoredOpinion | None

    @property
    def reads(self) -> bool:
        """Whether they may read it: nobody does before telling where they come from."""
        return self.kept is None and self.firm is not None

    @property
    def vote(self) -> Opinion | None:
        """Return what counts of what they said."""
        said = Opinion(self.said.opinion) if self.said else None
        return said if self.kept is None and said in VOTES else None


def sitting_of(handling: Handling, number: int) -> CommitteeSession:
    """Return a session that the person may see; raise NotAllowed otherwise."""
    sitting = handling.session.get(CommitteeSession, number)
    if sitting is None or not (works_for(handling, sitting) or handling.held.sits(sitting.basin_code)):
        raise NotAllowed
    return sitting


def worked_sitting(handling: Handling, number: int) -> CommitteeSession:
    """Return a session that the person prepares; raise NotAllowed otherwise."""
    sitting = sitting_of(handling, number)
    if not works_for(handling, sitting):
        raise NotAllowed
    return sitting


def works_for(handling: Handling, sitting: CommitteeSession) -> bool:
    """Tell whether the person prepares a session; who does sees all of it, member or not."""
    return handling.held.may_handle(sitting.basin_code)


def seats(session: Session, basin_code: str) -> list[Held]:
    """Return the members of a committee, oldest first."""
    return holders(session, basin_code, Role.MEMBER)


def own_firm(handling: Handling, sitting: CommitteeSession) -> str | None:
    """Return where the person, a member, comes from; None until they tell."""
    held = seats(handling.session, sitting.basin_code)
    return next((seat.firm for seat in held if seat.person_id == handling.person_id), None)


@dataclass(frozen=True, slots=True)
class Committee:
    """Members with what they said of the items of an agenda, read at once, however many there are."""

    seats: Sequence[Held]
    said: Mapping[tuple[int, int], StoredOpinion]

    def before(self, handling: Handling, item: AgendaItem, dossier: Dossier) -> list[Reader]:
        """Return each of them before one item."""
        return [
            _reader(handling, dossier, seat, self.said.get((item.id, seat.person_id))) for seat in self.seats
        ]


def committee_of(handling: Handling, found: Sequence[Held], items: Iterable[AgendaItem]) -> Committee:
    """Return members with what they said of some items."""
    said = opinions_on(handling.session, [item.id for item in items])
    have_at_hand(handling.session, Person, [seat.person_id for seat in found])
    return Committee(found, {(each.item_id, each.person_id): each for each in said})


def readers(
    handling: Handling, sitting: CommitteeSession, item: AgendaItem, committee: Committee | None = None
) -> list[Reader]:
    """Return every member of the committee before one item, with why some do not read it."""
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    found = committee or committee_of(handling, seats(handling.session, sitting.basin_code), [item])
    return found.before(handling, item, dossier)


def _reader(handling: Handling, dossier: Dossier, seat: Held, said: StoredOpinion | None) -> Reader:
    person = handling.session.get(Person, seat.person_id)
    company = company_of_dossier(handling.session, dossier)
    by_applicant = dossier.answers.get("excluded")
    kept = None
    if dossier.person_id == seat.person_id:
        kept = Kept.APPLICANT
    elif seat.firm is not None and company and same_firm(company.name or "", seat.firm):
        kept = Kept.OWN_FIRM
    elif said is not None and said.opinion == Opinion.RECUSED:
        kept = Kept.RECUSED
    elif said is not None and said.opinion == Opinion.LEFT_OUT:
        kept = Kept.LEFT_OUT
    elif isinstance(by_applicant, str) and excluded(
        by_applicant, person.name or "" if person else "", seat.firm
    ):
        kept = Kept.EXCLUDED
    return Reader(seat.person_id, handling.name_of(seat.person_id), seat.firm, kept, said)


def reader(handling: Handling, sitting: CommitteeSession, item: AgendaItem) -> Reader | None:
    """Return the person as a member before one item; None when it is kept from them, or they do not sit."""
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    if not circulates(dossier):
        return None
    own = committee_of(handling, _own_seats(handling, sitting, handling.person_id), [item])
    return next((each for each in own.before(handling, item, dossier) if each.reads), None)


def _own_seats(handling: Handling, sitting: CommitteeSession, person_id: int) -> list[Held]:
    return [seat for seat in seats(handling.session, sitting.basin_code) if seat.person_id == person_id]


def circulates(dossier: Dossier) -> bool:
    """Tell whether members may read a request: its applicant agrees, or it was brought from a spreadsheet."""
    return dossier.committee_agreed_at is not None or dossier.source is not None


def on_agenda(item: AgendaItem, dossier: Dossier) -> bool:
    """Tell whether a request is still before the committee: neither taken off, withdrawn nor erased."""
    status = Status(dossier.status)
    waits = status is Status.SCHEDULED or item.outcome is not None
    taken_back = dossier.person_id is None or status in GONE
    return item.removed_at is None and waits and not taken_back and circulates(dossier)


def onward(
    handling: Handling,
    sitting: CommitteeSession,
    item: AgendaItem,
    waits: Callable[[AgendaItem], bool],
) -> tuple[Button, ...]:
    """Return the way to the next item of an agenda that still waits, round and round; () for none."""
    agenda = [each for each in agenda_of(handling.session, sitting) if on_agenda(*each)]
    place = next((place for place, (each, _) in enumerate(agenda) if each.id == item.id), 0)
    for each, dossier in (*agenda[place:], *agenda[:place]):
        if each.id != item.id and waits(each):
            label = say("➡️ {reference} · {company}", reference=dossier.reference,
                        company=company_of(handling, dossier))  # fmt: skip
            return (office(label, "item", each.id),)
    return ()


def who_may_read(handling: Handling, sitting: CommitteeSession) -> frozenset[int]:
    """Return the members from whom not all of an agenda is kept, were they to tell their firm."""
    agenda = [each for each in agenda_of(handling.session, sitting) if on_agenda(*each)]
    have_companies(handling, (dossier for _, dossier in agenda))
    found = seats(handling.session, sitting.basin_code)
    committee = committee_of(handling, found, [item for item, _ in agenda])
    before = (each for pair in agenda for each in committee.before(handling, *pair))
    return frozenset(each.person_id for each in before if each.kept is None)


def readable(
    handling: Handling, sitting: CommitteeSession, person_id: int | None = None
) -> list[tuple[AgendaItem, Dossier]]:
    """Return what of an agenda somebody may read, the person themselves by default."""
    agenda = list(agenda_of(handling.session, sitting))
    if person_id is None and works_for(handling, sitting):
        return agenda
    have_companies(handling, (dossier for _, dossier in agenda))
    own = _own_seats(handling, sitting, person_id or handling.person_id)
    committee = committee_of(handling, own, [item for item, _ in agenda])
    return [
        (item, dossier)
        for item, dossier in agenda
        if circulates(dossier) and any(each.reads for each in committee.before(handling, item, dossier))
    ]


def tally_of(
    handling: Handling, sitting: CommitteeSession, item: AgendaItem, committee: Committee | None = None
) -> Message | None:
    """Count the opinions on an item, None without any; those of members it is kept from do not count.

    ``committee``: read already, for several items.
    """
    before = readers(handling, sitting, item, committee)
    recused = [Opinion.RECUSED for each in before if each.kept is Kept.RECUSED]
    return tally([*(each.vote for each in before if each.vote), *recused])


def opinions_told(handling: Handling, sitting: CommitteeSession, item: AgendaItem) -> tuple[Message, ...]:
    """Tell what the members think of an item; nothing where nobody gave an opinion."""
    counted = tally_of(handling, sitting, item)
    return (say("Opinions: {tally}", tally=counted),) if counted else ()


def when(sitting: CommitteeSession | Appointment) -> date | datetime:
    """Return the day of a session, with its time where it is known, as people there read their clocks."""
    if sitting.starts_at is None:
        return sitting.day
    return datetime.combine(sitting.day, sitting.starts_at, time_zone(None))


def have_companies(handling: Handling, dossiers: Iterable[Dossier]) -> None:
    """Read the firms of several requests at once, before each is named."""
    have_at_hand(handling.session, Company, [dossier.company_id for dossier in dossiers])


def company_of(handling: Handling, dossier: Dossier) -> Message:
    """Return the name of a company, to those to whom an agenda shows its request."""
    return company_name(dossier, company_of_dossier(handling.session, dossier))
