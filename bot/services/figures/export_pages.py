"""Exports from the chat: in which form, with personal data or not; then the file comes by itself."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import is_sure, to_sure
from bot.services.core.export_orders import LANE, Format, Order
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, office
from bot.services.figures.chat.filters import of_one
from bot.services.figures.chat.navigation import BACK
from bot.services.figures.chat.viewpoint import ALL, Viewpoint, home, mark_of
from bot.services.figures.exports import Export, may_take
from conversations.figures.periods import (
    beside,
    coded,
    everything,
    is_everything,
    month_name,
    month_of,
    named,
)
from conversations.messages import Message, say, say_n
from conversations.understanding.named_periods import Period
from models.database.outbox import waiting_payloads
from models.figures.export_extents import how_many_told
from models.figures.nearest import nearest_month
from models.figures.queries import counted
from models.messages.tables import Prompt

EXPORT = "export"


class Personal(StrEnum):
    """Whose personal data: nobody's, to be chosen, of one's own requests, of all for a reason."""

    WITHOUT = "without"
    ASKED = "asked"
    WITH = "with"
    WHY = "why"


REASON_MIN, REASON_MAX = 10, 300  # characters

LABELS = {Format.XLSX: say("📊 Excel"), Format.CSV: say("📄 CSV")}


@dataclass(frozen=True, slots=True)
class Wished(Confirmable):
    """What is asked for so far. There is no ``format``, then no ``personal``, until they are chosen.

    ``sure``: the reason that was read over.
    """

    action = EXPORT
    period: str = ""
    mark: int | None = None
    format: Format | None = None
    personal: Personal | None = None

    def button(self, label: Message, *, primary: bool = False) -> Button:
        """Return what goes on from here."""
        return office(label, self, primary=primary)

    def during(self, period: Period) -> "Wished":
        """Return the same in another period."""
        return replace(self, period=coded(period))


def export(handling: Handling, subject: int, argument: Wished) -> Reply:
    """Offer an export, a choice at a time, then order it."""
    return _go_on(handling, _seen_from(handling, argument), argument)


def export_of(handling: Handling, words: str) -> Reply:
    """Offer an export of what is typed after the command: a period, a territory, or both."""
    here, left = of_one(handling, words)
    if left:
        raise Refusal(
            say("I find no period in “{words}”. For example: 2025, March 2026 or Q3 2026.", words=left)
        )
    return _go_on(handling, here, Wished())


def _go_on(handling: Handling, here: Viewpoint, said: Wished) -> Reply:
    wish = replace(said, period=coded(here.period), mark=mark_of(here.basin))
    asked = here.asked(handling)
    title = heading(asked.period, asked.where)
    n = counted(asked.connection, "received", asked.scope, asked.period).n
    if n == 0:
        month = nearest_month(asked.connection, asked.scope, asked.period)
        return handling.reply(_nothing(wish, title, month))
    if wish.format is None:
        return handling.reply(_forms(here, wish, title, n, handling.today))
    match wish.personal:
        case None:
            return handling.reply(_contents(wish, title))
        case Personal.ASKED:
            return handling.reply(_whose(handling, here, wish, title, n))
        case Personal.WHY:
            return _for_a_reason(handling, here, wish, title, n) if wish.sure else _why(handling, wish)
    return _ordered(handling, here, wish, title, n)


def _seen_from(handling: Handling, said: Wished) -> Viewpoint:
    return home(handling, said.mark or ALL, said.period)


def _nothing(wish: Wished, title: Message, month: date | None) -> Screen:
    """Say that there is nothing to export, with the way to the nearest month that has something."""
    if month is None:
        return Screen((title, say("No request was ever received here.")))
    way = replace(wish, format=None, personal=None).during(month_of(month))
    told = say("Nothing in this period. The nearest requests are of {month}.", month=month_name(month))
    return Screen((title, told), rows=((way.button(say("👉 {period}", period=month_name(month))),),))


def _forms(here: Viewpoint, wish: Wished, title: Message, n: int, today: date) -> Screen:
    told = say_n(
        "{n} request, with its needs, its history, decisions, missions, advances and follow-ups.",
        "{n} requests, with their needs, their history, decisions, missions, advances and follow-ups.",
        n,
    )
    forms = tuple(replace(wish, format=form).button(label) for form, label in LABELS.items())
    around = (beside(here.period, -1), beside(here.period, 1))
    others = (*around, None if is_everything(here.period) else everything(today))
    ways = tuple(wish.during(each).button(named(each)) for each in others if each and each.start <= today)
    figures = (here.button(say("⬅️ Key figures")),)
    return Screen((title, told), rows=(forms, *((ways,) if ways else ()), figures))


def _contents(wish: Wished, title: Message) -> Screen:
    told = say(
        "<b>Without personal data</b>: references, territories, towns, statuses, skills, dates and "
        "amounts.\n<b>With</b>: also the companies of requests that somebody follows, and names, "
        "contacts and people's own words: of the requests that are yours, or of all if you say why."
    )
    rows = (
        (replace(wish, personal=Personal.WITHOUT).button(say("🔒 Without personal data"), primary=True),),
        (replace(wish, personal=Personal.ASKED).button(say("👤 With personal data")),),
        (replace(wish, format=None).button(BACK),),
    )
    return Screen((title, told), rows=rows)


def _whose(handling: Handling, here: Viewpoint, wish: Wished, title: Message, n: int) -> Screen:
    """Offer the contacts of the requests that the person follows or followed, or all of them for a reason."""
    own = how_many_told(handling.transaction.connection, _export(handling, here).extent)
    told = say_n(
        "<b>Yours</b>: names, contacts and own words of the {n} request that you follow, followed, or "
        "follow for somebody away.",
        "<b>Yours</b>: names, contacts and own words of the {n} requests that you follow, followed, or "
        "follow for somebody away.",
        own,
    )
    every = say_n(
        "<b>All</b>: those of {n} request. I ask you why; the reason is noted in it, where its applicant can "
        "read it.",
        "<b>All</b>: those of {n} requests. I ask you why; the reason is noted in each, where its applicant "
        "can read it.",
        n,
    )
    asked = say(
        "Take them only if you need them, keep the file to yourself, and delete it once it has served. "
        "That you took it is noted in each of these requests."
    )
    rows = (
        (replace(wish, personal=Personal.WITH).button(say("👤 Yours: prepare the file"), primary=True),),
        (replace(wish, personal=Personal.WHY).button(say("✍️ All: say why")),),
        (replace(wish, personal=None).button(BACK),),
    )
    return Screen((title, told, every, asked), rows=rows)


def _why(handling: Handling, wish: Wished) -> Reply:
    """Ask why the person needs who asks of every request."""
    wanted = say(
        "Why do you need the names and contacts of requests that you do not follow? In one sentence, which "
        "their applicants can read:"
    )
    back = replace(wish, personal=Personal.ASKED).button(BACK)
    content = {"words": wish.key.removeprefix(f"{EXPORT}.")}
    return ask(handling, EXPORT, 0, wanted, back=back, content=content)


def export_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show the reason as it will be read, before the file is made."""
    reason = " ".join(text.split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise Refusal(
            say("A sentence of {least} to {most} characters, please.", least=REASON_MIN, most=REASON_MAX)
        )
    said = Wished.read(f"{EXPORT}.{prompt.content['words']}")
    if said is None:
        raise NotAllowed
    back = replace(said, personal=Personal.ASKED).button(BACK)
    above = (say("👁 The applicants of these requests will be able to read:"), say("“{words}”", words=reason))
    return ask(
        handling, EXPORT, 0, say("To change it, type it again."), above=above, back=back,
        content={**prompt.content, "reason": reason},
        rows=((to_sure(0, said, reason, say("✅ Prepare the file")),),),
    )  # fmt: skip


def _for_a_reason(handling: Handling, here: Viewpoint, wish: Wished, title: Message, n: int) -> Reply:
    """Order the file of every request, for the reason that was read over."""
    prompt = handling.session.get(Prompt, handling.person_id)
    reason = prompt.content.get("reason") if prompt and prompt.purpose == EXPORT else None
    if reason is None or not is_sure(wish, reason):
        raise Refusal(say("Something else was asked or typed since."))
    ordered = _ordered(handling, here, replace(wish, personal=Personal.WITH), title, n, reason)
    no_longer_asked(handling)
    return ordered


def _export(handling: Handling, here: Viewpoint) -> Export:
    """Return the export that is wished for, with the personal data of one's own requests."""
    scope = may_take(handling.held, here.basin)
    assert scope is not None  # the viewpoint was checked
    return Export(
        scope, here.period, handling.now, here.basin, personal=True,
        person_id=handling.person_id, stands_for=handling.held.stands_for,
    )  # fmt: skip


def _ordered(
    handling: Handling, here: Viewpoint, wish: Wished, title: Message, n: int, reason: str | None = None
) -> Reply:
    """Order an export; somebody who waits for one orders no other. ``reason``: why of every request."""
    waiting = waiting_payloads(handling.transaction, LANE)
    if any(order["person"] == handling.person_id for order in waiting):
        raise Refusal(say("The file you asked for before is still being prepared."))
    order = Order(
        handling.person_id,
        spoken(handling.visit),
        here.period,
        here.basin,
        wish.format or Format.XLSX,
        wish.personal is Personal.WITH,
        handling.tapped if handling.in_private else None,
        reason,
    )
    return replace(handling.reply(Screen((title, preparing(n)))), export=order)


def heading(period: Period, territory: Message) -> Message:
    """Return what an export is of."""
    return say("📤 <b>Export</b> · {period} · {territory}", period=named(period), territory=territory)


def preparing(n: int, percent: int = 0) -> Message:
    """Tell how far the preparation of a file is."""
    told = say_n("⏳ I am preparing {n} request…", "⏳ I am preparing {n} requests…", n)
    return say("{told} {percent} %", told=told, percent=percent) if percent else told


ACTIONS = (AtOffice(EXPORT, export, WORKERS, typed=export_typed, command=export_of),)
