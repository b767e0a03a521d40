"""Exports from the chat: in which form, with personal data or not; then the file comes by itself."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from bot.services.actions import at_office
from bot.services.handling import Handling, Refusal
from bot.services.oversight.choosing import pointed_at
from bot.services.oversight.orders import LANE, Format, Order
from bot.services.oversight.viewpoint import HOME, Viewpoint, mark_of, viewpoint, viewpoint_of
from bot.services.oversight.ways import BACK
from bot.services.screens import Button, Reply, Screen
from bot.services.visits import spoken
from bot.services.worklist import WORKERS, office
from conversations.messages import Message, say, say_n
from conversations.named_periods import Period
from conversations.oversight.spans import (
    beside,
    coded,
    everything,
    is_everything,
    month_name,
    month_of,
    named,
)
from models.outbox import OUTGOING
from models.oversight.figures import counted
from models.oversight.nearest import nearest_month

EXPORT = "export"
WITHOUT, ASKED, WITH = "without", "asked", "with"
"""What a button says of personal data: none, to be confirmed, confirmed."""

LABELS = {Format.XLSX: say("📊 Excel"), Format.CSV: say("📄 CSV")}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for so far. ``format`` is empty, then ``personal``, until they are chosen."""

    here: Viewpoint
    format: str = ""
    personal: str = ""

    def button(self, label: Message, *, primary: bool = False) -> Button:
        """Return what goes on from here."""
        words = (EXPORT, coded(self.here.period), str(mark_of(self.here.basin)), self.format, self.personal)
        return replace(office(label, ".".join(words).rstrip(".")), primary=primary)

    def during(self, period: Period) -> "_Wish":
        """Return the same in another period."""
        return replace(self, here=self.here.during(period))


@at_office(EXPORT, *WORKERS)
def export(handling: Handling, subject: int, argument: str) -> Reply:
    """Offer an export, a choice at a time, then order it.

    ``argument``: a period, the mark of a territory, a format, and what to do of personal data; or, after
    the command, the words typed.
    """
    wish = _typed(handling, argument) if handling.tapped is None else _tapped(handling, argument)
    asked = wish.here.asked(handling)
    title = heading(asked.period, asked.where)
    n = counted(asked.connection, "received", asked.scope, asked.period).n
    if n == 0:
        month = nearest_month(asked.connection, asked.scope, asked.period)
        return handling.reply(_nothing(wish, title, month))
    if wish.format not in set(Format):
        return handling.reply(_forms(wish, title, n, handling.today))
    if wish.personal == ASKED:
        return handling.reply(_confirmation(wish, title, n))
    if wish.personal in (WITHOUT, WITH):
        return _ordered(handling, wish, title, n)
    return handling.reply(_contents(wish, title))


def _tapped(handling: Handling, argument: str) -> _Wish:
    code, mark, form, personal = (*argument.split("."), "", "", "", "")[:4]
    return _Wish(viewpoint_of(handling, code, mark), form, personal)


def _typed(handling: Handling, text: str) -> _Wish:
    """Return what is asked for after the command: a period, a territory, or both."""
    here, left = pointed_at(handling, viewpoint(handling, 0, HOME)[0], text)
    if left:
        raise Refusal(
            say("I find no period in “{words}”. For example: 2025, March 2026 or Q3 2026.", words=left)
        )
    return _Wish(here)


def _nothing(wish: _Wish, title: Message, month: date | None) -> Screen:
    """Say that there is nothing to export, with the way to the nearest month that has something."""
    if month is None:
        return Screen((title, say("No request was ever received here.")))
    way = replace(wish, format="", personal="").during(month_of(month))
    told = say("Nothing in this period. The nearest requests are of {month}.", month=month_name(month))
    return Screen((title, told), rows=((way.button(say("👉 {period}", period=month_name(month))),),))


def _forms(wish: _Wish, title: Message, n: int, today: date) -> Screen:
    told = say_n(
        "{n} request, with its needs, its history, decisions, missions, advances and follow-ups.",
        "{n} requests, with their needs, their history, decisions, missions, advances and follow-ups.",
        n,
    )
    forms = tuple(replace(wish, format=form.value).button(label) for form, label in LABELS.items())
    period = wish.here.period
    others = [beside(period, -1), beside(period, 1), None if is_everything(period) else everything(today)]
    ways = tuple(wish.during(each).button(named(each)) for each in others if each and each.start <= today)
    figures = (wish.here.button(say("⬅️ Key figures")),)
    return Screen((title, told), rows=(forms, *((ways,) if ways else ()), figures))


def _contents(wish: _Wish, title: Message) -> Screen:
    return Screen(
        (
            title,
            say(
                "<b>Without personal data</b>: references, territories, towns, statuses, skills, dates and "
                "amounts.\n<b>With</b>: companies, names, contacts and people's own words as well."
            ),
        ),
        rows=(
            (replace(wish, personal=WITHOUT).button(say("🔒 Without personal data"), primary=True),),
            (replace(wish, personal=ASKED).button(say("👤 With personal data")),),
            (replace(wish, format="").button(BACK),),
        ),
    )


def _confirmation(wish: _Wish, title: Message, n: int) -> Screen:
    told = say_n(
        "The name, the contact and the words of {n} request leave the assistant with this file.",
        "The names, the contacts and the words of {n} requests leave the assistant with this file.",
        n,
    )
    asked = say(
        "Take it only if you need it, keep it to yourself, and delete it once it has served. "
        "That you took it is noted."
    )
    sure = replace(wish, personal=WITH).button(say("✅ I need it: prepare the file"))
    return Screen((title, told, asked), rows=((sure,), (replace(wish, personal="").button(BACK),)))


def _ordered(handling: Handling, wish: _Wish, title: Message, n: int) -> Reply:
    """Order an export; somebody who waits for one orders no other."""
    waiting = select(OUTGOING.c.payload).where(OUTGOING.c.chat_id == LANE, OUTGOING.c.parked_at.is_(None))
    if any(row.payload["person"] == handling.person_id for row in handling.transaction.execute(waiting)):
        raise Refusal(say("The file you asked for before is still being prepared."))
    in_private = handling.chat_id == handling.person_id
    order = Order(
        handling.person_id,
        spoken(handling.visit),
        wish.here.period,
        wish.here.basin,
        Format(wish.format),
        wish.personal == WITH,
        handling.tapped if in_private else None,
    )
    return replace(handling.reply(Screen((title, preparing(n)))), export=order)


def heading(period: Period, territory: Message) -> Message:
    """Return what an export is of."""
    return say("📤 <b>Export</b> · {period} · {territory}", period=named(period), territory=territory)


def preparing(n: int, percent: int = 0) -> Message:
    """Tell how far the preparation of a file is."""
    told = say_n("⏳ I am preparing {n} request…", "⏳ I am preparing {n} requests…", n)
    return say("{told} {percent} %", told=told, percent=percent) if percent else told
