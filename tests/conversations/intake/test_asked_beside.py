"""A question and facts in one message: the question is known, and what is told is left for its questions."""

import pytest

from conversations.intake.faq import asked_beside


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("C'est gratuit ? Je suis à Toul avec 5 salariés", "free", "Je suis à Toul avec 5 salariés"),
        ("On est 6, et les apprentis ça compte ?", "counting", "On est 6"),
        ("Is it free? We are 5 in Toul", "free", "We are 5 in Toul"),
        ("Nous voulons ouvrir un magasin. Qui décide ?", "committee", "Nous voulons ouvrir un magasin."),
    ],
)
def test_a_question_beside_what_is_told_is_known(text: str, name: str, rest: str) -> None:
    asked = asked_beside(text)

    assert asked is not None and (asked.entry.name, asked.rest, asked.in_it) == (name, rest, False)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Est-ce que vous pouvez aider une association loi 1901 de 12 salariés à Verdun ?", "eligibility",
         "de 12 salariés, à Verdun"),
        ("qui est l'opérateur à Toul ?", "operator", "à Toul"),
    ],
)  # fmt: skip
def test_what_a_question_tells_of_where_and_how_many_is_told(text: str, name: str, rest: str) -> None:
    asked = asked_beside(text)

    assert asked is not None and (asked.entry.name, asked.rest, asked.in_it) == (name, rest, True)


@pytest.mark.parametrize(
    "text",
    ["Mon banquier Bernard siège au comité, le saura-t-il ?", "Mon banquier siège au comité. Le saura-t-il ?",
     "ma banque est au comité, c'est confidentiel ?", "c'est gratuit ?",
     "bonjour, c'est gratuit ?", "combien ça coûte, un audit qualité ? nous sommes 8",
     "Nous cherchons qui peut nous aider à vendre. Comment trouver des clients ?", "12 salariés", "?" * 4000,
     "qui décide ? " * 300, "à Toul ? " * 400],
)  # fmt: skip
def test_a_question_alone_or_none_is_left_as_it_is(text: str) -> None:
    assert asked_beside(text) is None
