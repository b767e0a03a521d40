"""An exchange that the operator heard of, noted on a request; either firm may confirm it."""

from dataclasses import dataclass, replace
from typing import Annotated

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.dossier_page import do
from bot.services.core.entries import short
from bot.services.core.handling import Handling, NotAllowed, Overtaken
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import Listed, turns
from bot.services.exchanges.noted import LONGEST_NAME
from bot.services.exchanges.took_place import NONE, described
from conversations.committee.opinions import excluded
from conversations.dossiers.statuses import OPERATING, SUPPORTED, Part, Status
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.messages import Message, say, verbatim
from conversations.understanding.words import fold
from models.dossiers.tables import Dossier
from models.exchanges.noted import exchanges_of, note_exchange, sides_of
from models.exchanges.tables import Exchange
from models.exchanges.ties import Side, acquaintances, lenders_of, names_of
from models.messages.tables import Prompt
from models.support.exclusions import left_out_of

OFFERED = 12
SHOWN = 8


@dataclass(frozen=True, slots=True)
class NoteFor(Argument):
    """An exchange of a request's firm: its kind, then with whom; ``other``: a name to be typed.

    ``start``: how many firms are passed over.
    """

    action = "exchange_for"
    kind: ExchangeKind | None = None
    company: Annotated[int | None, "c"] = None
    other: Annotated[bool, "other"] = False
    start: Annotated[int, "s"] = 0


@dataclass(frozen=True, slots=True)
class TakeBack(Argument):
    """An exchange that does not count any more. ``yes``: the second time."""

    action = "exchange_take_back"
    number: int
    yes: Annotated[bool, "yes"] = False


def exchanges(handling: Handling, dossier: Dossier, argument: Listed) -> Reply:
    """List the exchanges of a request's firm, beyond what was contracted."""
    return handling.reply(_page(handling, dossier, argument.start))


def _page(handling: Handling, dossier: Dossier, start: int = 0) -> Screen:
    if Status(dossier.status) not in SUPPORTED:
        raise NotAllowed
    every = exchanges_of(handling.session, Side(dossier_id=dossier.id))
    shown = every[start : start + SHOWN]
    names = names_of(handling.session, [side for each in shown for side in sides_of(each)])
    told = [say("🔄 <b>{reference}</b>: exchanges beyond the contract", reference=dossier.reference)]
    lines = [say("• {exchange}", exchange=_line(dossier, each, names)) for each in shown]
    told.append(stacked(lines) if lines else NONE)
    if len(every) > len(shown):
        told.append(say("{first} to {last}, of {all}.", first=start + 1, last=start + len(shown),
                        all=len(every)))  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    if handling.parts(dossier) & OPERATING:
        rows = [
            (do(dossier, TakeBack(each.id), say("🗑 {exchange}", exchange=_line(dossier, each, names))),)
            for each in shown
            if each.noted_by == handling.person_id
        ]
        rows.append((do(dossier, NoteFor(), say("📝 Note an exchange")),))
    rows += turns(start, SHOWN, len(every), lambda label, to: do(dossier, Listed("exchanges", to), label))
    rows.append((do(dossier, "support", say("⬅️ Back")),))
    return Screen(tuple(told), rows=tuple(rows))


def _line(dossier: Dossier, exchange: Exchange, names: dict[Side, str]) -> Message:
    one, other = sides_of(exchange)
    own = Side(dossier_id=dossier.id)
    return described(exchange, names.get(other if one == own else one) or exchange.other_name)


