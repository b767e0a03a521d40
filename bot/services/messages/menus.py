"""What may be typed for the buttons of screens that are no draft's card, noted as they are shown.

A button is noted by what it carries, and what may be typed for it by its mark: no name that a label holds is
kept. The screens that answer a person's own turn take the place of those before; what others had the bot tell
them stands beside.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from bot.services.core.screens import Button, Screen, Verb, buttons_of
from conversations.inputs import YES_NO
from conversations.inputs.labels import LONGEST, compared, typeable
from conversations.messages import Message
from conversations.understanding.words import fold
from models.database.writer import Transaction
from models.intake.queries import MENUS, Visit, set_menus

Menu = dict[str, Any]
"""``can``: what each button carries, with the marks of what may be typed for it; ``at``: when it was shown;
``sure``: what a yes and a no carry, under a screen that asks to confirm something.
"""

AT_MOST = 4  # menus: what others tell, on top of what one's own turn showed
FRESH = timedelta(hours=1)  # after which a bare yes may be meant for something else
_CONFIRMS = re.compile(r"(?:^|\.)(?:yes(?:-[0-9a-f]+)?|confirmed)(?:\.|$)")
YES, NO = YES_NO
_YES_OR_NO = frozenset(map(compared, (*YES.words, *NO.words)))


def _mark(said: str) -> str:
    return f"{crc32(said.encode()):x}"


def _confirms(button: Button) -> bool:
    """Tell whether a button does what is shown above it."""
    return _is_final(button) or _CONFIRMS.search(button.key) is not None


def _is_final(button: Button) -> bool:
    """Tell whether a button erases for good: a mere yes is not enough for it."""
    return button.verb is Verb.ERASE or (button.verb is Verb.DROP and button.key.startswith("no."))


def menu_of(
    screen: Screen,
    speak: Callable[[Message], str],
    encode: Callable[[Button], str],
    now: datetime,
    *,
    told: bool = False,
) -> Menu | None:
    """Return what may be typed for the buttons of a screen; None without any.

    ``told``: it comes unasked, so that a mere yes or no is none of its buttons: it may answer something else.
    """
    buttons = buttons_of(screen)
    if not buttons:
        return None
    can: dict[str, list[str]] = {}
    for said, place in typeable(tuple(speak(button.label) for button in buttons)).items():
        if not (told and said in _YES_OR_NO):
            can.setdefault(encode(buttons[place]), []).append(_mark(said))
    sure = [button for button in buttons if _confirms(button)]
    if told or len(sure) != 1:
        return {"can": can, "at": now.isoformat()}
    others = [encode(button) for button in buttons if button is not sure[0]]
    yes = None if _is_final(sure[0]) else encode(sure[0])
    answers = [yes, others[0] if len(others) == 1 else None]
    return {"can": can, "sure": answers, "at": now.isoformat()}


def note_shown(transaction: Transaction, person_id: int, menus: Sequence[Menu], *, below: bool) -> None:
    """Note the menus that a person's own turn showed, instead of those before. ``below``: under the card."""
    set_menus(transaction, person_id, {"below": below, "shown": [*menus]} if menus else None)


def note_told(transaction: Transaction, person_id: int, menu: Menu) -> None:
    """Note a menu under something that a person is told, beside those that were shown."""
    row = transaction.find(MENUS, person_id)
    if row is not None:
        shown = [*(row.menus or {}).get("shown", ()), menu][-AT_MOST:]
        set_menus(transaction, person_id, {"below": True, "shown": shown})


def is_below_card(visit: Visit) -> bool:
    """Tell whether menus were shown since the draft's card was."""
    return visit.menus is not None and bool(visit.menus.get("below"))


def carried(visit: Visit, text: str, now: datetime) -> str | None:
    """Return what the button carries that a text names, of the menus shown last; None for other words."""
    if visit.menus is None or len(text) > LONGEST:
        return None
    mark = _mark(compared(text))
    shown: list[Menu] = visit.menus["shown"]
    named = (data for menu in reversed(shown) for data, marks in menu["can"].items() if mark in marks)
    found = next(named, None)
    if found is not None or not _asks(visit) or now - datetime.fromisoformat(shown[-1]["at"]) > FRESH:
        return found
    yes, no = shown[-1]["sure"]
    data: str | None = yes if fold(text) in YES.words else no if fold(text) in NO.words else None
    return data


def _asks(visit: Visit) -> bool:
    return is_below_card(visit) and visit.menus is not None and "sure" in visit.menus["shown"][-1]


def is_asked_to_confirm(visit: Visit, text: str) -> bool:
    """Tell whether a yes or a no may answer the last menu, which asks to confirm something."""
    return _asks(visit) and fold(text) in (*YES.words, *NO.words)
