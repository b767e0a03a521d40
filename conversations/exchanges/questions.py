"""The life of a question to the network, and of each offer made to it: two tables, and what may follow."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from conversations.messages import Message, say


class Side(StrEnum):
    """In what capacity somebody acts on a question or an offer."""

    ASKER = "asker"
    HELPER = "helper"
    OPERATOR = "operator"
    BOT = "bot"


class QuestionStatus(StrEnum):
    """Where a question stands. Values are stored: never renamed."""

    WRITTEN = "written"  # the operator has to read it
    REWORD = "reword"  # the operator asked for other words
    DECLINED = "declined"
    OPEN = "open"
    WIDENED = "widened"  # to the neighbouring basins too
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # its day is past, or its author has found
    UNANSWERED = "unanswered"  # its day is past, and nobody offered


STANDS: dict[QuestionStatus, Message] = {
    QuestionStatus.WRITTEN: say("⏳ the operator reads it"),
    QuestionStatus.REWORD: say("✍️ to be said in other words"),
    QuestionStatus.DECLINED: say("✖️ not passed on"),
    QuestionStatus.OPEN: say("📣 open"),
    QuestionStatus.WIDENED: say("🌍 open, in the neighbouring territories too"),
    QuestionStatus.WITHDRAWN: say("🚫 withdrawn"),
    QuestionStatus.ENDED: say("🏁 closed"),
    QuestionStatus.UNANSWERED: say("🕊 closed, nobody answered"),
}
"""Where a question stands, for its author."""

LIVE = frozenset({QuestionStatus.WRITTEN, QuestionStatus.REWORD, QuestionStatus.OPEN, QuestionStatus.WIDENED})
ASKING = frozenset({QuestionStatus.OPEN, QuestionStatus.WIDENED})
"""Where people may be told of a question, and offer."""


class QuestionEvent(StrEnum):
    """What may happen to a question. Values are stored: never renamed."""

    FORWARD = "forward"
    ASK_TO_REWORD = "ask_to_reword"
    REWORD = "reword"
    DECLINE = "decline"
    WIDEN = "widen"
    WITHDRAW = "withdraw"
    END = "end"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Move:
    """One row: what happens, from where, to where, by whom."""

    event: QuestionEvent
    sources: frozenset[QuestionStatus]
    to: QuestionStatus
    by: frozenset[Side]


def _move(event: QuestionEvent, sources: Collection[QuestionStatus], to: QuestionStatus, *by: Side) -> Move:
    return Move(event, frozenset(sources), to, frozenset(by))


MOVES = (
    # the bot alone forwards what a basin trusts a firm with
    _move(QuestionEvent.FORWARD, (QuestionStatus.WRITTEN,), QuestionStatus.OPEN, Side.OPERATOR, Side.BOT),
    _move(QuestionEvent.ASK_TO_REWORD, (QuestionStatus.WRITTEN,), QuestionStatus.REWORD, Side.OPERATOR),
    _move(
        QuestionEvent.REWORD,
        (QuestionStatus.WRITTEN, QuestionStatus.REWORD),
        QuestionStatus.WRITTEN,
        Side.ASKER,
    ),
    _move(
        QuestionEvent.DECLINE,
        (QuestionStatus.WRITTEN, QuestionStatus.REWORD),
        QuestionStatus.DECLINED,
        Side.OPERATOR,
    ),
    _move(QuestionEvent.WIDEN, (QuestionStatus.OPEN,), QuestionStatus.WIDENED, Side.ASKER),
    _move(QuestionEvent.WITHDRAW, LIVE, QuestionStatus.WITHDRAWN, Side.ASKER, Side.OPERATOR, Side.BOT),
    _move(QuestionEvent.END, ASKING, QuestionStatus.ENDED, Side.ASKER, Side.BOT),
    _move(QuestionEvent.GIVE_UP, LIVE, QuestionStatus.UNANSWERED, Side.BOT),
)
"""What makes a question move."""


class OfferStatus(StrEnum):
    """Where an offer stands. Values are stored: never renamed."""

    OFFERED = "offered"  # its helper said « I can »
    WANTED = "wanted"  # the asker agreed
    INTRODUCED = "introduced"  # the helper agreed too: both know who the other is
    NOT_WANTED = "not_wanted"  # the asker said no
    STEPPED_BACK = "stepped_back"  # the helper said no, once or twice
    LAPSED = "lapsed"  # the question ended, or somebody may no longer take part


class OfferEvent(StrEnum):
    """What may happen to an offer. Values are stored: never renamed."""

    AGREE = "agree"
    CONFIRM = "confirm"
    NOT_THIS_ONE = "not_this_one"
    STEP_BACK = "step_back"
    LAPSE = "lapse"


OPEN_OFFERS = frozenset({OfferStatus.OFFERED, OfferStatus.WANTED})


@dataclass(frozen=True, slots=True)
class OfferMove:
    """One row: what happens to an offer, from where, to where, by whom."""

    event: OfferEvent
    sources: frozenset[OfferStatus]
    to: OfferStatus
    by: Side


OFFER_MOVES = (
    OfferMove(OfferEvent.AGREE, frozenset({OfferStatus.OFFERED}), OfferStatus.WANTED, Side.ASKER),
    OfferMove(OfferEvent.CONFIRM, frozenset({OfferStatus.WANTED}), OfferStatus.INTRODUCED, Side.HELPER),
    OfferMove(OfferEvent.NOT_THIS_ONE, OPEN_OFFERS, OfferStatus.NOT_WANTED, Side.ASKER),
    OfferMove(OfferEvent.STEP_BACK, OPEN_OFFERS, OfferStatus.STEPPED_BACK, Side.HELPER),
    OfferMove(OfferEvent.LAPSE, OPEN_OFFERS, OfferStatus.LAPSED, Side.BOT),
)
"""What makes an offer move: names are told by CONFIRM and by nothing else."""


def question_after(event: QuestionEvent, status: QuestionStatus, side: Side) -> QuestionStatus | None:
    """Return where an event leads a question; None when it may not happen there, or not by that side."""
    fitting = (each for each in MOVES if each.event is event and status in each.sources and side in each.by)
    return next((each.to for each in fitting), None)


def offer_after(event: OfferEvent, status: OfferStatus, side: Side) -> OfferStatus | None:
    """Return where an event leads an offer; None when it may not happen there, or not by that side."""
    fitting = (
        each for each in OFFER_MOVES if each.event is event and status in each.sources and side is each.by
    )
    return next((each.to for each in fitting), None)
