"""What the pages show, to whom, and what is said when there is nothing to show."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import TypeVar

import aiohttp
import pytest
from sqlalchemy import Connection, func, select, update

from bot.app import Worlds
from bot.dashboard.words import SECTION_TITLES
from bot.i18n import speak
from bot.services.oversight.asking import asked_of
from bot.services.oversight.opening import behind
from bot.services.oversight.sections import Asked, Opening
from bot.services.oversight.views import SECTIONS
from conversations.dossiers import LIVE
from conversations.messages import verbatim
from conversations.oversight.spans import year_of
from models.database import Transaction
from models.gazetteer import CommuneTable
from models.oversight.figures import Scope
from models.schema import METADATA
from tests.bot.dashboard.house import CLAUDE, DOMINIQUE, ENGLISH, PREFIX, House, signed_in

DOSSIERS = METADATA.tables["dossier"]
T = TypeVar("T")


async def shown(client: aiohttp.ClientSession, house: House, path: str, status: int = 200) -> str:
    """Return a page as HTML."""
    async with client.get(house.address + path) as answer:
        page = await answer.text()
        assert answer.status == status, page
        return page


def words(page: str) -> str:
    """Return what is read on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).split())


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
            assert section.title == SECTION_TITLES[name]
            assert speak(section.title, language, markup=False) in page
            for row in section.rows:
                for figure in row.figures:
                    told = speak(
                        verbatim("–" if figure.value is None else figure.value), language, markup=False
                    )
                    assert words(f"<body>{told}").split(maxsplit=1)[-1] in page, (name, row)
    assert set(SECTION_TITLES) == set(SECTIONS)


async def test_every_number_opens_the_list_of_what_it_counts(either_house: House) -> None:
    async with signed_in(either_house) as client:
        opened = set()
        for name in SECTIONS:
            page = await shown(client, either_house, f"/figures/{name}")
            opened |= {
                each for each in links(page, "/behind") if "measure=received" in each or name == "ageing"
            }
        for path in sorted(opened)[:25]:
            asked = dict(re.findall(r"(measure|key|of)=([^&]*)", path))
            keys, basin = ((asked["key"],) if "key" in asked else ()), asked.get("of")
            opening = Opening(
                asked["measure"], keys, None if basin is None else basin.removeprefix("national")
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


async def test_figures_follow_what_happens_at_once(either_house: House) -> None:
    marks = METADATA.tables["uncounted"]

    def change(transaction: Transaction) -> None:
        transaction.execute(update(DOSSIERS).values(outcome="redirected"))
        transaction.execute(marks.insert().from_select(["dossier_id"], select(DOSSIERS.c.id)))

    async with signed_in(either_house) as client:
        before = words(await shown(client, either_house, "/figures/verdicts"))
        await either_house.database.run(change)
        assert words(await shown(client, either_house, "/figures/verdicts")) != before


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


async def test_a_request_of_another_territory_is_as_if_it_did_not_exist(house: House) -> None:
    query = select(DOSSIERS.c.reference).where(DOSSIERS.c.basin_code == "savoie")
    reference = await house.database.read(
        lambda connection: connection.execute(query).scalars().first() or ""
    )
    async with signed_in(house, DOMINIQUE) as client:
        elsewhere = await shown(client, house, f"/requests/{reference}", 404)
        nowhere = await shown(client, house, "/requests/AZ-26-9999", 404)
        assert elsewhere.replace(reference, "") == nowhere.replace("AZ-26-9999", "")
    async with signed_in(house) as client:
        await shown(client, house, f"/requests/{reference.lower()}")


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


async def test_the_queue_is_filtered_ordered_and_turned(either_house: House) -> None:
    async def listed(query: str) -> list[str]:
        page = await shown(client, either_house, f"/requests?{query}")
        return re.findall(r'role="rowheader">(?:<a[^>]*>)?([^<]+)', page)

    async def expected(*conditions: object) -> int:
        query = select(func.count()).select_from(DOSSIERS).where(*conditions)  # type: ignore[arg-type]
        return await either_house.database.read(lambda connection: connection.execute(query).scalar_one())

    async with signed_in(either_house) as client:
        first, second = await listed("status=all"), await listed("status=all&page=2")
        assert len(first) == len(second) == 40 and not set(first) & set(second)
        assert len(await listed("status=all&page=4")) == 0
        waiting = await expected(DOSSIERS.c.status == "waiting")
        assert len(await listed("status=waiting")) == waiting > 0
        in_meuse = await expected(DOSSIERS.c.basin_code == "meuse")
        assert len(await listed("status=all&basin=meuse")) == in_meuse
        queue = await expected(DOSSIERS.c.basin_code.is_(None))
        assert len(await listed("status=all&basin=national")) == queue > 0
        held = await expected(DOSSIERS.c.holder_id == DOMINIQUE)
        assert len(await listed(f"holder={DOMINIQUE}")) == held > 0
        ages = [len(await listed(f"age={place}")) for place in range(5)]
        assert sum(ages) == await expected(DOSSIERS.c.status.in_([status.value for status in LIVE]))
        oldest, latest = await listed("status=all&order=received"), await listed("status=all&order=-received")
        assert oldest[0] != latest[0] and oldest[0] < latest[0]
        assert await listed("status=nonsense&age=99&holder=x&order=y&page=-1") == await listed("")


async def test_a_request_is_found_by_its_reference_its_company_or_its_town(either_house: House) -> None:
    query = select(DOSSIERS.c.reference).where(DOSSIERS.c.id == 7)
    reference = await either_house.database.read(lambda connection: connection.execute(query).scalar_one())
    async with signed_in(either_house) as client:
        for typed in (reference, reference.lower(), reference.removeprefix("AZ-"), "7"):
            page = await shown(client, either_house, f"/requests?status=all&q={typed}")
            assert re.findall(r'role="rowheader"><a[^>]*>([^<]+)', page) == [reference]
        assert "Fonderie" in await shown(client, either_house, "/requests?status=all&q=fondrie")
        assert "Verdun" in await shown(client, either_house, "/requests?status=all&q=VERDUN")
        nothing = await shown(client, either_house, "/requests?q=zzzzzz%25%27")
        assert f'href="{PREFIX}/requests?status=all"' in nothing


async def test_a_request_is_told_without_who_asks(either_house: House) -> None:
    secrets = {"name": "Camille Durand", "description": "Notre fournil", "contact": {"phone": "+33612345678"}}
    done = DOSSIERS.c.status == "closed"
    query = select(DOSSIERS.c.reference).where(done).order_by(DOSSIERS.c.id).limit(1)
    reference = await either_house.database.read(lambda connection: connection.execute(query).scalar_one())
    await either_house.database.run(
        lambda transaction: transaction.execute(update(DOSSIERS).values(answers=secrets))
    )
    async with signed_in(either_house, ENGLISH) as client:
        page = words(await shown(client, either_house, f"/requests/{reference}"))
        for part in (
            "Verdict of pre-qualification", "Decisions of the committee", "Days contracted",
            "agreement signed", "Kept, planned", "Kept, observed", "History",
        ):  # fmt: skip
            assert part in page, part
        for secret in ("Camille", "Durand", "fournil", "12345678", "Claire Ondine", "Paul Vergeret"):
            assert secret not in page


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
