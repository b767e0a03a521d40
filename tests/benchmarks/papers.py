"""How long papers of each kind, and the picture of a chart, take to be set: prints figures as JSON."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from bot.documents.charts.pictures import picture
from bot.documents.charts.serialize import spoken as told
from bot.documents.papers import render
from bot.documents.spoken import spoken
from bot.i18n import speak
from bot.services.core.papers import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
    Template,
)
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import Message, verbatim

TIMES = 15
WRITTEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PROJECT = "Nous voulons construire une cave d’affinage et embaucher trois personnes. "


def paper(template: Template, number: int) -> Paper:
    """Return a paper of the usual length, that no other is the same as."""

    def said(words: str) -> Message:
        return verbatim(f"{words} {number}")

    facts = Facts(
        tuple((said(label), said("Valeur")) for label in ("Demande", "Entreprise", "Séance", "Lieu"))
    )
    blocks: dict[Template, tuple[Block, ...]] = {
        Template.LETTER: (facts, Paragraph(said(PROJECT)), facts, Signature((said("Pour le comité"),))),
        Template.BRIEF: (
            facts,
            Heading(said("Projet")),
            Paragraph(said(PROJECT * 80)),
            facts,
            Bullets((said("Export"),)),
        ),
        Template.AGENDA: (
            facts,
            Table(
                (said("N°"), said("Entreprise")),
                tuple((said(f"n° {row}"), said("Fromagerie")) for row in range(30)),
            ),
        ),
        Template.MINUTES: tuple(block for _ in range(15) for block in (Heading(said("Demande")), facts)),
        Template.OWN_DATA: tuple(
            block
            for _ in range(6)
            for block in (Heading(said("Demande")), *(facts,) * 3, Paragraph(said(PROJECT)))
        ),
        Template.REPORT: tuple(
            block
            for _ in range(8)
            for block in (Heading(said("Partie")), Paragraph(said(PROJECT * 6)), chart(number))
        ),
    }
    return Paper(said("Fromagerie"), "Réseau d’essai", WRITTEN, blocks[template], template=template)


def chart(number: int) -> Chart:
    """Return two years of requests, month by month."""
    months = tuple(verbatim(f"{month}/26") for month in range(1, 13))
    series = tuple(
        Series(verbatim(year), tuple(number + month for month in range(first, first + 12)))
        for year, first in (("2026", 20), ("2025", 7))
    )
    return Chart(
        ChartKind.COLUMNS, verbatim("Demandes reçues"), verbatim("2026"), months, series, verbatim("demandes")
    )


def milliseconds(make: Callable[[int], object]) -> float:
    """Return the median time of making something, a different one each time, once typst is warm."""
    seconds = []
    for number in range(TIMES + 1):
        began = time.perf_counter()
        make(number)
        seconds.append(time.perf_counter() - began)
    return 1000 * median(seconds[1:])


def main() -> None:
    """Time the first paper, then each kind and a picture once typst is warm."""
    began = time.perf_counter()
    render(spoken(paper(Template.LETTER, 0), "fr", speak))
    figures = {"first": 1000 * (time.perf_counter() - began)}
    figures["a picture of a chart"] = milliseconds(lambda number: picture(told(chart(number), "fr", speak)))
    for template in Template:
        papers = [spoken(paper(template, number), "fr", speak) for number in range(TIMES + 1)]
        figures[template.value] = milliseconds(lambda number: render(papers[number]))  # noqa: B023 - at once
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
