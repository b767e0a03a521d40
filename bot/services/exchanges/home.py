"""The front page of exchanges between firms: what they are, one's agreement, and what one hears of."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.commands import Called
from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, box, stacked, words
from bot.services.core.worklist import never_mind
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.questions.endings import part_with
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.participants import Participant
from conversations.messages import Message, say, verbatim
from conversations.network.basins import Basin
from conversations.privacy.retention import EXCHANGE, duration
from models.exchanges.people import agree, participation_of, withdraw

MONTHLY = (0, 1, 2, 4, 8)
"""Questions a month that one may choose to receive, at most."""

GONE = say(
    "🕊 Your territory is no longer in the network: nothing can be asked or offered there for now. Your "
    "request, or your missions, are followed as before."
)

GUIDE = between(say("📘 The guide"), "exchange_guide")
Entry = Callable[[Handling, Participant], Button | None]


def basin_of(handling: Handling, who: Participant) -> Basin:
    """Return the basin somebody takes part in; raise Refusal for one that is no more in the network."""
    basin = handling.network.basin(who.basin_code)
    if basin is None:
        raise Refusal(GONE)
    return basin


def open_home(called: Called, entries: tuple[Entry, ...], desk: Callable[[Handling], Reply]) -> Reply:
    """Answer the command: the front page, the desk of who works a basin, or what exchanges are.

    ``entries``: what may be done from the front page.
    """
    visit = called.visit
    with called.transaction.session() as session:
        handling = Handling(called.transaction, session, called.world, called.now, visit, visit.person_id)
        who = handling.participant
        if who is not None and handling.network.basin(who.basin_code) is None:
            return handling.reply(words(GONE))
        if who is not None:
            return handling.reply(front_page(handling, who, entries))
        if handling.held.works:
            return desk(handling)
        return handling.reply(
            words(
                say("🔄 <b>Firms that help firms</b>"),
                say(
                    "Firms that the network supports, and those that lend their specialists, help one "
                    "another beyond the contract: an introduction, a visit, a loan of equipment, a piece "
                    "of advice."
                ),
                say("It opens to you once a committee has granted your request. To prepare one: /start"),
            )
        )


def home_again(entries: tuple[Entry, ...], desk: Callable[[Handling], Reply]) -> BetweenFirms:
    """Return the action that comes back to the front page."""

    def work(handling: Handling, subject: int) -> Reply:
        no_longer_asked(handling)
        who = handling.participant
        return desk(handling) if who is None else handling.reply(front_page(handling, who, entries))

    return BetweenFirms("exchange_home", work)


def front_page(handling: Handling, who: Participant, entries: tuple[Entry, ...]) -> Screen:
    """Return what somebody may do in exchanges, or what they are asked to agree to first."""
    if not who.choices.agreed:
        return _notice(handling, who)
    if who.choices.suspended:
        return _suspended(handling, who)
    rows = tuple((button,) for entry in entries if (button := entry(handling, who)))
    ways = (between(say("🔔 What I hear of"), "exchange_choices"), between(say("🚪 Stop"), "exchange_leave"))
    told = (
        say("🔄 <b>Firms that help firms</b> · {basin}", basin=basin_of(handling, who).name),
        say("No other firm reads your name, nor your firm's, before you and it have both said yes."),
    )
    works = ((between(say("📥 Questions to read"), "desk"),),) if handling.held.works else ()
    return Screen(told, rows=(*rows, ways, (GUIDE,), *works))


def _suspended(handling: Handling, who: Participant) -> Screen:
    why = participation_of(handling.session, who.person_id).suspended_why
    told = [
        say(
            "⏸ You take no part in exchanges for now: {operator} has suspended it. Nothing else changes: "
            "your request, or your missions, go on as before. To talk about it, call or write to {operator}.",
            operator=basin_of(handling, who).operator,
        )
    ]
    if why:
        told.append(say("“{words}”", words=why))
    return Screen(tuple(told), rows=((between(say("🚪 Stop"), "exchange_leave"),),))


def _notice(handling: Handling, who: Participant) -> Screen:
    basin = basin_of(handling, who)
    lines = [
        say("• you may put a question to the firms of the territory, and answer theirs, here;"),
        say("• your questions go at once; {operator} reads first those about lending staff, those that leave "
            "somebody out, and those that may name somebody;", operator=basin.operator)
        if basin.exchanges.trusted
        else say("• {operator} reads each question before it goes;", operator=basin.operator),
        say("• a question goes without your name; what would tell who you are is left out, and you see it "
            "first;"),
        say("• your name, your firm and how to reach you are given to one firm at a time, after you have "
            "both said yes;"),
        say("• a photo, a document or a voice message goes the same way, after you have both said yes; those "
            "of a question that is read first, {operator} may open before;", operator=basin.operator),
        say("• what is kept: your questions, your answers, with whom you were put in touch. It goes when you "
            "erase your data, and {duration} after the last exchange;", duration=duration(EXCHANGE.lasts)),
        say("• what is out of place is reported in one tap, and looked at by {operator}, who may suspend "
            "somebody from exchanges;", operator=basin.operator),
        say("• you stop when you like, here. Your request, or your missions, do not depend on it."),
    ]  # fmt: skip
    told = (
        say("🔄 <b>Firms that help firms</b>"),
        say("Beyond the contract, the firms of {basin} help one another: an introduction, a visit, a loan "
            "of equipment, a piece of advice. If you take part:", basin=basin.name),
        stacked(lines),
    )  # fmt: skip
    return Screen(told, rows=((between(say("✅ I take part"), "exchange_agree", primary=True),), (GUIDE,)))


def take_part(handling: Handling, subject: int) -> Reply:
    """Note that somebody takes part."""
    who = handling.participant
    if who is None:
        raise NotAllowed
    if not who.choices.agreed:
        agree(handling.session, who.person_id, handling.now)
    if who.choices.suspended:
        return handling.reply(_suspended(handling, who))
    told = (
        say("🎉 You take part: thank you!"),
        say("Put a question, see yours, choose what you hear of: it is all here."),
    )
    return handling.reply(Screen(told, rows=((HOME,),)))


def leave(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Stop taking part, once it is confirmed."""
    who = handling.participant
    if who is None:
        raise NotAllowed
    if not argument.yes:
        sure = say(
            "Stop taking part? Your open questions and offers are withdrawn, and no firm's question comes to "
            "you any more. You may come back with /exchanges."
        )
        yes = between(say("🚪 Stop"), Confirmed("exchange_leave", yes=True))
        return handling.reply(Screen((sure,), rows=((yes, HOME),)))
    part_with(handling, who.person_id)
    withdraw(handling.session, who.person_id, handling.now)
    return handling.reply(words(say("Done: you take part no more. To come back: /exchanges")))


