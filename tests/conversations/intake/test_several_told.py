"""Several answers told at the question of another one: each is heard, and this one guesses nothing."""

import pytest

from conversations.engine.overheard import read_beside
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.situation import Answers
from tests.conversations.worlds import a_walk

PHONE, ADDRESS = {"phone": "+33639985511"}, {"email": "rose@example.com"}


def candidates(heard: Answers) -> dict[str, object]:
    return {name: kept["candidates"] for name, kept in heard.items() if isinstance(kept, dict)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 embauche, 8 maintenus", {"jobs_created": [1], "jobs_kept": [8]}),
        ("1 embauche 8 maintenus", {"jobs_created": [1], "jobs_kept": [8]}),
        ("2 créations 9 maintenus", {"jobs_created": [2], "jobs_kept": [9]}),
        ("creer 1 garder 3", {"jobs_created": [1], "jobs_kept": [3]}),
        ("en créer 1 et en garder 3", {"jobs_created": [1], "jobs_kept": [3]}),
        ("create 2, keep 5", {"jobs_created": [2], "jobs_kept": [5]}),
        ("je voudrais garder 3 chats", {}),
        ("Jean Faure 0639985511", {"name": ["Jean Faure"], "contact": [PHONE]}),
        ("jean faure, tel 06 39 98 55 11", {"name": ["Jean Faure"], "contact": [PHONE]}),
        ("rose@example.com Rose Petit", {"name": ["Rose Petit"], "contact": [ADDRESS]}),
        ("Garage Martin 0639985511", {"contact": [PHONE]}),
        ("mon voisin Jean Faure 0639985511", {}),
        ("60000 dont 25000 de subvention", {"project_budget": [60_000], "aid_received": [25_000]}),
        ("60 000 € dont 25 000 € d'aides", {"project_budget": [60_000], "aid_received": [25_000]}),
    ],
)
def test_each_of_several_answers_is_heard(text: str, expected: dict[str, object]) -> None:
    assert candidates(INTAKE.overheard(a_walk(until="start"), text)) == expected


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("place", "rose@example.com Rose Petit"),
        ("headcount", "1 embauche, 8 maintenus"),
        ("advance", "60000 dont 25000 de subvention"),
    ],
)
def test_what_answers_several_others_is_not_guessed_to_answer_this_one(question: str, text: str) -> None:
    walk = a_walk(until=question)
    asked = INTAKE.asked(walk)
    assert asked is not None
    with pytest.raises(InvalidAnswer):
        read_beside(asked.input, text, INTAKE.overheard(walk, text), {}, walk.situation)
