"""The rewriting of what people type about quantities, in the order of ``turns/quantities.txt``."""

from re import Match

from conversations.understanding.quantities.figures import (
    collective,
    household,
    in_slang,
    noun_mended,
    relative,
    said_between,
    scaled,
    scaled_up,
    trade_named,
    twice,
)
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.turns import turns

_SAID = turns("quantities")


def _zeros(typed: Match[str]) -> str:
    return "0" * len(typed[0])


def _none(said: Match[str]) -> str:
    return "0 personne" if "personne" in said[0] else "0"


def _tens_and(typed: Match[str]) -> str:
    return str(int(_SAID.table("tens")[typed[1]]) + (int(typed[2]) if typed[2].isdigit() else 1))


def _well_spelt(typed: Match[str]) -> str:
    return COUNTED.table("misspelt")[typed[0]]


_SCALES = _SAID.rules("scales")
IN_WORDS = (
    _SAID.rules(
        "at_first", zeros=_zeros, none=_none, tens_and=_tens_and, scaled=scaled, trade_named=trade_named
    ),
    _SAID.rules("alone"),
    _SAID.rules("then", well_spelt=_well_spelt),
    _SAID.rules("together", household=household, relative=relative),
    _SAID.rules("at_last", said_between=said_between, scaled_up=scaled_up),
    _SCALES,
)
SPELLED_OUT = (
    _SAID.rules("scaled"),
    _SCALES,
    _SAID.rules("spelled_out", twice=twice, in_slang=in_slang),
)
IN_DIGITS = (
    _SAID.rules("staff", noun_mended=noun_mended),
    _SAID.rules("dates", collective=collective),
    *(_SAID.rules(each) for each in ("units", "at_work", "spread", "inside", "rhythms", "between")),
)
VAGUE = _SAID.pattern("vague")