@dataclass(frozen=True, slots=True)
class Choose(Argument):
    """A kind to hear of or not, or how many questions a month."""

    action = "exchange_choices"
    kind: ExchangeKind | None = None
    monthly: int | None = None


def choose(handling: Handling, subject: int, argument: Choose) -> Reply:
    """Choose what one hears of."""
    who = handling.taking_part()
    row = participation_of(handling.session, who.person_id)
    if argument.kind is not None:
        refused = set(row.refused_kinds) ^ {argument.kind.value}
        row.refused_kinds = [kind.value for kind in ExchangeKind if kind.value in refused]
    if argument.monthly in MONTHLY:
        row.monthly = argument.monthly
    handling.session.flush()
    most = basin_of(handling, who).exchanges.monthly if row.monthly is None else row.monthly
    kinds = tuple(
        between(box(spec.label, kind.value not in row.refused_kinds), Choose(kind))
        for kind, spec in KINDS.items()
    )
    numbers = tuple(
        between(say("• {n}", n=n) if n == most else verbatim(f"{n}"), Choose(monthly=n)) for n in MONTHLY
    )
    told: tuple[Message, ...] = (
        say("🔔 <b>What I hear of</b>"),
        say("Kinds of questions: touch one to hear of it no more."),
        say("Questions a month, at most: {n}", n=most),
    )
    return handling.reply(Screen(told, options=kinds, rows=(numbers,)))


ACTIONS = (
    BetweenFirms("exchange_agree", take_part),
    BetweenFirms("exchange_leave", leave),
    BetweenFirms("exchange_choices", choose),
    BetweenFirms("stop_typing", never_mind),
)
