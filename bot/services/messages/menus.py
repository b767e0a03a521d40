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
from conversations.inputs.labels import LONGEST, compared, typeable, whole
from conversations.messages import Message, Msgid, say
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.wishes import is_refusal, takes_back
from conversations.understanding.words import fold
from models.database.writer import Transaction
from models.intake.queries import MENUS, Menus, find_menus, set_menus

Menu = dict[str, Any]
"""``can``: what each button carries, with the marks of what may be typed for it; ``at``: when it was shown;
``sure``: under a screen that asks to confirm something, what a yes and a no carry, then what the button that
does it carries and says, and the marks of its words. ``spent``: something else was said or touched since:
only a tap confirms it.
"""

AT_MOST = 4  # menus: what others tell, on top of what one's own turn showed
FRESH = timedelta(hours=1)  # after which a bare yes may be meant for something else
_CONFIRMS = re.compile(r"(?:^|\.)(?:(?:yes|record)(?:-[0-9a-f]+)?|confirmed)(?:\.|$)")
_PREPARES = re.compile(r"(?:^|\.)(?:restate(?:\.|$)|(?:correct|circulation|withdraw)$)")
"""A button that only opens what is confirmed there: alone under a question, a yes touches it."""
_TAKEN_OFF = re.compile(r"\s*[-–−]\s?\d")  # "-1 jour" is no "➕ 1 jour"
_OFFERED = re.compile(r"\brestate\.(\d+)$")
_TELLING = 5  # letters of a word of a label that may stand for all of it
_STOP = re.compile(r"(?:^|\.)stop(?:\.|$)")
TOUCH_IT = say("That was for the question just above? Touch one of its buttons, or type what it says.")
CONFIRMING = frozenset(
    ("je confirme", "oui je confirme", "confirmer", "confirme", "confirmez", "je valide", "valider", "valide",
     "i confirm", "yes i confirm", "confirm", "confirmed")
)  # fmt: skip


def _mark(said: str) -> str:
    return f"{crc32(said.encode()):x}"


def _near(label: str) -> list[str]:
    return [_mark(compared(word)) for word in label.split() if len(word) >= _TELLING]


def _whole_mark(label: str) -> str:
    return _mark(f"={label}")


def _confirms(button: Button) -> bool:
    """Tell whether a button does what is shown above it."""
    return button.verb is Verb.ERASE or _is_dropping(button) or _CONFIRMS.search(button.key) is not None


def _is_dropping(button: Button) -> bool:
    return button.verb is Verb.DROP and button.key.startswith(("yes", "no."))


def _keeps(button: Button) -> bool:
    """Tell whether a button leaves things as they are."""
    return button.verb is Verb.DOSSIER and _STOP.search(button.key) is not None


def _prepares(button: Button) -> bool:
    return button.verb is Verb.NEW or (
        button.verb is Verb.DOSSIER and _PREPARES.search(button.key) is not None
    )


def _can_be_undone(button: Button) -> bool:
    """Tell whether what a button confirms can be undone and is told to nobody: a mere yes is enough."""
    dropping = button.verb is Verb.DROP and not button.key.startswith("no.")
    return dropping or _prepares(button) or "confirmed" in button.key.split(".")


def _asks_for(buttons: Sequence[Button]) -> Button | None:
    """Return the one button that does what a screen asks to confirm; None if it asks nothing such."""
    sure = [button for button in buttons if _confirms(button)]
    if not sure and len(buttons) == 2 and any(map(_keeps, buttons)):
        sure = [button for button in buttons if not _keeps(button)]
    if not sure and len(buttons) == 1:
        sure = [button for button in buttons if _prepares(button)]
    return sure[0] if len(sure) == 1 else None


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
    sure = None if told else _asks_for(buttons)
    only_whole = None if sure is None or _can_be_undone(sure) else sure
    can: dict[str, list[str]] = {}  # of what cannot be undone, one word alone is too little: "cancel"
    for said, place in typeable(tuple(speak(button.label) for button in buttons)).items():
        plain = told and (says_yes(said) or says_no(said))
        if not plain and (buttons[place] is not only_whole or " " in said):
            can.setdefault(encode(buttons[place]), []).append(_mark(said))
    if sure is None:
        return {"can": can, "at": now.isoformat()}
    does, label = encode(sure), whole(speak(sure.label))
    if only_whole and (" " in label or not (says_yes(label) or says_no(label))):
        can.setdefault(does, []).append(_whole_mark(label))
    others = [encode(button) for button in buttons if button is not sure]
    yes, no = None if only_whole else does, others[0] if len(others) == 1 else None
    says = str(sure.label.msgid) if only_whole and not sure.label.values else None
    return {"can": can, "sure": [yes, no, does, says, _near(label)], "at": now.isoformat()}


