"""An exchange that took place is noted in two taps: its kind, with whom.

It holds no day of support and no money. A firm is offered those that it knows by name already; the other one
is told after a while, so that a slip is taken back first, and in working hours.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.entries import day, short
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.worklist import turns
from bot.services.exchanges.buttons import STOP_TYPING, between
from bot.services.exchanges.took_place import BACK, found, page
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.participants import Participant
from conversations.messages import say, verbatim
from models.exchanges.noted import note_exchange, noted_since
from models.exchanges.tables import Exchange
from models.exchanges.ties import Side, acquaintances, basin_of, names_of
from models.messages.tables import Prompt

LONGEST_NAME = 80
MOST_A_MONTH = 20
"""Exchanges one person may note in thirty days: each one writes to a firm."""
YEAR = timedelta(days=365)
OFFERED = 12


@dataclass(frozen=True, slots=True)
class Note(Argument):
    """An exchange to note: its kind, then with whom; ``other``: a name to be typed.

    ``start``: how many firms are passed over.
    """

    action = "exchange_note"
    kind: ExchangeKind | None = None
    dossier: Annotated[int | None, "d"] = None
    company: Annotated[int | None, "c"] = None
    other: Annotated[bool, "other"] = False
    start: Annotated[int, "s"] = 0

    @property
    def side(self) -> Side:
        """With whom it took place."""
        return Side(self.dossier, self.company)


def entry(handling: Handling, who: Participant) -> Button:
    """Return the button of the front page."""
    return between(say("📝 Note an exchange"), Note())


def note(handling: Handling, subject: int, argument: Note) -> Reply:
    """Ask for the kind, then with whom; then note it, as of today."""
    who = handling.taking_part()
    if argument.kind is None:
        kinds = tuple(between(spec.label, Note(kind)) for kind, spec in KINDS.items())
        told = say("📝 What did you do together, beyond the contract?")
        return handling.reply(Screen((told,), options=kinds, rows=((BACK,),)))
    if argument.other:
        wanted = say("With which firm? Type its name.")
        return ask(handling, Note.action, 0, wanted, content={"kind": argument.kind.value}, stop=STOP_TYPING)
    known = acquaintances(handling.session, Side.of(who))
    if argument.side.known:
        if argument.side not in known:
            raise NotAllowed
        return _note(handling, who, _with(handling, who, argument.kind, argument.side))
    shown = known[argument.start : argument.start + OFFERED]
    names = names_of(handling.session, shown)
    told = say("{kind}: with whom?", kind=KINDS[argument.kind].label)
    options = tuple(
        between(
            verbatim(names[side]),
            Note(argument.kind, side.dossier_id, side.company_id),
        )
        for side in shown
        if side in names
    )
    rows = (
        *turns(argument.start, OFFERED, len(known),
               lambda label, to: between(label, replace(argument, start=to))),
        (between(say("✍️ Another firm"), Note(argument.kind, other=True)),),
    )  # fmt: skip
    return handling.reply(Screen((told,), options=options, rows=rows))


def note_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note an exchange with a firm that is typed: it is told nothing, since nobody says who it is."""
    who, name = handling.taking_part(), short(" ".join(text.split()), LONGEST_NAME)
    kind = ExchangeKind(str(prompt.content["kind"]))
    no_longer_asked(handling)
    return _note(handling, who, _with(handling, who, kind, Side(), name))


def _with(
    handling: Handling, who: Participant, kind: ExchangeKind, other: Side, name: str | None = None
) -> Exchange:
    """Return an exchange of today, not noted yet."""
    there = basin_of(handling.session, other)
    return Exchange(
        basin_code=who.basin_code,
        other_basin_code=there if there != who.basin_code else None,
        kind=kind.value,
        took_place_on=handling.today,
        dossier_id=who.dossier_id,
        company_id=who.company_id,
        other_dossier_id=other.dossier_id,
        other_company_id=other.company_id,
        other_name=name,
        noted_by=handling.person_id,
        noted_at=handling.now,
    )


def _note(handling: Handling, who: Participant, exchange: Exchange) -> Reply:
    if noted_since(handling.session, who.person_id, handling.now - timedelta(days=30)) >= MOST_A_MONTH:
        raise Refusal(say("{n} exchanges in a month is the most one can note here.", n=MOST_A_MONTH))
    return handling.reply(page(handling, note_exchange(handling.session, exchange)))


def other_day(handling: Handling, subject: int) -> Reply:
    """Ask on which day an exchange took place."""
    exchange = _own(handling, subject)
    wanted = say("On which day did it take place? For example: last Tuesday, 12 March")
    return ask(handling, "exchange_day", exchange.id, wanted, stop=STOP_TYPING)


def other_day_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note on which day an exchange took place, of the last twelve months."""
    exchange = _own(handling, prompt.subject)
    exchange.took_place_on = day(text, handling.today, first=handling.today - YEAR, last=handling.today)
    no_longer_asked(handling)
    handling.session.flush()
    return handling.reply(page(handling, exchange))


def erase(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Take back an exchange that one noted; once the other side has confirmed it, it is asked twice."""
    exchange = _own(handling, subject)
    if exchange.confirmed_at is not None and not argument.yes:
        sure = say("The other firm has confirmed it. Erase it all the same?")
        yes = between(say("🗑 Erase"), Confirmed("exchange_erase", yes=True), subject)
        return handling.reply(Screen((sure,), rows=((yes, BACK),)))
    exchange.erased_at = handling.now
    handling.session.flush()
    return handling.reply(Screen((say("Erased: it counts no more."),), rows=((BACK,),)))


def _own(handling: Handling, number: int) -> Exchange:
    """Return an exchange that the person noted; raise NotAllowed."""
    exchange = found(handling, number)
    if exchange.noted_by != handling.person_id:
        raise NotAllowed
    return exchange


ACTIONS = (
    BetweenFirms(Note.action, note, typed=note_typed),
    BetweenFirms("exchange_day", other_day, typed=other_day_typed),
    BetweenFirms("exchange_erase", erase),
)
