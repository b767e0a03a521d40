"""The report of a year, or of any period: the text, then the tables, charts and definitions."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.services.committee.papers import SAMPLE
from bot.services.core.papers import Block, Heading, Paper, Paragraph
from bot.services.figures.sections import Asked
from bot.services.reports import beyond, outcomes, text
from bot.services.reports.findings import Findings
from bot.services.reports.tables import (
    definitions,
    derived_table,
    key_table,
    month_chart,
    skills_chart,
    territory_chart,
    territory_tables,
)
from bot.services.reports.wording import joined, title, where
from conversations.figures.periods import named, year_of
from conversations.messages import Message, say
from conversations.understanding.named_periods import Period
from models.figures.nearest import nearest_month

PUBLIC = say("Public version")
MASKED = say(
    "This version may be published: numbers from 1 to 4, sums over fewer than 5 requests, and what would "
    "give them back by subtraction, are left out (“–” in charts)."
)

Told = Callable[[Findings], Iterator[Message]]


def report(findings: Findings, written_at: datetime) -> Paper:
    """Return the report as a paper."""
    asked = findings.asked
    subtitle = say("{territory} · figures known on {day}", territory=where(asked), day=asked.world.today)
    if findings.public:
        subtitle = say("{subtitle} · {version}", subtitle=subtitle, version=PUBLIC)
    return Paper(
        title=title(asked),
        subtitle=subtitle,
        author=asked.world.network.name,
        written_at=written_at,
        blocks=tuple(_blocks(findings)),
        footer=SAMPLE if asked.world.network.sample else None,
    )


def nearest(asked: Asked) -> Period | None:
    """Return the nearest year in which something was received; None when nothing ever was."""
    month = nearest_month(asked.connection, asked.scope, asked.period)
    return None if month is None else year_of(month.year)


def nothing_to_tell(asked: Asked) -> Message:
    """Say that nothing happened in a period, and when something did."""
    if asked.unfinished:
        return asked.unfinished
    nothing = say("{title}: nothing was received, decided or signed in this period.", title=title(asked))
    if (near := nearest(asked)) is None:
        return nothing
    return say("{nothing} The nearest year with something to tell is {year}.",
               nothing=nothing, year=named(near))  # fmt: skip


def _blocks(findings: Findings) -> Iterator[Block]:
    if unfinished := findings.asked.unfinished:
        yield Paragraph(unfinished)
    yield from _part(findings, say("People mobilised"), text.people)
    yield from _part(findings, say("The activity"), text.territories, text.requests, text.dispersion)
    yield from _part(findings, say("Results"), outcomes.results, outcomes.jobs)
    yield from _part(findings, say("Repayable advances"), outcomes.advances)
    yield from _part(findings, say("Needs and how they change"), outcomes.needs, outcomes.teams)
    yield from _part(findings, say("Beyond the contract"), beyond.exchanges)
    yield from _part(findings, say("What figures leave out"), outcomes.closing)
    yield Heading(say("Key figures"))
    yield key_table(findings)
    if derived := derived_table(findings):
        yield Paragraph(say("What follows is computed from the figures above, not counted."))
        yield derived
    drawings = (month_chart, skills_chart, territory_chart, beyond.drawn_ties)
    charts = [chart for draw in drawings if (chart := draw(findings))]
    if charts:
        yield Heading(say("In pictures"))
        yield from charts
    if len(findings.told_by_territory) > 1:
        yield Heading(say("Territory by territory"))
        yield from territory_tables(findings)
    yield Heading(say("How it is counted"))
    if findings.public:
        yield Paragraph(MASKED)
    yield from definitions(findings)


def _part(findings: Findings, heading: Message, *told: Told) -> Iterator[Block]:
    """Return a part of the text, each of its subjects a paragraph; nothing when there is nothing to say."""
    paragraphs = [sentences for each in told if (sentences := list(each(findings)))]
    if paragraphs:
        yield Heading(heading)
        yield from (Paragraph(joined(sentences)) for sentences in paragraphs)