def note_shown(transaction: Transaction, person_id: int, menus: Sequence[Menu], *, below: bool) -> None:
    """Note the menus that a person's own turn showed, instead of those before. ``below``: under the card."""
    set_menus(transaction, person_id, {"below": below, "shown": [*menus]} if menus else None)


def note_told(transaction: Transaction, person_id: int, menu: Menu) -> None:
    """Note a menu under something that a person is told, beside those that were shown."""
    row = transaction.find(MENUS, person_id)
    if row is not None:
        shown = [*(row.menus or {}).get("shown", ()), menu][-AT_MOST:]
        set_menus(transaction, person_id, {"below": True, "shown": shown})


def is_below_card(menus: Menus) -> bool:
    """Tell whether menus were shown since the draft's card was."""
    return menus is not None and bool(menus.get("below"))


def waiting_since(menus: Menus) -> int | None:
    """Return the number of the first message of which a correction is offered on the screen; None without."""
    carried_by = (data for menu in (menus or {}).get("shown", ()) for data in menu["can"])
    found = filter(None, map(_OFFERED.search, carried_by))
    return next((int(each[1]) for each in found), None)


def disarm(transaction: Transaction, person_id: int) -> None:
    """Have what was last asked confirmed by a tap alone: something else was said or touched since."""
    menus = find_menus(transaction, person_id)
    if menus is None or not _is_armed(menus):
        return
    *before, last = menus["shown"]
    set_menus(transaction, person_id, {**menus, "shown": [*before, {**last, "spent": True}]})


def carried(menus: Menus, text: str, now: datetime) -> str | None:
    """Return what the button carries that a text names, of the menus shown last; None for other words."""
    if menus is None or len(text) > LONGEST or _TAKEN_OFF.match(text):
        return None
    found = _named(menus["shown"], text)
    if _asks(menus):
        last: Menu = menus["shown"][-1]
        if last.get("spent"):
            return None if found == _does(last) else found
        yes, no, *_ = last["sure"]
        if found is None and now - datetime.fromisoformat(last["at"]) <= FRESH:
            said = fold(text)
            if says_yes(said) or said in CONFIRMING:
                return None if yes is None else str(yes)
            if is_refusal(text):
                return None if no is None else str(no)
    return found


def to_touch(menus: Menus, text: str) -> Message | None:
    """Return what is told of words that may be meant to confirm something, and confirm nothing."""
    if menus is None or not _asks(menus) or len(text) > LONGEST:
        return None
    last: Menu = menus["shown"][-1]
    said = fold(text)
    meant = said in CONFIRMING or (_does(last) is not None and _named([last], text) == _does(last))
    if _is_armed(menus):
        undone = last["sure"][0] is not None  # by a yes: to take back is another matter
        refused = is_refusal(text) and not (undone and len(last["can"]) == 1)
        meant = meant or says_yes(said) or refused or (takes_back(text) and not undone)
        meant = meant or _mark(compared(text)) in [mark for marks in last["sure"][4:] for mark in marks]
    if not meant:
        return None
    label = last["sure"][3] if len(last["sure"]) > 3 else None  # else noted by an earlier release
    if label is None:
        return TOUCH_IT
    return say("Nothing is done yet. To do it, touch the button “{button}”.", button=Message(Msgid(label)))


def _named(shown: Sequence[Menu], text: str) -> str | None:
    marks = {_mark(compared(text)), _whole_mark(whole(text))}
    named = (data for menu in reversed(shown) for data, noted in menu["can"].items() if marks & {*noted})
    return next(named, None)


def _does(menu: Menu) -> str | None:
    return menu["sure"][2] if len(menu["sure"]) > 2 else None  # else noted by an earlier release


def _asks(menus: dict[str, Any]) -> bool:
    return is_below_card(menus) and "sure" in menus["shown"][-1]


def _is_armed(menus: dict[str, Any]) -> bool:
    return _asks(menus) and not menus["shown"][-1].get("spent")
