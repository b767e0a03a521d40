"""Words typed at a question that speak of another: they correct it only where that is all they may mean."""

import pytest

from conversations.engine.draft import Walk
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.situation import Answer
from tests.conversations.worlds import a_walk


def says(walk: Walk, words: str) -> str:
    """Type words; return the question that is asked then."""
    try:
        INTAKE.read(walk, words, "7")
    except InvalidAnswer:
        return walk.state
    return walk.state


@pytest.mark.parametrize("until", ["description", "days", "name"])
@pytest.mark.parametrize("words", ["j'ai oublié, on est 14", "j'avais oublié : on est 14 salariés"])
def test_what_was_forgotten_corrects_its_own_question(until: str, words: str) -> None:
    walk = a_walk(until=until)

    assert says(walk, words) == "headcount"
    assert walk.draft.entry["candidates"] == [14]


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("headcount", "plutôt l'après-midi"),
        ("headcount", "non pardon, c'est l'inverse on a aucune maison mere"),
        ("difficulties", "non mais on a eu un redressement en 2015"),
        ("sector", "ah non pas ça, c'est compliqué"),
        ("name", "ah et on a un budget de 40000"),
    ],
)
def test_words_about_something_else_lead_back_to_no_question(until: str, words: str) -> None:
    walk = a_walk(until=until)

    assert says(walk, words) == until


@pytest.mark.parametrize(
    ("until", "words", "name"),
    [
        ("contact", "Karim Haddad", "Karim Haddad"),
        ("contact", "non, Karim Haddad", "Karim Haddad"),
    ],
)
def test_a_name_that_was_given_in_part_is_completed_on_the_next_screen(
    until: str, words: str, name: str
) -> None:
    walk = a_walk(until=until, name="Karim")

    assert says(walk, words) == "name"
    assert walk.draft.entry["candidates"] == [name]


@pytest.mark.parametrize(
    "words", ["par tel le matin plutot", "rappelez moi plutôt le matin", "plutôt le matin"]
)
def test_when_to_call_is_kept_for_its_question(words: str) -> None:
    walk = a_walk(until="contact")
    heard = INTAKE.overheard(walk, words)

    kept = heard["call_time"]
    assert isinstance(kept, dict)
    assert kept["candidates"] == ["morning"]


PARIS_12: Answer = {"code": "75112", "name": "Paris 12e Arrondissement", "department": "75"}


@pytest.mark.parametrize("until", ["headcount", "start", "description", "name", "review"])
@pytest.mark.parametrize(
    "words",
    ["en fait c'est le 15e", "non, le 15ème", "c'est le 15e arrondissement", "actually it's the 15th"],
)
def test_another_arrondissement_of_the_city_is_told_by_its_rank(until: str, words: str) -> None:
    walk = a_walk(until=until, place=PARIS_12)

    assert says(walk, words) == ("review" if until == "review" else "place")
    assert "75115" in str(walk.draft.entry["candidates"])


@pytest.mark.parametrize("words", ["en fait on est 15", "en fait le 15 mars"])
def test_a_figure_that_is_no_rank_tells_no_arrondissement(words: str) -> None:
    walk = a_walk(until="start", place=PARIS_12)

    assert says(walk, words) != "place"


@pytest.mark.parametrize(
    "words", ["0 emploi à créer, pas 6", "zéro, pas 6", "aucune embauche, pas 6", "2 embauches et non 6"]
)
def test_what_answers_the_question_asked_corrects_none_that_it_does_not_fit(words: str) -> None:
    walk = a_walk(until="jobs_created", headcount=6)

    assert says(walk, words) == "jobs_kept"
    assert walk.draft.answers["jobs_created"] == (2 if words.startswith("2") else 0)


@pytest.mark.parametrize("words", ["non a bruxelles meme", "non par mail", "attendez jai un client"])
def test_what_names_no_firm_is_no_other_name_for_it(words: str) -> None:
    walk = a_walk(until="place")

    assert says(walk, words) == "place"
    assert "company" not in walk.draft.heard
