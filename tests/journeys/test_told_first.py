"""What is said in few words under the welcome, town or number, is read and offered at its question."""

import pytest

from tests.journeys.acting import Actor, Tap

pytestmark = pytest.mark.wordings

TOUL = {"code": "54528", "name": "Toul", "department": "54"}


@pytest.mark.parametrize("words", ["à Toul", "Toul", "Garage Martin, Toul"])
async def test_a_town_alone_or_after_a_firm_is_read(camille: Actor, words: str) -> None:
    await camille.does(("/start", "Bonjour", words))
    assert "Commune : Toul (54)" in camille.person.chat.last.text.replace("\xa0", " ")
    draft = camille.draft()
    assert draft is not None and draft.content["heard"]["place"]["candidates"] == [TOUL]


@pytest.mark.parametrize("words", ["xyzzy", "bonjour à toutes et à tous", "on verra"])
async def test_other_few_words_are_no_town(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))
    draft = camille.draft()
    assert draft is not None and "heard" not in draft.content


async def test_the_number_of_a_firm_is_read_in_a_sentence(camille: Actor) -> None:
    await camille.does(("/start", "je dirige la faïencerie, SIREN 000 100 115, à Toul"))
    draft = camille.draft()
    assert draft is not None
    assert "000100115" in str(draft.content["heard"]["company"]) and "place" in draft.content["heard"]


async def test_who_is_in_no_territory_is_told_that_no_committee_covers_it(camille: Actor) -> None:
    await camille.does(("/start", Tap("head"), "Menuiserie Petit", "Nancy"))
    assert camille.answers["place"]["name"] == "Nancy"
    await camille.does("/seances")
    told = camille.person.chat.last.text
    assert "Aucun comité" in told and "Nancy" in told and "une fois que" not in told
