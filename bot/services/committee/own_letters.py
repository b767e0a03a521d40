"""A basin's own letter: its template is tried on a letter, and the coordination told where it is wrong."""

from datetime import datetime

from bot.services.core.handling import Handling
from bot.services.core.papers import Facts, Paper, Paragraph, Signature, Template
from bot.services.core.rights import EVERYWHERE, NATIONAL, members
from bot.services.core.screens import Reply, Screen
from conversations.messages import Message, say, verbatim
from conversations.network.basins import Basin
from conversations.situation import World
from models.database.writer import Transaction


def trial(basin: Basin, now: datetime) -> Paper:
    """Return a letter that decides nothing, to try the basin's template on."""
    words = verbatim("Essai")
    facts = Facts(((words, words), (words, words)))
    blocks = (facts, Paragraph(words), facts, Signature((words,)))
    return Paper(words, basin.operator, now, blocks, template=Template.LETTER, own=basin)


def wrong_line(code: str, line: int | None, reason: str) -> Message:
    """Tell what is wrong with a basin's template. ``reason``: in Typst's words."""
    return say(
        "basins.{code}.letter: line {line} of the template is wrong ({reason}).",
        code=code, line=str(line or "?"), reason=reason,
    )  # fmt: skip


def plain_was_sent(
    transaction: Transaction, world: World, now: datetime, code: str, line: int | None
) -> Reply:
    """Tell the coordination that a letter left in the network's form, and which line is to be mended."""
    basin = world.network.basin(code)
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        told = say(
            "✉️ {basin}: a letter was sent in the network's form, not in its own: line {line} of its "
            "template is wrong. The text is the same.",
            basin=basin.name if basin else code, line=str(line or "?"),
        )  # fmt: skip
        for person_id in members(session, EVERYWHERE, *NATIONAL):
            handling.tell(person_id, Screen((told,)))
        return handling.reply()
