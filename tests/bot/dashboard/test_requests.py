"""The queue as a table, and one request: found, told, never with who asks."""

import re

from sqlalchemy import func, select, update

from conversations.dossiers.statuses import LIVE
from models.database.prepared import table_of
from models.dossiers.tables import Company, Dossier
from tests.bot.dashboard.house import DOMINIQUE, ENGLISH, PREFIX, House, shown, signed_in, words

DOSSIERS, COMPANIES = table_of(Dossier), table_of(Company)
OF_SEVEN = select(DOSSIERS.c.company_id).where(DOSSIERS.c.id == 7).scalar_subquery()


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


async def test_the_company_of_a_request_that_nobody_took_up_is_not_told(either_house: House) -> None:
    await either_house.database.run(
        lambda transaction: transaction.execute(
            update(COMPANIES).where(COMPANIES.c.id == OF_SEVEN).values(name="Fournil Zéphyrine")
        )
    )

    async def in_the_hands_of(holder: int | None) -> None:
        change = update(DOSSIERS).where(DOSSIERS.c.id == 7).values(holder_id=holder, source=None)
        await either_house.database.run(lambda transaction: transaction.execute(change))

    query = select(DOSSIERS.c.reference).where(DOSSIERS.c.id == 7)
    reference = await either_house.database.read(lambda connection: connection.execute(query).scalar_one())
    pages = (f"/requests/{reference}", "/requests?status=all", f"/requests?status=all&q={reference}")
    async with signed_in(either_house) as client:
        await in_the_hands_of(None)
        for path in pages:
            assert "Zéphyrine" not in await shown(client, either_house, path), path
        whole = await shown(client, either_house, "/requests?status=all&q=fournil+zephyrine")
        assert reference in whole and "Zéphyrine" not in whole, "the whole name finds it, and tells nothing"
        assert reference not in await shown(client, either_house, "/requests?status=all&q=zephyrine")
        await in_the_hands_of(DOMINIQUE)
        assert "Zéphyrine" in await shown(client, either_house, pages[0])
        assert reference in await shown(client, either_house, "/requests?status=all&q=zephyrine")
