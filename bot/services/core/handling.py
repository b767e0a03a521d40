"""A turn of somebody who acts on dossiers: with what rights, on which one, and what follows for others.

Every change goes through :meth:`Handling.move`: the lifecycle allows it, the
version of the dossier is checked in the UPDATE, an event is written, the card is drawn again and the
applicant is told, in the same transaction.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.services.core.group_cards import redraw
from bot.services.core.news import department_of, news
from bot.services.core.rights import EVERYWHERE, Rights, reader_of, rights, workers
from bot.services.core.screens import Announcement, Document, Notice, Reply, Screen
from bot.services.core.visitors import spoken
from conversations.dossiers.deadlines import OPENING, time_zone
from conversations.dossiers.escalation import Standing, alarms
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.moves import after
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import Part, Status
from conversations.dossiers.traces import Trace
from conversations.exchanges.participants import Participant
from conversations.messages import ConversationError, Message, say
from conversations.network.basins import Basin, Delays, Network
from conversations.situation import World
from models.committee.queries import agenda_day
from models.database.writer import Session, Transaction
from models.dossiers.queries import add_event, change_dossier
from models.dossiers.tables import Dossier
from models.exchanges.people import participant_of
from models.intake.queries import Visit, find_visit
from models.intake.tables import Person
from models.support.queries import stood_before

OUT_OF_DATE = say("This button is out of date: here is how things stand.")


NOBODY = 0  # who acts when the bot does


class NotAllowed(Exception):
    """The person may not do this, or may not any more: nothing changes and nothing is shown."""


class Overtaken(Exception):
    """Somebody else changed the dossier first; it is shown as it is now."""


@dataclass(slots=True)
class Handling:
    """What an action works with. ``chat_id``: where it was asked, a group or the person's own chat.

    ``tapped``: the message whose button was tapped. ``told`` and ``announced`` gather what others are
    told; the reply takes them. ``asks``: the person is asked to type something, by this very turn.
    """

    transaction: Transaction
    session: Session
    world: World
    now: datetime
    visit: Visit
    chat_id: int
    tapped: int | None = None
    told: list[Notice] = field(default_factory=list)
    announced: list[Announcement] = field(default_factory=list)
    asks: bool = False
    held: Rights = field(init=False)
    _taking_part: Participant | Literal[False] | None = False

    def __post_init__(self) -> None:
        self.held = rights(self.session, self.visit.person_id, self.now)

    @classmethod
    def of_the_bot(
        cls, transaction: Transaction, session: Session, world: World, now: datetime
    ) -> "Handling":
        """Return a turn that nobody asked for: what is due."""
        return cls(transaction, session, world, now, Visit(NOBODY, "fr", False, None), NOBODY)

    @property
    def person_id(self) -> int:
        """Return who acts."""
        return self.visit.person_id

    @property
    def in_private(self) -> bool:
        """Whether it was asked in the person's own chat."""
        return self.chat_id == self.person_id

    @property
    def today(self) -> date:
        """Return the day in Paris."""
        return self.world.today

    @property
    def network(self) -> Network:
        """Return the network as it is today."""
        return self.world.network

    def basin(self, dossier: Dossier) -> Basin | None:
        """Return the basin of a dossier as it is today; None in the national queue."""
        return self.network.basin(dossier.basin_code)

    @property
    def participant(self) -> Participant | None:
        """Return in what capacity the person may take part in exchanges between firms; None for none."""
        if self._taking_part is False:
            self._taking_part = participant_of(self.session, self.person_id, self.today)
        return self._taking_part

    def somebody(self, person_id: int) -> Participant | None:
        """Return in what capacity somebody else may take part in exchanges today; None for none."""
        return participant_of(self.session, person_id, self.today)

    def works_somewhere(self, person_id: int) -> bool:
        """Tell whether somebody else works a basin today."""
        return rights(self.session, person_id, self.now).works

    def taking_part(self) -> Participant:
        """Return the person as somebody who agreed to take part, and still may.

        Raise NotAllowed for who never might, and a Refusal that says how they stand for the others.
        """
        found = self.participant
        if found is None:
            raise NotAllowed
        if found.choices.suspended:
            raise Refusal(
                say(
                    "⏸ {operator} has suspended your part in exchanges: ask them about it. "
                    "/exchanges tells why.",
                    operator=self.network.operator_of(found.basin_code),
                )
            )
        if not found.choices.agreed:
            raise Refusal(say("You take no part in exchanges for now. To come in: /exchanges"))
        return found

    def parts(self, dossier: Dossier) -> frozenset[Part]:
        """Return in what capacities the person may act on a dossier."""
        return self.held.parts(dossier)

    def may(self, dossier: Dossier, event: Event) -> bool:
        """Tell whether the person may make this happen now."""
        return self.leads_to(dossier, event) is not None

    def leads_to(
        self, dossier: Dossier, event: Event, by: Part | None = None, to: Status | None = None
    ) -> Status | None:
        """Return where an event of the person, or of one of their parts, leads; None when it may not be.

        ``to``: where it is to lead, of several statuses.
        """
        stood = stood_before(self.session, dossier) if event is Event.REOPEN else None
        parts = frozenset({by}) if by else self.parts(dossier)
        return after(event, Status(dossier.status), parts, stood, to)

    def name_of(self, person_id: int | None) -> Message:
        """Return what colleagues call a member; one who was erased is nobody in particular."""
        person = self.session.get(Person, person_id) if person_id else None
        return say("{name}", name=person.name) if person and person.name else say("a colleague")

    def move(
        self,
        dossier: Dossier,
        event: Event,
        *,
        note: str | None = None,
        reason: Reason | None = None,
        by: Part | None = None,
        to: Status | None = None,
        words: tuple[Message, ...] | None = None,
        **values: Any,
    ) -> None:
        """Make something happen to a dossier. Raises NotAllowed, or Overtaken when it moved meanwhile.

        ``words``: what the applicant is told instead of the usual news; () for nothing. ``by``: acts in
        this part alone, such as the bot. ``to``: where it is to go, for an event that leads to several
        statuses. ``values``: other columns that change with it.
        """
        before = Status(dossier.status)
        target = self.leads_to(dossier, event, by, to)
        if target is None:
            raise NotAllowed
        if target is not before:
            values["status_since"] = self.now
        if by is not Part.BOT:
            values["acted_at"] = self.now
        change = {"status": target.value, **values}
        if not change_dossier(self.session, dossier, change):
            raise Overtaken
        watch(dossier, self.basin(dossier), self.now)
        actor = None if by is Part.BOT else self.person_id
        add_event(
            self.session, dossier, event, self.now,
            actor_id=actor, from_status=before.value, note=note, reason=reason.value if reason else None,
        )  # fmt: skip
        self.announced += redraw(self.session, self.world, dossier)
        told = news(dossier, self.basin(dossier), event, self.today, reason) if words is None else words
        if told:
            self.tell_applicant(dossier, *told)

    def trace(self, dossier: Dossier, trace: Trace, **about: Any) -> None:
        """Write down what does not make a dossier move. ``about``: its note, its reason, what changed."""
        add_event(
            self.session, dossier, trace, self.now,
            actor_id=self.person_id, from_status=dossier.status, **about,
        )  # fmt: skip

    def note(self, dossier: Dossier, trace: Trace, note: str | None = None, **about: Any) -> None:
        """Note something that somebody who works a dossier does, and that does not make it move."""
        self.trace(dossier, trace, note=note, **about)
        dossier.acted_at = self.now
        self.session.flush()

    def reached(self, person_id: int | None) -> Visit | None:
        """Return a person who can be written to; None when nobody there can."""
        visit = find_visit(self.transaction, person_id) if person_id else None
        return None if visit is None or visit.unreachable else visit

    def tell_applicant(
        self, dossier: Dossier, *paragraphs: Message, rows: Any = (), settles: str | None = None
    ) -> bool:
        """Write to the applicant; false when they cannot be written to."""
        heading = say("📁 <b>{reference}</b>", reference=dossier.reference)
        if not self._send(dossier.person_id, Screen((heading, *paragraphs), rows=rows), settles=settles):
            return False
        dossier.told_at = self.now
        self.session.flush()
        return True

    def tell(self, person_id: int | None, screen: Screen) -> bool:
        """Write to a member in private; false when they cannot be written to."""
        return self._send(person_id, screen)

    def reader_of(self, dossier: Dossier) -> int | None:
        """Return who works a dossier today: its holder, or who stands in for them; None for nobody."""
        return reader_of(self.session, dossier, self.now)

    def tell_reader(self, dossier: Dossier, screen: Screen) -> None:
        """Write to who works a dossier today, else to all who work its queue."""
        if not self.tell(self.reader_of(dossier), screen):
            for person_id in workers(self.session, dossier.basin_code or EVERYWHERE):
                self.tell(person_id, screen)

    def hand(self, person_id: int | None, document: Document) -> bool:
        """Send a file in private; false when the person cannot be written to."""
        return self._send(person_id, document=document)

    def _send(self, person_id: int | None, screen: Screen | None = None, **besides: Any) -> bool:
        visit = self.reached(person_id)
        if visit is not None:
            self.told.append(Notice(visit.person_id, spoken(visit), screen, **besides))
        return visit is not None

    def reply(self, page: Screen | None = None, alert: Message | None = None) -> Reply:
        """Return what the turn says: a page in the person's own chat, a word on the button, and the rest.

        In a group a page would be read by all: it goes to the person in private.
        """
        if page is not None and not self.in_private:
            self.told.append(Notice(self.person_id, spoken(self.visit), page))
            page = None
            alert = alert or say("Sent to you in private.")
        return Reply(
            spoken(self.visit),
            page=page,
            alert=alert,
            announced=tuple(self.announced),
            told=tuple(self.told),
            leaves_tapped=True,
        )


def standing_of(dossier: Dossier, now: datetime) -> Standing:
    """Return how a dossier stands, in the days of its department."""
    zone = time_zone(department_of(dossier))
    since, acted, told = (
        moment.astimezone(zone).date() for moment in (dossier.status_since, dossier.acted_at, dossier.told_at)
    )
    return Standing(Status(dossier.status), dossier.holder_id is not None, since, acted, told)


def watch(dossier: Dossier, basin: Basin | None, now: datetime) -> None:
    """Note when to look whether something is due for a dossier: the first morning of what comes."""
    department = department_of(dossier)
    zone = time_zone(department)
    today = now.astimezone(zone).date()
    delays, meets = basin.delays if basin else Delays(), agenda_day(dossier, basin, today)
    ladder = alarms(standing_of(dossier, now), delays, department, meets)
    coming = next((alarm.on for alarm in ladder if alarm.on > today), None)
    dossier.watch_at = None if coming is None else datetime.combine(coming, OPENING, zone)


class Refusal(ConversationError):
    """Something typed or tapped cannot be taken; the message says what can, and the entry is kept."""
