"""Files that are taken away from the dashboard."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.dashboard.downloads import TYPES
from tests.bot.dashboard.house import DOMINIQUE, ENGLISH, House, signed_in

YEAR = "period=20260101-20261231"


async def test_requests_are_taken_away_without_who_asks(either_house: House) -> None:
    async with signed_in(either_house, ENGLISH) as client:
        async with client.get(either_house.address + f"/exports/requests.xlsx?{YEAR}&basin=vosges") as answer:
            content = await answer.read()
            assert answer.status == 200
            assert answer.headers["Content-Disposition"].endswith('.xlsx"')
            assert answer.headers["Cache-Control"] == "no-store"
        book = load_workbook(BytesIO(content), read_only=True)
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert any("Vosges" in cell for cell in cells)
        assert not any("Savoie" in cell or "Boulangerie" in cell for cell in cells)
        async with client.get(either_house.address + f"/exports/requests.csv?{YEAR}") as answer:
            assert (await answer.read()).startswith(b"PK")


@pytest.mark.parametrize("form", TYPES)
async def test_the_report_comes_in_every_form(house: House, form: str) -> None:
    async with signed_in(house, ENGLISH) as client:
        async with client.get(f"{house.address}/report.{form}?{YEAR}&language=fr") as answer:
            content = await answer.read()
            assert answer.status == 200 and answer.content_type == TYPES[form]
            assert answer.headers["Content-Disposition"].endswith(f".{form}")
        match form:
            case "json":
                assert json.loads(content)["language"] == "fr"
            case "pdf":
                assert len(PdfReader(BytesIO(content)).pages) > 1
            case "md":
                assert content.decode().startswith("# ")
            case _:
                assert content.startswith(b"PK")


async def test_what_is_not_theirs_or_does_not_exist_is_not_made(house: House) -> None:
    async with signed_in(house, DOMINIQUE) as client:
        for path, status in {
            "/exports/requests.xlsx?basin=savoie": 404,
            "/report.pdf?basin=savoie": 404,
            "/exports/requests.exe": 404,
            "/report.exe": 404,
        }.items():
            async with client.get(house.address + path) as answer:
                assert answer.status == status, path
        async with client.get(house.address + "/report.md?period=19990101-19991231") as answer:
            assert answer.url.path.endswith("/exports")  # which says that there is nothing, and when there is


async def test_the_page_offers_what_there_is(house: House) -> None:
    async with signed_in(house, ENGLISH) as client:
        async with client.get(house.address + f"/exports?{YEAR}") as answer:
            page = await answer.text()
        assert page.count("download") == len(TYPES) * 4 + 2 and "/export" in page
        async with client.get(house.address + "/exports?period=19990101-19991231") as answer:
            page = await answer.text()
        assert "download" not in page and "The nearest year" in page
