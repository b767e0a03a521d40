"""Exports from the chat: a few taps, then the file comes; what it holds depends on who asks, and is noted."""

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import URL, select, update

from bot.documents.process import NotMade
from bot.documents.spreadsheets.export import make_export
from bot.documents.spreadsheets.worker import made_apart
from bot.documents.spreadsheets.writer import Progress, Written
from bot.playground.telegram.chats import Chat
from bot.services.core.export_orders import LANE, Format, Order, order_to_json
from bot.services.core.rights import Role
from bot.services.figures.chat.viewpoint import mark_of
from bot.services.figures.exports import Export, export_from_json, export_to_json
from bot.telegram.delivery.export_files import Exports, Made
from bot.telegram.render.replies import EXPORT
from bot.telegram.updates import read
from conversations.dossiers.traces import Trace
from conversations.figures.periods import year_of
from models.database.prepared import table_of
from models.database.writer import Call, Transaction
from models.figures.export_extents import TAKEN
from models.figures.export_rows import Subject
from models.figures.queries import Scope, counted
from models.figures.tallies import count
from models.team.tables import Absence, Membership
from tests.bot.telegram.posting import until
from tests.journeys.acting import Actor, Tap, errors, events
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import BREST, sends
from tests.journeys.sittings import forges, taps
from tests.stage import Stage

PERSONAL = ("Camille", "Durand", "612345678", "06 12", "camille@", "Boulangerie", "fournil")
YEAR = "20260101-20261231"


@pytest.fixture
def export_made(request: pytest.FixtureRequest) -> Made:
    """Make files in this process, from what would go to another one; ``apart``: in another one."""
    return made_apart if request.node.get_closest_marker("apart") else made_here


async def made_here(
    database: URL, export: Export, path: Path, hear: Callable[[Progress], Awaitable[None]]
) -> Written:
    """Make a file in a thread."""
    loop = asyncio.get_running_loop()

    def told(progress: Progress) -> None:
        asyncio.run_coroutine_threadsafe(_heard(hear, progress), loop).result()

    url = database.render_as_string(hide_password=False)
    return await asyncio.to_thread(make_export, url, export_from_json(export_to_json(export)), path, told)


async def _heard(hear: Callable[[Progress], Awaitable[None]], progress: Progress) -> None:
    await hear(progress)


def wish(*choices: str, basin: str | None = None, period: str = YEAR) -> Tap:
    """Return the button of some choices."""
    return Tap(".".join(("export", period, str(mark_of(basin)), *choices)))


async def takes(
    actor: Actor, form: str = "xlsx", *, personal: bool = False, basin: str | None = None
) -> None:
    """Order an export of the year, from the command on."""
    await actor.does(("/export", wish(form, basin=basin)))
    if personal:
        await actor.does((wish(form, "asked", basin=basin), wish(form, "with", basin=basin)))
    else:
        await actor.does(wish(form, "without", basin=basin))


def files(actor: Actor) -> list[tuple[str, bytes]]:
    """Return the spreadsheets somebody received, oldest first."""
    return [
        (message.file.name, message.file.content)
        for message in actor.person.chat.history
        if message.file is not None and not message.file.content.startswith(b"%PDF-")
    ]


def workbook(actor: Actor) -> Workbook:
    """Return the last workbook received."""
    return load_workbook(io.BytesIO(files(actor)[-1][1]))


def words_of(book: Workbook) -> str:
    """Return all that a workbook says."""
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def taken(stage: Stage) -> list[tuple[int | None, list[str] | None, int]]:
    """Return who took personal data out, of which basins, of how many dossiers."""
    with stage.assistant.desk.database.engine.connect() as connection:
        rows = connection.execute(select(TAKEN.c.person_id, TAKEN.c.basins, TAKEN.c.dossiers))
        return [(row.person_id, row.basins, row.dossiers) for row in rows]


