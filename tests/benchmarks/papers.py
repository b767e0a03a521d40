"""How long each kind of paper takes to be set, in a fresh process: prints its figures as JSON."""

import json
import time
from datetime import UTC, datetime
from statistics import median

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
            block for _ in range(8) for block in (Heading(said("Partie")), Paragraph(said(PROJECT * 6)))
        ),
    }
    return Paper(said("Fromagerie"), "Réseau d’essai", WRITTEN, blocks[template], template=template)


def main() -> None:
    """Time the first paper, then each kind once typst is warm."""
    began = time.perf_counter()
    render(spoken(paper(Template.LETTER, 0), "fr", speak))
    figures = {"first": 1000 * (time.perf_counter() - began)}
    for template in Template:
        seconds = []
        for number in range(TIMES + 1):
            told = spoken(paper(template, number), "fr", speak)
            began = time.perf_counter()
            render(told)
            seconds.append(time.perf_counter() - began)
        figures[template.value] = 1000 * median(seconds[1:])
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
