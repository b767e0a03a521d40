"""The guides on the dashboard: those of the visitor's roles, at the addresses of their files."""

import re

from bot.services.team.guides import GUIDES
from tests.bot.dashboard.house import DOMINIQUE, House, shown, signed_in, words


async def test_an_operator_reads_the_guide_of_operators_and_prints_it(house: House) -> None:
    async with signed_in(house, DOMINIQUE) as client:
        listed = await shown(client, house, "/guides")
        assert re.findall(r'href="/tableau(/guides/\S+)"', listed) == [
            "/guides/fr/operateur.md",
            "/guides/fr/entraide.md",
        ]
        page = await shown(client, house, "/guides/fr/operateur.md")
        assert page.count("<h1") == 1
        assert "🙋 Je m’en occupe" in words(page)
        async with client.get(f"{house.address}/guides/fr/operateur.pdf") as answer:
            assert (await answer.read()).startswith(b"%PDF-")


async def test_the_pictures_of_a_guide_are_where_it_says(house: House) -> None:
    async with signed_in(house, DOMINIQUE) as client:
        page = await shown(client, house, "/guides/fr/operateur.md")
        for source in re.findall(r'<img src="\.\./(pictures/\S+)"', page):
            async with client.get(f"{house.address}/guides/{source}") as answer:
                assert (answer.status, answer.content_type) == (200, "image/webp")


async def test_a_guide_of_another_role_and_one_that_there_is_not_are_nowhere(house: House) -> None:
    assert any(guide.name == "comite" for guide in GUIDES)
    async with signed_in(house, DOMINIQUE) as client:
        for path in ("/guides/fr/comite.md", "/guides/fr/comite.pdf", "/guides/fr/..%2Fdesign.md"):
            await shown(client, house, path, status=404)