@pytest.mark.apart
async def test_two_taps_give_a_workbook_with_nothing_personal(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await granted(stage, camille, sacha, toul)
    await takes(dominique)

    [(name, _)] = files(dominique)
    assert name == "alize-2026.xlsx"
    told = words_of(workbook(dominique))
    assert camille.dossiers()[0].reference in told
    assert [word for word in (*PERSONAL, "Sacha", "Claire", "Dominique") if word in told] == []
    assert taken(stage) == []


async def test_each_sheet_holds_what_belongs_to_the_requests(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await granted(stage, camille, sacha, toul)
    await takes(sacha, basin=TOUL)

    about, *sheets = workbook(sacha).worksheets
    rows = {sheet.title: sheet.max_row - 1 for sheet in sheets}
    counted_rows = {row[0]: row[1] for row in about.iter_rows(min_row=11, max_col=2, values_only=True)}
    assert rows == counted_rows, "the first sheet says how many rows each one has"
    assert list(rows.values()) == [1, 2, 2, 1, 1, 1, 4, 2, 0, 0]


@pytest.mark.apart
async def test_personal_data_is_asked_for_apart_and_leaves_a_trace(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await dominique.does(("/export", wish("xlsx"), wish("xlsx", "asked"), wish("xlsx", "why")))
    await dominique.does("non")
    assert files(dominique) == [], "no is no reason"
    assert "rien ne change" in dominique.screen, "it leaves what was asked"
    await dominique.does(("/export", wish("xlsx"), wish("xlsx", "asked"), wish("xlsx", "why")))
    await dominique.does("Contrôle du FSE, à la demande de la préfecture")
    assert files(dominique) == [] == taken(stage), "no file before the reason is read over"
    await dominique.does("Préparer le fichier")

    [(name, _)] = files(dominique)
    told = words_of(workbook(dominique))
    assert [word for word in PERSONAL if word not in told] == ["612345678"]
    assert "06 12 34 56 78" in told
    assert name.startswith("alize-2026-")
    assert taken(stage) == [(dominique.person.id, None, 1)]


async def test_operators_take_what_is_of_their_territory(stage: Stage, camille: Actor) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    elsewhere = Actor(stage, stage.telegram.person("Lou", language="fr"))
    await sends(camille)
    await sends(elsewhere, BREST)
    await takes(sacha, personal=True, basin=TOUL)
    told = words_of(workbook(sacha))
    assert camille.dossiers()[0].reference in told
    assert elsewhere.dossiers()[0].reference not in told
    assert taken(stage) == [(sacha.person.id, [TOUL], 1)]


async def test_a_forged_button_takes_nothing_of_others(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    lou = await enrolled(stage, "Lou", Role.OPERATOR, "vosges")
    await lou.does("/export 2026")
    await forges(lou, f"o:0:0:export.{YEAR}.{mark_of(TOUL)}.xlsx.with", f"o:0:0:export.{YEAR}.9.xlsx.with")
    assert files(lou) == []
    assert taken(stage) == []


async def test_committee_members_take_nothing(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    max_ = await enrolled(stage, "Max", Role.MEMBER, TOUL)
    await max_.does("/export")
    await forges(max_, f"o:0:0:export.{YEAR}.0.xlsx.without")
    assert files(max_) == []


async def test_a_role_that_ended_meanwhile_gets_no_file(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    memberships = table_of(Membership)

    def end(transaction: Transaction) -> None:
        transaction.execute(update(memberships).values(until=date(2026, 11, 1)))

    await stage.assistant.desk.database.run(end)
    await make(stage, Exports(stage.assistant.desk), sacha)
    assert files(sacha) == []
    assert "rôle" in sacha.screen or "role" in sacha.screen


@pytest.mark.apart
async def test_csv_comes_as_one_archive_with_a_file_for_each_subject(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await takes(dominique, "csv")
    [(name, content)] = files(dominique)
    assert name == "alize-2026.zip"
    with ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == len(Subject) + 1
        text = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert next(iter(row.values())) == camille.dossiers()[0].reference
    assert "2026-11-23" in row.values()


async def test_the_rows_are_as_many_as_the_figure(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await sends(Actor(stage, stage.telegram.person("Lou", language="fr")), BREST)

    def figure(transaction: Transaction) -> int:
        count(transaction.connection)
        return counted(transaction.connection, "received", Scope(), year_of(2026)).n

    received = await stage.assistant.desk.database.run(figure)
    await takes(dominique)
    assert workbook(dominique).worksheets[1].max_row - 1 == received == 2


async def test_nothing_to_export_leads_to_the_nearest_month(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await dominique.does("/export 2025")
    assert "2026" in dominique.screen
    await dominique.does(wish(period="20261101-20261130"))
    assert dominique.has("export.20261101-20261130.0.xlsx")


async def test_a_period_and_a_territory_may_be_typed_after_the_command(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await dominique.does("/export novembre 2026 lorraine")
    assert dominique.has(f"export.20261101-20261130.{mark_of(TOUL)}.xlsx")
    await dominique.does("/export la semaine des quatre jeudis")
    assert dominique.labels == [] and "quatre jeudis" in dominique.screen


async def make(stage: Stage, exports: Exports, actor: Actor, message: int | None = None) -> None:
    """Have an order made by an exporter of the test's own."""
    order = Order(actor.person.id, "fr", year_of(2026), None, Format.XLSX, False, message)
    await exports.make(Call(1, LANE, EXPORT, order_to_json(order), None))
    await stage.rests()


async def test_somebody_is_told_when_the_file_fails(stage: Stage) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)

    async def fails(database: URL, export: Export, path: Path, hear: object) -> Written:
        raise NotMade("DiskFull")

    with errors() as logged:
        await make(stage, Exports(stage.assistant.desk, made=fails), dominique)
    assert "/export" in dominique.screen
    assert files(dominique) == []
    assert len(logged) == 1 and "DiskFull" in logged[0]


async def test_a_file_that_telegram_does_not_take_is_told_with_what_works(stage: Stage) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await make(stage, Exports(stage.assistant.desk, made=made_here, limit=1_000), dominique)
    assert "alize export" in dominique.screen
    assert files(dominique) == []


async def test_how_far_it_is_shows_on_the_message(stage: Stage) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await dominique.does("/help")
    message = dominique.person.chat.history[-1].id

    async def slow(
        database: URL, export: Export, path: Path, hear: Callable[[Progress], Awaitable[None]]
    ) -> Written:
        for done in (300, 600):
            await hear(Progress(1_000, done, 1_200, Subject.EVENTS))
        await asyncio.to_thread(path.write_bytes, b"PK")
        return Written(1_000, {})

    await make(stage, Exports(stage.assistant.desk, made=slow, told_every=0), dominique, message)
    edits = [
        str(call.parameters["text"]) for call in stage.telegram.calls if call.method == "editMessageText"
    ]
    assert ["25" in text for text in edits] == [True, False, False]
    assert "50" in edits[1] and "alize-2026.xlsx" in edits[2]


async def test_a_button_tapped_twice_makes_one_file(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await dominique.does(("/export", wish("xlsx")))
    button = dominique.button(wish("xlsx", "without").key).data or ""
    dominique.person.taps(button)
    await forges(dominique, button)
    assert len(files(dominique)) == 1


@pytest.mark.apart
async def test_nobody_waits_for_the_file_of_somebody_else(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await dominique.does(("/export", wish("xlsx")))
    dominique.person.taps(dominique.button(wish("xlsx", "without").key).data or "")
    camille.person.types("/help")
    dominique.person.types("/help")
    running, answers = stage.assistant, len(camille.person.chat.history)
    received = [read(update, running.bot) for update in stage.telegram.take_updates()]
    assert all(await asyncio.gather(*map(running.reception.receive, received)))
    await until(lambda: len(camille.person.chat.history) > answers and "/suivi" in dominique.screen)
    assert files(dominique) == [], "the file is still being made"
    await stage.rests()
    assert len(files(dominique)) == 1


# Whose contacts are in a file


async def test_the_contacts_are_those_of_the_requests_one_holds_or_held(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await takes(sacha, personal=True, basin=TOUL)
    assert [word for word in PERSONAL if word in words_of(workbook(sacha))] == [], "nobody holds it"
    assert traces(stage) == []

    await taps_in(sacha, toul, "claim")
    await takes(ines, personal=True, basin=TOUL)
    told = words_of(workbook(ines))
    assert [word for word in PERSONAL if word in told] == ["Boulangerie"], "a colleague holds it"
    await takes(sacha, personal=True, basin=TOUL)
    assert "06 12 34 56 78" in words_of(workbook(sacha))
    assert traces(stage) == [(sacha.person.id, None)]

    await sacha.does(("/file", Tap("open"), Tap("more"), Tap("hand_over")))
    await sacha.does(Tap(f"hand_over.{ines.person.id}"))
    await taps(sacha, "hand_over.")
    for actor in (sacha, ines):
        await takes(actor, personal=True, basin=TOUL)
        assert "06 12 34 56 78" in words_of(workbook(actor)), "held once, or now"


async def test_who_stands_in_has_the_contacts_while_they_do(stage: Stage, camille: Actor, toul: Chat) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    away = Absence(
        person_id=sacha.person.id, since=date(2026, 11, 20), until=date(2026, 11, 27),
        substitute_id=ines.person.id,
    )  # fmt: skip

    def leave(transaction: Transaction) -> None:
        with transaction.session() as session:
            session.add(away)

    await stage.assistant.desk.database.run(leave)
    await takes(ines, personal=True, basin=TOUL)
    assert "06 12 34 56 78" in words_of(workbook(ines))
    stage.clock.passes(timedelta(days=7))
    await takes(ines, personal=True, basin=TOUL)
    assert "06 12 34 56 78" not in words_of(workbook(ines))


async def test_the_reason_is_in_the_file_in_the_history_and_in_what_the_applicant_is_handed(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    why = "Contrôle du FSE, à la demande de la préfecture"
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await dominique.does(("/export", wish("xlsx"), wish("xlsx", "asked"), wish("xlsx", "why")))
    await dominique.does("combien de dossiers ?")
    assert "combien de dossiers" in dominique.screen and "pourront lire" in dominique.screen
    assert traces(stage) == [], "no file before the reason is read over"
    await dominique.does(why)
    await dominique.does("Préparer le fichier")
    assert why in words_of(workbook(dominique))
    assert traces(stage) == [(dominique.person.id, why)]
    await sacha.does(("/file", Tap("open"), Tap("history")))
    assert why in sacha.screen and "Dominique" in sacha.screen
    await camille.does("/mesdonnees")
    handed = [message.file for message in camille.person.chat.history if message.file is not None]
    assert any(why in file.content.decode(errors="replace") for file in handed)


async def test_a_file_without_personal_data_leaves_no_trace(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    await takes(dominique)
    assert traces(stage) == [] and taken(stage) == []


async def test_an_order_of_the_release_before_gets_what_is_ones_own(stage: Stage, camille: Actor) -> None:
    dominique = await enrolled(stage, "Dominique", Role.COORDINATOR)
    await sends(camille)
    order = order_to_json(Order(dominique.person.id, "fr", year_of(2026), None, Format.XLSX, True, None))
    del order["reason"]
    await Exports(stage.assistant.desk, made=made_here).make(Call(1, LANE, EXPORT, order, None))
    await stage.rests()
    assert [word for word in PERSONAL if word in words_of(workbook(dominique))] == []


def traces(stage: Stage) -> list[tuple[int | None, str | None]]:
    """Return who took the contact of a request in a file, and why."""
    return [(each.actor_id, each.note) for each in events(stage) if each.event == Trace.EXPORT.value]
