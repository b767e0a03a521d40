"""The figures in the chat: every number is that of the tables, and opens the requests it counts."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Connection, insert

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from bot.services.figures.chat.text import every_door
from bot.services.figures.chat.viewpoint import mark_of
from bot.services.figures.drilldown import behind
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked
from conversations.figures.periods import year_of
from conversations.situation import Answer
from conversations.understanding.named_periods import Period
from models.database.writer import Transaction
from models.figures.key_figures import key_figures
from models.figures.queries import Scope, counted
from models.figures.tallies import ENOUGH, MARKS, count
from tests.journeys.acting import Actor, Tap, unhurried
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import BREST, sends
from tests.journeys.sittings import forges, taps
from tests.stage import MONDAY, Stage

T = TypeVar("T")
OTHER = "meuse"
BAR_LE_DUC: Mapping[str, Answer] = {"place": {"code": "55029", "name": "Bar-le-Duc", "department": "55"}}
THIS_YEAR = year_of(2026)
THE_YEAR_BEFORE = datetime(2025, 3, 10, 9, 30, tzinfo=UTC)


async def in_english(actor: Actor) -> Actor:
    """Have somebody spoken to in English."""
    await actor.does("english")
    return actor


@pytest.fixture
async def alex(stage: Stage) -> Actor:
    """A national coordinator."""
    unhurried(stage)
    return await in_english(await enrolled(stage, "Alex", Role.COORDINATOR))


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul, for years."""
    unhurried(stage)
    stage.clock.now = THE_YEAR_BEFORE
    operator = await in_english(await enrolled(stage, "Sacha", Role.OPERATOR, TOUL))
    stage.clock.now = MONDAY
    return operator


@pytest.fixture
async def year(stage: Stage, sacha: Actor, camille: Actor, toul: Chat) -> None:
    """A request the year before; this year, two of Toul, one of them granted, one of Meuse, one of Brest."""
    stage.clock.now = THE_YEAR_BEFORE
    await sends(applicant(stage, "Rose"))
    stage.clock.now = MONDAY - timedelta(days=60)
    await sends(applicant(stage, "Karim"), BREST)
    await sends(applicant(stage, "Maud"), BAR_LE_DUC)
    await sends(applicant(stage, "Nour"))
    await granted(stage, camille, sacha, toul)
    stage.clock.now = MONDAY


def applicant(stage: Stage, name: str) -> Actor:
    """Return somebody who has not written yet."""
    return Actor(stage, stage.telegram.person(name, language="fr"))


async def read(stage: Stage, question: Callable[[Connection], T]) -> T:
    """Ask the tables once everything is counted."""

    def work(transaction: Transaction) -> T:
        count(transaction.connection)
        return question(transaction.connection)

    return await stage.assistant.desk.database.run(work)


def asked(stage: Stage, connection: Connection, period: Period = THIS_YEAR) -> Asked:
    """Return a question about the whole network."""
    now = stage.clock()
    return asked_of(connection, stage.assistant.worlds.at(now), Scope(), period, now)


def number(actor: Actor, label: str) -> str:
    """Return what the last message says under a label."""
    [found] = re.findall(rf"^{re.escape(label)}: (.+)$", actor.person.chat.last.text, re.MULTILINE)
    return str(found)


def references(actor: Actor) -> list[str]:
    """Return the requests listed on the screen."""
    return re.findall(r"^• (AZ-\S+)", actor.person.chat.last.text, re.MULTILINE)


# The first page


