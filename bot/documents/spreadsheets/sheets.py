"""What an export tells, sheet by sheet.

Without personal data, nothing in it tells who asks: neither the company, of which a sole trader's is a
person's name, nor the SIREN, nor people, nor any words of theirs. What people exchanged and the team's
notes are in none (domain facts, 8.4: no more than is needed). With it, who asks is told of the
requests that the person holds or held; of the others, for a reason noted in each.
"""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter

from bot.documents.spreadsheets.columns import Column, Kind, Sheet
from bot.documents.spreadsheets.exchange_sheets import exchange_sheet, question_sheet
from bot.documents.spreadsheets.labels import REFERENCE, STATUSES, TERRITORY, VERDICTS
from bot.documents.spreadsheets.questions import columns_of
from bot.documents.spreadsheets.related_sheets import belongings
from conversations.intake import STEPS
from conversations.messages import Message, say, verbatim
from conversations.situation import World
from models.figures.export_contributors import ContributorRow, contributors
from models.figures.export_exchanges import ExchangeRow, QuestionRow
from models.figures.export_rows import Belonging, DossierRow, Subject, dossiers

AnySheet = (
    Sheet[DossierRow] | Sheet[Belonging] | Sheet[ContributorRow] | Sheet[QuestionRow] | Sheet[ExchangeRow]
)


def sheets(world: World, names: Mapping[int, str]) -> Mapping[Subject, AnySheet]:
    """Return the sheets, by subject. ``names``: what the members of the network are called."""
    territories = {basin.code: verbatim(basin.name) for basin in world.network.basins}
    territories[""] = say("National queue")
    found: tuple[AnySheet, ...] = (
        _dossiers(world, territories, names),
        *belongings(territories, names),
        _contributors(world, territories),
        question_sheet(territories),
        exchange_sheet(territories),
    )
    return {sheet.subject: sheet for sheet in found}


def _dossiers(
    world: World, territories: Mapping[str, Message], names: Mapping[int, str]
) -> Sheet[DossierRow]:
    def town(row: DossierRow) -> str | None:
        place = world.gazetteer.commune(row.commune) if row.commune else None
        return place.name if place else None

    answers = [column for step in STEPS if step.exported for column in columns_of(step)]
    return Sheet(
        Subject.DOSSIERS,
        say("Dossiers"),
        say("Requests received in the period, one a row, as they stand today."),
        (
            Column(REFERENCE, Kind.TEXT, attrgetter("of.reference")),
            Column(say("Company"), Kind.TEXT, attrgetter("company"), personal=True),
            Column(say("SIREN"), Kind.TEXT, attrgetter("siren"), personal=True),
            Column(TERRITORY, Kind.TEXT, attrgetter("of.basin"), territories),
            Column(say("Town"), Kind.TEXT, town),
            Column(say("INSEE code"), Kind.TEXT, attrgetter("commune")),
            Column(say("Received on"), Kind.DAY, attrgetter("of.received")),
            Column(say("Status"), Kind.TEXT, attrgetter("status"), STATUSES),
            Column(say("Since"), Kind.DAY, attrgetter("status_since")),
            Column(say("Held by"), Kind.TEXT, lambda row: names.get(row.holder), personal=True),
            Column(say("Verdict"), Kind.TEXT, attrgetter("outcome"), VERDICTS),
            Column(say("Taken in charge on"), Kind.DAY, attrgetter("claimed")),
            Column(say("First decision on"), Kind.DAY, attrgetter("decided")),
            Column(say("Origin"), Kind.TEXT, attrgetter("origin")),
            *(column for column in answers if not column.personal),
            Column(say("May circulate to the committee"), Kind.YES_NO, attrgetter("shown_to_committee")),
            Column(say("Personal data erased"), Kind.YES_NO, attrgetter("is_erased")),
            *sorted(filter(attrgetter("personal"), answers), key=lambda column: column.kind is Kind.PROSE),
        ),
        dossiers,
    )


def _contributors(world: World, territories: Mapping[str, Message]) -> Sheet[ContributorRow]:
    return Sheet(
        Subject.CONTRIBUTORS,
        say("Contributors"),
        say(
            "Companies that may lend their people on at least one day of the period, one a row for each "
            "territory where they take part: the key figure counts a company once."
        ),
        (
            Column(say("Contributor company"), Kind.TEXT, attrgetter("name")),
            Column(say("SIREN"), Kind.TEXT, attrgetter("siren")),
            Column(TERRITORY, Kind.TEXT, attrgetter("basin"), territories),
            Column(say("Takes part since"), Kind.DAY, attrgetter("since")),
            Column(say("Takes part until"), Kind.DAY, attrgetter("until")),
            Column(say("Representatives"), Kind.WHOLE, lambda row: len(row.representatives)),
            Column(say("Advisors"), Kind.WHOLE, lambda row: len(row.advisors)),
            Column(say("Names of the representatives"), Kind.TEXT, attrgetter("representatives"), {}, True),
            Column(say("Names of the advisors"), Kind.TEXT, attrgetter("advisors"), {}, True),
        ),
        partial(contributors, network=world.network),
    )
