"""Where an answer stands in the way, another one typed there is proposed; a no stops there."""

import pytest

from conversations.engine.reactions import STOPPED
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.situation import Answer
from tests.conversations.worlds import a_walk

NOWHERE: Answer = {"code": "54395", "name": "Nancy", "department": "54"}  # of no territory of the sample


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Commercy alors", "Commercy"), ("je peux mettre Toul, j'y ai un atelier", "Toul"),
        ("plutôt Commercy", "Commercy"), ("mets Toul", "Toul"), ("ok, prenez Toul", "Toul"),
    ],
)  # fmt: skip
def test_another_town_is_proposed_where_no_territory_covers_the_first(text: str, town: str) -> None:
    walk = a_walk(until="human_review", place=NOWHERE)
    INTAKE.read(walk, text)
    assert walk.state == "place"
    candidates = walk.draft.entry["candidates"]
    assert isinstance(candidates, list)
    assert [place["name"] for place in candidates if isinstance(place, dict)] == [town]


@pytest.mark.parametrize(
    "text",
    [
        "Rosières",
        "Rosières alors",
        "plutôt Rosières",
        "mets Rosières",
        "et si je mets Rosières ?",
        "à Rosières",
    ],
)
def test_a_town_that_has_namesakes_is_proposed_with_them(text: str) -> None:
    walk = a_walk(until="human_review", place=NOWHERE)
    INTAKE.read(walk, text)
    assert walk.state == "place"
    candidates = walk.draft.entry["candidates"]
    assert isinstance(candidates, list) and len(candidates) > 1
    assert {place["name"] for place in candidates if isinstance(place, dict)} == {"Rosières"}


@pytest.mark.parametrize("text", ["non merci", "non", "no thanks"])
def test_a_no_stops_there_and_changes_nothing(text: str) -> None:
    walk = a_walk(until="human_review", place=NOWHERE)
    assert INTAKE.read(walk, text).note == STOPPED
    assert walk.state == "human_review"
    assert walk.draft.answers["place"] == NOWHERE


def test_a_remark_there_proposes_no_town() -> None:
    walk = a_walk(until="human_review", place=NOWHERE)
    with pytest.raises(InvalidAnswer):
        INTAKE.read(walk, "mon père habite la maison d'en face")
    assert walk.state == "human_review"