async def test_the_first_page_tells_the_key_figures_of_the_year_as_the_tables_have_them(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")

    network = stage.assistant.worlds.at(stage.clock()).network
    figures = await read(
        stage, lambda connection: key_figures(connection, network, Scope(), THIS_YEAR, date(2026, 11, 23))
    )
    assert (figures.received, figures.companies_supported, figures.advance_total) == (4, 1, 15_000)
    assert number(alex, "Requests received").startswith(f"{figures.received} ")
    assert number(alex, "Companies supported").startswith(f"{figures.companies_supported} ")
    assert number(alex, "Jobs kept (planned)").startswith(f"{figures.jobs_kept_planned} ")
    assert number(alex, "Advances, in total").startswith("€15,000 ")
    assert "2026 · the whole network" in alex.screen
    assert len(alex.person.chat.last.text.splitlines()) <= 25


async def test_it_is_not_said_of_territories_without_any_request_that_each_received_one(
    stage: Stage, camille: Actor, toul: Chat, alex: Actor
) -> None:
    await sends(camille)
    await alex.does("/stats")
    await taps(alex, "figures.silent")
    assert "received a request" not in alex.screen, "only one of them did"
    assert "first request received here" in alex.screen


async def test_figures_stand_beside_those_of_the_same_days_of_the_year_before(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/chiffres")
    assert number(alex, "Requests received") == "4 (1)"
    assert "from 1 January 2025 to 23 November 2025" in alex.screen

    stage.clock.now = datetime(2026, 2, 15, 9, 30, tzinfo=UTC)  # before the day of the one request
    await alex.does("/stats")
    assert "brackets" not in alex.screen, "there was nothing to compare with"


async def test_a_request_is_in_the_figures_as_soon_as_it_is_sent(
    stage: Stage, alex: Actor, camille: Actor
) -> None:
    await alex.does("/stats")
    assert "No request was ever received" in alex.screen
    await sends(camille)
    await alex.does("/stats")
    assert number(alex, "Requests received") == "1"


async def test_figures_that_are_not_whole_yet_say_so(stage: Stage, year: None, alex: Actor) -> None:
    marks = [{"dossier_id": 100_000 + number} for number in range(3 * ENOUGH)]
    await stage.assistant.desk.database.run(lambda turn: turn.connection.execute(insert(MARKS), marks))
    await alex.does("/stats")
    assert "requests are still being counted" in alex.screen
    await alex.does("/report 2026")
    assert "still being counted" in alex.screen
    for _ in range(3):
        await stage.ticks()
    await alex.does("/stats")
    assert "still being counted" not in alex.screen
    assert number(alex, "Requests received").startswith("4 ")


# A number and its list


async def opens(actor: Actor, beginning: str) -> None:
    """Tap the button whose label begins so."""
    shown = (button for row in actor.person.chat.last.rows for button in row)
    found = [each for each in shown if each.label.startswith(beginning)]
    assert found, actor.labels
    actor.person.taps(found[0].data or "")
    await actor.stage.plays()


async def test_each_number_of_the_network_opens_whom_and_what_it_counts(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.key")
    await opens(alex, "11 · Territories active")
    assert number(alex, "Territories active") == "11"
    assert "\n10. " in alex.screen and any("After (1)" in label for label in alex.labels)
    await taps(alex, "figures.key")
    await opens(alex, "2 · Contributor companies")
    assert "\n2. " in alex.screen and len([each for each in alex.labels if "🏭" in each]) == 2


async def test_a_button_bears_no_number_where_its_row_has_several(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.basins")
    assert "Terres de Lorraine ▸" in alex.labels


async def test_a_number_opens_the_list_of_its_requests_and_each_its_page(
    stage: Stage, year: None, alex: Actor, camille: Actor
) -> None:
    await alex.does("/stats")
    card = alex.person.chat.last.id
    await taps(alex, "figures.key")
    await opens(alex, "4 · Requests received")
    assert number(alex, "Requests received") == "4"
    assert len(references(alex)) == 4
    await taps(alex, "figures.key")
    assert "(1)" in number(alex, "Requests received"), "back where one was"

    await alex.does("/stats")
    await taps(alex, "figures.verdicts")
    await taps(alex, "behind")
    [dossier] = camille.dossiers()
    assert dossier.reference in references(alex)
    shown = alex.person.chat.last
    data = next(
        button.data
        for row in shown.rows
        for button in row
        if (button.label or "").startswith(dossier.reference)
    )
    alex.person.taps(data or "")
    await stage.plays()
    assert alex.person.chat.last.text.startswith(f"📁 {dossier.reference}")
    assert alex.person.chat.last.id == card + 3, "the request comes below its list, which stays"


COUNTS = (
    "volumes", "funnel", "verdicts", "unmet", "origins", "delays", "workload", "ageing", "needs",
)  # fmt: skip
"""The sections whose numbers are numbers of requests."""


async def test_every_list_is_as_long_as_its_number(stage: Stage, year: None) -> None:
    def check(connection: Connection) -> set[str]:
        seen = set()
        for name in COUNTS:
            question = asked(stage, connection)
            for door in every_door(SECTIONS[name](question)):
                if not door.opening.of_requests:
                    continue
                assert behind(question, door.opening).total == door.figure.value, (name, door)
                seen.add(name)
        return seen

    assert await read(stage, check) == set(COUNTS)


async def test_who_holds_how_many_opens_what_is_held_today_whatever_the_period(
    stage: Stage, sacha: Actor, camille: Actor, toul: Chat
) -> None:
    stage.clock.now = THE_YEAR_BEFORE
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    stage.clock.now = MONDAY
    await sacha.does("/stats 2025")
    await taps(sacha, "figures.workload")
    await taps(sacha, "behind")
    assert len(references(sacha)) == 1

    def opened(connection: Connection) -> int:
        question = asked(stage, connection)
        [door] = every_door(SECTIONS["workload"](question))
        return behind(question, door.opening).total

    assert await read(stage, opened) == 1


async def test_the_number_of_the_year_before_opens_on_the_rows_of_that_year(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.key")
    await opens(alex, "4 · Requests received")
    this_year = references(alex)
    await opens(alex, "1 · from 1 January 2025 to 23 November 2025")
    assert len(references(alex)) == 1 and not {*references(alex)} & {*this_year}
    assert alex.screen.splitlines()[1].startswith("from 1 January 2025 to 23 November 2025")
    await taps(alex, "figures.key")
    assert "(1)" in number(alex, "Requests received"), "back where one was"


async def test_a_number_that_is_a_sum_tells_from_how_many_requests(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.key")
    await opens(alex, "After")
    await opens(alex, "€15,000 · Advances")
    assert number(alex, "Advances, in total") == "€15,000"
    assert "€15,000, 1 request" in alex.screen
    assert re.search(r"AZ-\S+ .*· €15,000", alex.screen), "each line tells what it adds"
    assert len(references(alex)) == 1


async def test_the_numbers_of_a_territory_are_on_a_page_of_their_own(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.basins")
    assert number(alex, "Terres de Lorraine") == "2 (1)"
    await taps(alex, "figure.")
    assert number(alex, "Companies supported") == "1"
    await taps(alex, "behind")
    assert len(references(alex)) == 2
    await taps(alex, "figure.")
    assert number(alex, "Advances, in total") == "€15,000"


async def test_a_long_list_is_turned_page_by_page(stage: Stage, alex: Actor) -> None:
    for place in range(12):
        await sends(applicant(stage, f"Person {place}"))
    await alex.does("/stats")
    await taps(alex, "figures.key")
    await opens(alex, "12 · Requests received")
    first = references(alex)
    data = next(b.data for row in alex.person.chat.last.rows for b in row if "After (2)" in (b.label or ""))
    alex.person.taps(data or "")
    await stage.plays()
    assert (len(first), len(references(alex))) == (10, 2)
    assert len({*first, *references(alex)}) == 12


async def test_a_month_leads_to_what_it_is_made_of(stage: Stage, year: None, alex: Actor) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.months")
    assert number(alex, "September 2026") == "4 (0)"
    assert "December" not in alex.screen, "it is still to come"
    await taps(alex, "figures.volumes.202609")
    assert "September 2026" in alex.screen
    assert "Terres de Lorraine" in alex.screen


async def test_a_number_that_is_gone_meanwhile_leads_back_to_its_page(
    stage: Stage, year: None, alex: Actor
) -> None:
    await forges(alex, "o:0:0:behind.verdicts.20260101-20261231.ffffff", "o:0:0:figure.volumes.x.y")
    assert alex.person.chat.last.text.startswith("📊 Requests by territory")


# Periods


async def test_other_periods_are_two_taps_away(stage: Stage, year: None, alex: Actor) -> None:
    await alex.does("/stats")
    await taps(alex, "figures.home.20250101")
    assert number(alex, "Requests received") == "1"
    await taps(alex, "period")
    await taps(alex, "figures.home.20250301-20250331")
    assert "March 2025" in alex.screen
    assert number(alex, "Requests received") == "1"
    await taps(alex, "period")
    await taps(alex, "figures.home.all")
    assert number(alex, "Requests received") == "5"


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("terres de lorraine et meuse", "2026 · the whole network"),
        ("comparer la Meuse avec les Vosges en 2025", "2025 · the whole network"),
        ("meuse, vosges, savoie mars 2025", "March 2025 · the whole network"),
    ],
)
async def test_territories_that_are_typed_together_stand_side_by_side(
    stage: Stage, year: None, alex: Actor, typed: str, heading: str
) -> None:
    await alex.does(f"/stats {typed}")
    assert "By territory" in alex.screen and heading in alex.screen, alex.screen


@pytest.mark.parametrize("command", ["report", "export"])
async def test_what_is_of_one_territory_says_where_several_stand_side_by_side(
    stage: Stage, year: None, alex: Actor, command: str
) -> None:
    await alex.does(f"/{command} meuse et vosges 2025")
    assert "One territory at a time" in alex.screen and "/stats meuse et vosges 2025" in alex.screen


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("typed", "heading", "received"),
    [
        ("T3 2026", "Q3 2026", "4"),
        ("depuis mars 2025", "from 1 March 2025 to 23 November 2026", "5"),
        ("mars 2025", "March 2025", "1"),
        ("terres de lorraine 2026", "2026 · Terres de Lorraine", "2 (1)"),
        ("meuse", "2026 · Meuse", "1"),
    ],
)
async def test_a_period_or_a_territory_may_be_typed(
    stage: Stage, year: None, alex: Actor, typed: str, heading: str, received: str
) -> None:
    await alex.does(f"/stats {typed}")
    assert heading in alex.screen
    assert number(alex, "Requests received") == received
    await alex.does("/stats")
    await taps(alex, "period")
    await alex.does(typed)
    assert heading in alex.screen
    assert number(alex, "Requests received") == received


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("typed", "nearest"), [("32 mars 2026", "March 2026"), ("T5 2025", "2025"), ("banane", "2026")]
)
async def test_a_period_that_makes_no_sense_gets_examples_and_the_nearest_that_does(
    stage: Stage, year: None, alex: Actor, typed: str, nearest: str
) -> None:
    await alex.does(f"/stats {typed}")
    assert f"“{typed}”" in alex.screen
    assert "Q3 2026" in alex.screen
    assert nearest in alex.labels
    await alex.does("2025")
    assert number(alex, "Requests received") == "1", "the next words are still awaited"


@pytest.mark.parametrize(("typed", "month", "way"), [("2031", "September 2026", "2026"),
                                                      ("2019", "March 2025", "2025")])  # fmt: skip
async def test_a_period_with_nothing_says_so_and_leads_to_the_nearest_with_something(
    stage: Stage, year: None, alex: Actor, typed: str, month: str, way: str
) -> None:
    await alex.does(f"/stats {typed}")
    assert f"{typed} · the whole network" in alex.screen
    assert "Nothing in this period." in alex.screen
    assert month in alex.screen
    await taps(alex, f"figures.home.{way}")
    assert f"{way} · the whole network" in alex.screen
    assert "Requests received" in alex.screen


async def test_going_back_from_the_choice_of_a_period_awaits_no_words_any_more(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "period")
    await taps(alex, "figures.home")
    await alex.does("2019")  # the year before is the label of a button
    assert "Requests received" not in alex.person.chat.last.text


# Territories


async def test_an_operator_sees_the_figures_of_their_territories_and_no_other(
    stage: Stage, year: None, sacha: Actor
) -> None:
    await sacha.does("/stats")
    assert "2026 · Terres de Lorraine" in sacha.screen
    assert number(sacha, "Requests received") == "2 (1)"
    assert not [label for label in sacha.labels if label.startswith("📍")]

    leo = await in_english(await enrolled(stage, "Léo", Role.MANAGER, TOUL, OTHER))
    await leo.does("/stats")
    assert "your territories" in leo.screen
    assert number(leo, "Requests received") == "3 (1)"
    await taps(leo, "territory")
    offered = {label for label in leo.labels if label not in ("All territories", "⬅️ Back")}
    assert offered == {"Meuse", "Terres de Lorraine"}
    await leo.does(Tap("figures.home.20260101-20261231"))
    own = await read(
        stage, lambda connection: counted(connection, "received", Scope(frozenset({OTHER})), THIS_YEAR)
    )
    assert number(leo, "Requests received") == str(own.n)


@pytest.mark.parametrize(
    "action", ["figures.home", "figures.volumes", "behind.key", "chart.volumes", "period"]
)
async def test_the_territory_of_others_is_refused_in_words_with_ones_own(
    stage: Stage, year: None, sacha: Actor, action: str
) -> None:
    await sacha.does("/stats")
    shown = sacha.person.chat.last.text
    for basin in (OTHER, ""):
        await forges(sacha, f"o:{mark_of(basin)}:0:{action}.20260101-20261231")
        assert "not yours" in sacha.alert
        assert "Terres de Lorraine" in sacha.alert
        assert sacha.person.chat.last.text == shown
    await sacha.does("/stats meuse 2026")
    assert "not yours" in sacha.screen
    assert number(sacha, "Requests received") == "2 (1)", "one's own are shown instead"


@pytest.mark.parametrize("argument", ["", "home", "key.x.y.z", "volumes.20261301-20261302", "key.all.-1",
                                      "a" * 40,
                                      "key.20260101-20261231.99999999", "unmet.all"])  # fmt: skip
async def test_a_forged_button_shows_the_figures_of_ones_own(
    stage: Stage, year: None, sacha: Actor, argument: str
) -> None:
    await sacha.does("/stats")
    for action in ("figures", "figure", "behind", "period", "territory", "counted"):
        await forges(sacha, f"o:0:0:{action}.{argument}"[:64])
        assert "Meuse" not in sacha.person.chat.last.text
        assert sacha.person.chat.last.text


async def test_a_member_of_a_committee_has_no_figures(stage: Stage, year: None) -> None:
    karim = await in_english(await enrolled(stage, "Karim", Role.MEMBER, TOUL))
    await karim.does("/stats")
    assert "Requests received" not in karim.screen
    assert "/stats" not in karim.screen
    await forges(karim, "o:0:0:figures.home.all")
    assert "not for you" in karim.alert


# Charts and definitions


async def test_a_chart_is_a_picture_whose_caption_says_the_same_and_leads_back(
    stage: Stage, year: None, alex: Actor
) -> None:
    await alex.does("/stats")
    await taps(alex, "chart")
    picture = alex.person.chat.last
    assert picture.file is not None
    assert "September 2026: 4" in picture.text
    await taps(alex, "figures.home")
    assert number(alex, "Requests received") == "4 (1)"


async def test_each_page_tells_how_it_is_counted(stage: Stage, year: None, alex: Actor) -> None:
    for name in SECTIONS:
        await forges(alex, f"o:0:0:figures.{name}.20260101-20261231")
        shown = alex.person.chat.last.text
        await taps(alex, "counted")
        assert "how is this counted?" in alex.person.chat.last.text
        assert alex.person.chat.last.text.count("•") >= 1
        await taps(alex, f"figures.{name}")
        assert alex.person.chat.last.text == shown
