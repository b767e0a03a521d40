"""A letter as its readers see it: in the chat, and on paper."""

from bot.services.core.papers import Block, Heading, Paper, Paragraph
from bot.services.core.screens import Button, Rows, Screen
from bot.services.exchanges.buttons import between
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.letters import TITLES, LetterParagraph, from_json
from conversations.figures.periods import month_name
from conversations.messages import Message, say
from conversations.network.basins import Basin
from models.exchanges.tables import BasinLetter, NetworkQuestion

OPENED_AT_ONCE = 3  # questions with a button


def title(basin: Basin, letter: BasinLetter) -> Message:
    """Return what a letter is called."""
    return say("The basin's word · {basin}, {month}", basin=basin.name, month=month_name(letter.month))


def sent_parts(letter: BasinLetter) -> list[LetterParagraph]:
    """Return the paragraphs that go with a letter."""
    return [each for each in from_json(letter.content) if each.is_sent]


def as_read(
    basin: Basin, letter: BasinLetter, questions: list[NetworkQuestion], names: int | None = None
) -> Screen:
    """Return a letter as it is read in the chat. ``names``: a request whose firm it names."""
    told: list[Message] = [say("📰 <b>{title}</b>", title=title(basin, letter))]
    told += [
        say("<b>{heading}</b>\n{words}", heading=TITLES[each.part], words=each.words)
        for each in sent_parts(letter)
    ]
    told.append(say("{operator}", operator=basin.operator))
    opens: list[tuple[Button, ...]] = [
        (between(KINDS[ExchangeKind(each.kind)].label, "letter_question", each.id),)
        for each in questions[:OPENED_AT_ONCE]
    ]
    stop = between(say("🔕 No more letters"), "letter_stop", names=names)
    rows: Rows = (*opens, (stop,))
    return Screen(tuple(told), rows=rows)


def as_paper(basin: Basin, letter: BasinLetter, network: str) -> Paper:
    """Return a letter on paper, for those who are not in the chat."""
    blocks: list[Block] = []
    for each in sent_parts(letter):
        blocks += [Heading(TITLES[each.part]), Paragraph(each.words)]
    return Paper(
        title=title(basin, letter),
        subtitle=say("{operator} · {network}", operator=basin.operator, network=network),
        author=basin.operator,
        written_at=letter.drafted_at,
        blocks=tuple(blocks),
    )