def note_for(handling: Handling, dossier: Dossier, argument: NoteFor) -> Reply:
    """Ask for the kind, then with whom; then note it, as of today."""
    if Status(dossier.status) not in SUPPORTED or dossier.basin_code is None:
        raise NotAllowed
    if argument.kind is None:
        kinds = tuple(do(dossier, NoteFor(kind), spec.label) for kind, spec in KINDS.items())
        told = say("📝 {reference}: what did they do together, beyond the contract?",
                   reference=dossier.reference)  # fmt: skip
        back = do(dossier, "exchanges", say("⬅️ Back"))
        return handling.reply(Screen((told,), options=kinds, rows=((back,),)))
    if argument.other:
        return ask(handling, NoteFor.action, dossier, say("With which firm? Type its name."),
                   content={"kind": argument.kind.value})  # fmt: skip
    known = acquaintances(handling.session, Side(dossier_id=dossier.id))
    lenders = [side for side in known if side.company_id is not None]
    others = [side for side in lenders_of(handling.session, dossier.basin_code) if side not in lenders]
    lenders += _shown_to(handling, dossier, others)
    if argument.company is not None:
        other = Side(company_id=argument.company)
        if other not in lenders:
            raise NotAllowed
        return _note(handling, dossier, argument.kind, other, None)
    shown = lenders[argument.start : argument.start + OFFERED]
    names = names_of(handling.session, shown)
    options = tuple(
        do(dossier, NoteFor(argument.kind, side.company_id), verbatim(names[side]))
        for side in shown
        if side in names
    )
    rows = (
        *turns(argument.start, OFFERED, len(lenders),
               lambda label, to: do(dossier, replace(argument, start=to), label)),
        (do(dossier, NoteFor(argument.kind, other=True), say("✍️ Another firm")),
         do(dossier, "exchanges", say("⬅️ Back"))),
    )  # fmt: skip
    told = say("{kind}: with whom?", kind=KINDS[argument.kind].label)
    return handling.reply(Screen((told,), options=options, rows=rows))


def _shown_to(handling: Handling, dossier: Dossier, lenders: list[Side]) -> list[Side]:
    """Return the companies that may be told of a firm: none that it, or its committee, excludes."""
    typed, left_out = dossier.answers.get("excluded"), left_out_of(handling.session, dossier.id)
    names = names_of(handling.session, lenders)

    def may(firm: str) -> bool:
        named = isinstance(typed, str) and excluded(typed, "", firm)
        return not named and fold(firm) not in left_out.firms

    return [side for side in lenders if side in names and may(names[side])]


def note_for_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Note an exchange with a firm that is typed."""
    name = short(" ".join(text.split()), LONGEST_NAME)
    no_longer_asked(handling)
    return _note(handling, dossier, ExchangeKind(str(prompt.content["kind"])), Side(), name)


def _note(handling: Handling, dossier: Dossier, kind: ExchangeKind, other: Side, name: str | None) -> Reply:
    assert dossier.basin_code is not None
    exchange = Exchange(
        basin_code=dossier.basin_code,
        kind=kind.value,
        took_place_on=handling.today,
        dossier_id=dossier.id,
        other_company_id=other.company_id,
        other_name=name,
        noted_by=handling.person_id,
        noted_at=handling.now,
    )
    note_exchange(handling.session, exchange)
    return handling.reply(_page(handling, dossier))


def take_back(handling: Handling, dossier: Dossier, argument: TakeBack) -> Reply:
    """Take back an exchange that one noted by mistake, once it is confirmed."""
    exchange = handling.session.get(Exchange, argument.number, with_for_update=True)
    if exchange is None or exchange.noted_by != handling.person_id or exchange.dossier_id != dossier.id:
        raise NotAllowed
    if exchange.erased_at is not None:
        raise Overtaken
    if not argument.yes:
        sure = say("Erase this exchange? It counts no more.")
        yes = do(dossier, replace(argument, yes=True), say("🗑 Erase"))
        back = do(dossier, "exchanges", say("⬅️ Back"))
        return handling.reply(Screen((sure,), rows=((yes, back),)))
    exchange.erased_at = handling.now
    handling.session.flush()
    return handling.reply(_page(handling, dossier))


ACTIONS = (
    OnDossier("exchanges", exchanges, (Part.TEAM, *OPERATING), fresh=False),
    OnDossier(NoteFor.action, note_for, OPERATING, typed=note_for_typed, fresh=False),
    OnDossier(TakeBack.action, take_back, OPERATING, fresh=False),
)
