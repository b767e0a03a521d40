"""/guide: each gets the guide of their work, as a file to read or print."""

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap, invited
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sittings import papers
from tests.stage import Stage


def files(actor: Actor) -> list[str]:
    """Return the names of the files somebody received, oldest first."""
    return [message.file.name for message in actor.person.chat.history if message.file is not None]


async def test_each_role_gets_its_guide(stage: Stage) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    nour = await enrolled(stage, "Nour", Role.MEMBER, TOUL)
    for somebody in (sacha, nour):
        await somebody.does("/guide")
    assert (files(sacha), files(nour)) == (["alize-operateur.pdf"], ["alize-comite.pdf"])
    assert "Je m’en occupe" in papers(sacha)[0]
    assert "Conflit d’intérêts" in papers(nour)[0]


async def test_who_has_two_roles_gets_two_guides(stage: Stage) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does(f"/start {await invited(stage, Role.MEMBER, TOUL)}")
    await sacha.does("/guide")
    assert files(sacha) == ["alize-operateur.pdf", "alize-comite.pdf"]


async def test_an_english_reader_is_told_kindly_that_it_is_in_french(stage: Stage) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does(("/langue", "English", "/guide"))
    assert files(sacha) == ["alize-operateur.pdf"]
    assert "It is in French" in sacha.person.chat.last.text


async def test_an_applicant_without_any_role_is_told_what_there_is_instead(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/guide")
    assert files(camille) == []
    assert "/suivi" in camille.screen


async def test_a_supported_firm_gets_the_guide_of_exchanges(stage: Stage, camille: Actor, toul: Chat) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await granted(stage, camille, sacha, toul)
    await camille.does("/guide")
    assert files(camille) == ["alize-entraide.pdf"]
    assert "Je participe" in papers(camille)[0]
    await camille.does(("/entraide", Tap("exchange_guide"), "guide"))
    assert files(camille) == ["alize-entraide.pdf"] * 3
