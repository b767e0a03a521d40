"""What the pages show, to whom, and what is said when there is nothing to show."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from html import unescape
from typing import TypeVar

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.app import Worlds
from bot.dashboard.app import COUNTED_AT_ONCE
from bot.i18n import speak
from bot.services.figures.drilldown import behind
from bot.services.figures.openings import Opening
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked
from conversations.figures.periods import year_of
from conversations.messages import verbatim
from conversations.understanding.named_periods import Period
from models.database.prepared import table_of
from models.database.writer import Transaction
from models.dossiers.tables import Dossier, Uncounted
from models.figures.queries import Scope
from models.places.search import CommuneTable
from tests.bot.dashboard.house import CLAUDE, DOMINIQUE, ENGLISH, PREFIX, House, shown, signed_in, words
from tests.models.figures.test_exchanges import filled

DOSSIERS = table_of(Dossier)
T = TypeVar("T")


def links(page: str, beginning: str) -> list[str]:
    """Return the addresses on a page that begin so, without where the dashboard is mounted."""
    found = re.findall(r'href="([^"]+)"', page.partition("<main")[2])
    return [unescape(each).removeprefix(PREFIX) for each in found if each.startswith(PREFIX + beginning)]


async def counted(house: House, question: Callable[[Asked], T], scope: Scope | None = None) -> T:
    """Ask what a page asks, without the page."""
    worlds = Worlds(CommuneTable(), registry=False)
    await worlds.renew(house.database)
    now = house.clock()
    world = worlds.at(now)

    def ask(connection: Connection) -> T:
        return question(asked_of(connection, world, scope or Scope(), year_of(world.today.year), now))

    return await house.database.read(ask)


@pytest.mark.parametrize("person_id", [CLAUDE, ENGLISH])
async def test_every_section_has_its_page_with_its_own_figures(house: House, person_id: int) -> None:
    language = "fr" if person_id == CLAUDE else "en"
    async with signed_in(house, person_id) as client:
        for name, count in SECTIONS.items():
            page = words(await shown(client, house, f"/figures/{name}"))
            section = await counted(house, count)
            assert section.title == count.title
            assert speak(section.title, language, markup=False) in page
            for row in section.rows:
                for figure in row.figures:
                    told = speak(
                        verbatim("–" if figure.value is None else figure.value), language, markup=False
                    )
                    assert words(f"<body>{told}").split(maxsplit=1)[-1] in page, (name, row)


async def test_every_number_opens_the_list_of_what_it_counts(either_house: House) -> None:
    async with signed_in(either_house) as client:
        opened = set()
        for name in SECTIONS:
            page = await shown(client, either_house, f"/figures/{name}")
            opened |= {
                each for each in links(page, "/behind") if "measure=received" in each or name == "ageing"
            }
        for path in sorted(opened)[:25]:
            asked = dict(re.findall(r"(measure|key|of|period)=([^&]*)", path))
            period = Period(*map(date.fromisoformat, asked["period"].split("-")))
            keys, basin = ((asked["key"],) if "key" in asked else ()), asked.get("of")
            opening = Opening(
                asked["measure"],
                keys,
                None if basin is None else basin.removeprefix("national"),
                period,
            )
            total = (await counted(either_house, partial(behind, opening=opening))).total
            page = await shown(client, either_house, path)
            assert f" {total} " in words(page).replace("Requests 1 to 40 of ", " ") or total > 40
            assert page.count('role="rowheader"') == min(total, 40)
        assert len(opened) > 10


async def test_the_first_page_leads_to_everything(house: House) -> None:
    async with signed_in(house) as client:
        page = await shown(client, house, "/")
        assert {path.partition("?")[0] for path in links(page, "/figures")} == {
            f"/figures/{n}" for n in SECTIONS
        }
        assert all(f"{PREFIX}{path}" in page for path in ("/requests", "/basins"))
        for path in set(links(page, "/")):
            await shown(client, house, path)


async def test_pages_of_figures_that_are_not_whole_yet_say_so(house: House) -> None:
    marks = [{"dossier_id": 100_000 + number} for number in range(4 * COUNTED_AT_ONCE)]
    table = table_of(Uncounted)
    await house.database.run(lambda transaction: transaction.connection.execute(insert(table), marks))
    async with signed_in(house, ENGLISH) as client:
        for path in ("/", "/figures/origins"):
            assert "requests are still being counted" in words(await shown(client, house, path))
        await shown(client, house, "/")
        assert "still being counted" not in words(await shown(client, house, "/figures/origins"))


async def test_figures_follow_what_happens_at_once(either_house: House) -> None:
    marks = table_of(Uncounted)

    def change(transaction: Transaction) -> None:
        transaction.execute(update(DOSSIERS).values(origin="salon"))
        transaction.execute(marks.insert().from_select(["dossier_id"], select(DOSSIERS.c.id)))

    async with signed_in(either_house) as client:
        before = words(await shown(client, either_house, "/figures/origins"))
        await either_house.database.run(change)
        assert words(await shown(client, either_house, "/figures/origins")) != before


async def test_a_period_is_in_the_address_and_may_be_typed(house: House) -> None:
    async with signed_in(house) as client:
        async with client.get(house.address + "/figures/key?when=T3+2025&basin=vosges") as answer:
            assert answer.url.query_string == "basin=vosges&period=20250701-20250930"
        page = await shown(client, house, "/figures/key?period=20250101-20251231")
        assert '<option value="20250101-20251231" selected>2025</option>' in page
        assert "?period=20240101-20241231" in page and "?period=20260101-20261231" in page
        assert '<option value="20240805-20241003" selected>' in await shown(
            client, house, "/figures/key?period=20240805-20241003"
        )


NONSENSE = ("Q9 2024", "<script>", "2031", "0", "99999999-99999999", "x" * 500)


async def test_a_period_that_makes_no_sense_gets_the_nearest_that_does(house: House) -> None:
    async with signed_in(house, ENGLISH) as client:
        for name, typed in [("when", typed) for typed in NONSENSE] + [
            ("period", typed) for typed in NONSENSE
        ]:
            async with client.get(house.address + "/figures/key", params={name: typed}) as answer:
                page = await answer.text()
                assert answer.status == 200
            assert f"“{typed}” is no period I can read" in words(page)
            assert "Shown instead: 2026." in words(page)
            assert "<script>" not in page


async def test_a_territory_has_its_page(house: House) -> None:
    async with signed_in(house, ENGLISH) as client:
        async with client.get(house.address + "/?basin=vosges&when=Q9") as answer:
            assert answer.url.path == f"{PREFIX}/basins/vosges"
            page = words(await answer.text())
        assert "“Q9” is no period" in page and "3 December 2026" in page
        listed = words(await shown(client, house, "/basins"))
        assert "Angers - Saumur" in listed and "National queue" in listed
        assert "has received no request yet" in words(await shown(client, house, "/basins/reunion"))
        assert "has received no request" not in words(await shown(client, house, "/basins/angers-saumur"))


async def test_an_operator_sees_their_territories_only(either_house: House) -> None:
    theirs = Scope(frozenset({"vosges", "meuse"}))
    async with signed_in(either_house, DOMINIQUE) as client:
        page = words(await shown(client, either_house, "/figures/volumes"))
        assert "Vosges" in page and "Savoie" not in page
        section = await counted(either_house, SECTIONS["volumes"], theirs)
        assert sum(int(str(row.figures[0].value)) for row in section.rows) < 120
        for path in ("/?basin=savoie", "/basins/savoie", "/basins/national", "/requests?basin=savoie",
                     "/figures/key?basin=savoie", "/behind?measure=received&of=savoie"):  # fmt: skip
            refused = await shown(client, either_house, path, 404)
            assert "Meuse" in refused and "Vosges" in refused
        listed = await shown(client, either_house, "/requests?status=all")
        assert "Savoie" not in listed.partition("<tbody")[2]


NOWHERE = (
    "/nowhere", "/figures/none", "/behind", "/behind?measure=ageing&key=x", "/basins/%00", "/requests/%27",
    "/requests/%00", "/behind?measure=received&key=%00",
)  # fmt: skip


async def test_an_address_that_leads_nowhere_says_so(either_house: House) -> None:
    async with signed_in(either_house) as client:
        for path in NOWHERE:
            assert f'href="{PREFIX}/"' in await shown(client, either_house, path, 404)


async def test_an_empty_period_says_so_on_every_page(either_house: House) -> None:
    async with signed_in(either_house, ENGLISH) as client:
        for path in ("/", "/basins/vosges", *(f"/figures/{name}" for name in SECTIONS)):
            await shown(client, either_house, f"{path}?period=19990101-19990131")
        assert "Nothing in this period." in words(
            await shown(client, either_house, "/figures/volumes?period=19990101-19990131")
        )
        empty = "/behind?measure=received&period=19990101-19990131"
        assert "No request fits." in words(await shown(client, either_house, empty))


async def test_pages_load_nothing_from_elsewhere_and_are_not_kept(house: House) -> None:
    async with signed_in(house) as client:
        for path in ("/", "/requests", "/figures/trends"):
            async with client.get(house.address + path) as answer:
                page = await answer.text()
                assert answer.headers["Cache-Control"] == "no-store"
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "//" not in page.replace("<!DOCTYPE html>", "")
            assert not re.search(r"<style|style=|<script>|\son\w+=|javascript:", page)


async def test_what_goes_wrong_is_noted_and_told_with_a_reference(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with signed_in(house, ENGLISH) as client:
        await house.database.run(
            lambda transaction: transaction.connection.exec_driver_sql("DROP TABLE follow_up")
        )
        query = select(DOSSIERS.c.reference).limit(1)
        reference = await house.database.read(lambda connection: connection.execute(query).scalar_one())
        page = words(await shown(client, house, f"/requests/{reference}", 500))
        told = re.search(r"reference ([0-9A-F]{6})", page)
        assert told and told[1] in caplog.text
        assert "follow_up" not in page and "follow_up" in caplog.text


async def test_numbers_of_exchanges_open_on_as_many_rows(either_house: House) -> None:
    await either_house.database.run(lambda transaction: filled(transaction, 3))
    async with signed_in(either_house) as client:
        opened = set()
        for name in ("exchanges", "exchange_kinds", "exchange_months", "exchange_basins"):
            page = await shown(client, either_house, f"/figures/{name}")
            opened |= {
                (path, int(told))
                for path, told in re.findall(rf'href="{PREFIX}(/behind[^"]+)"[^>]*>(\d+)<', page)
                if re.search(r"measure=(?:questions|introductions|exchanges_)", path)
            }
        for path, told in sorted(opened)[:30]:
            page = await shown(client, either_house, unescape(path))
            assert page.count('role="rowheader"') == min(told, 40), path
            assert "“" not in words(page), "words are for who works the basin"
        assert len(opened) > 20
        await shown(client, either_house, "/behind?measure=questions_asked&key=visit&key=advice", 404)
