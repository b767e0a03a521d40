"""A town that is denied, past, or of a part is never offered first; a street, or a whole country, is none."""

from contextlib import suppress

import pytest

from conversations.inputs import InvalidAnswer, Kept
from conversations.inputs.identities import A_STREET, WHOLE_COUNTRY, PlaceInput
from conversations.intake import INTAKE
from conversations.intake.told.towns import town
from conversations.messages import Message
from conversations.situation import Situation
from tests.conversations.worlds import a_walk, sample_world

SITUATION = Situation({}, sample_world())


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("on n'est pas à Nancy mais à Toul", ["Toul"]),
        ("j'étais gérant d'une boulangerie à Commercy jusqu'en 2020, maintenant c'est à Toul", ["Toul"]),
        ("gérant de Toul Métal, 12 salariés dont 3 à Nancy", []),
        ("nous ne sommes plus à Nancy, nous sommes à Toul", ["Toul"]),
        ("ancien boulanger à Nancy, je m'installe à Toul", ["Toul"]),
        ("we were in Nancy, now in Toul", ["Toul"]),
        ("menuiserie à Toul, 12 salariés", ["Toul"]),
    ],
)
def test_a_town_told_on_the_way_is_the_one_of_today(text: str, towns: list[str]) -> None:
    assert [words for _, words in town(text)] == towns


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("10 salariés dont 4 à Toul et 6 à Nancy", ["Toul", "Nancy"]),
        ("3 salons à Toul, Nancy et Commercy", ["Toul", "Nancy", "Commercy"]),
        ("je tiens 3 salons a toul, nancy et commercy", ["toul", "nancy", "commercy"]),
        ("2 magasins, un à Toul et l'autre à Commercy", ["Toul", "Commercy"]),
        ("12 salariés à Toul dont 3 à Nancy et 2 à Metz", ["Toul"]),
    ],
)
def test_several_towns_of_a_firm_are_all_told(text: str, towns: list[str]) -> None:
    assert [words for _, words in town(text)] == towns


def test_at_the_question_the_towns_of_the_parts_come_first() -> None:
    outcome = PlaceInput().read("10 salariés dont 4 à Toul et 6 à Nancy", {}, SITUATION)
    assert isinstance(outcome, Kept)
    listed = outcome.entry["candidates"]
    assert isinstance(listed, list)
    assert {place["name"] for place in listed[:2] if isinstance(place, dict)} == {"Toul", "Nancy"}


@pytest.mark.parametrize(
    "text",
    ["ma commune est fausse", "la commune est fausse", "mauvaise commune", "le lieu est faux", "c'est faux",
     "c'est mal écrit", "the town is wrong", "à la maison", "sur les marchés", "à domicile",
     "je veux vendre en ligne", "en ligne", "vente à distance", "on vend sur internet", "we sell online",
     "non pardon, c'est l'inverse on a aucune maison mère", "ça dépend", "hotel", "cbon", "asap", "whenever",
     "on est vide l'hiver, on voudrait être visible, former l'équipe à l'anglais", "I agree", "ouai",
     "c'est remboursable ou pas les journées", "merci bcp", "c'est parti", "recommencer", "demain", "vite",
     "au marché", "un site internet", "au printemps", "en mars", "en octobre 2027", "à la rentrée prochaine"],
)  # fmt: skip
def test_words_about_the_answer_get_no_town_offered(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        PlaceInput().read(text, {}, SITUATION)


@pytest.mark.parametrize("text", ["table", "quartier", "urgences", "marché", "oublier"])
def test_a_common_word_settles_no_town(text: str) -> None:
    with suppress(InvalidAnswer):
        assert isinstance(PlaceInput().read(text, {}, SITUATION), Kept)


@pytest.mark.parametrize(
    "text",
    ["pas à Nancy, à Toul", "à Toul, pas à Nancy", "12 salariés à Toul dont 3 à Nancy",
     "nous étions à Nancy, nous sommes à Toul"],
)  # fmt: skip
def test_at_the_question_a_town_that_is_set_apart_comes_after_once(text: str) -> None:
    outcome = PlaceInput().read(text, {}, SITUATION)
    assert isinstance(outcome, Kept)
    listed = outcome.entry["candidates"]
    assert isinstance(listed, list)
    names = [place["name"] for place in listed if isinstance(place, dict)]
    assert names[0] == "Toul" and [name for name in names if "Nancy" in str(name)] == ["Nancy"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rue du commerce", A_STREET),
        ("rue de Verdun", A_STREET),
        ("10 rue de Toul", A_STREET),
        ("12 rue de Vanves", A_STREET),
        ("12 rue Jean Jaurès", A_STREET),
        ("place de la République", A_STREET),
        ("partout en France", WHOLE_COUNTRY),
        ("dans toute la France", WHOLE_COUNTRY),
        ("France entière", WHOLE_COUNTRY),
        ("on intervient partout", WHOLE_COUNTRY),
    ],
)
def test_a_street_or_a_country_tells_no_town(text: str, told: Message) -> None:
    with pytest.raises(InvalidAnswer) as invalid:
        PlaceInput().read(text, {}, SITUATION)
    assert invalid.value.message == told


@pytest.mark.parametrize("text", ["Rue", "12 rue de Verdun Toul", "rue de Verdun, Toul", "Puiseux-en-France"])
def test_a_town_beside_a_street_or_in_france_is_one(text: str) -> None:
    PlaceInput().read(text, {}, SITUATION)


@pytest.mark.parametrize(
    "text",
    [
        "y a un contrat à signer",
        "j'ai un devis à payer",
        "et si le devis change en route",
        "j'ai du mal à comprendre",
        "guesthouse and a bit of restaurant",
    ],
)
def test_a_sentence_about_something_else_is_read_into_no_town(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        PlaceInput().read(text, {}, SITUATION)


@pytest.mark.parametrize(
    ("town", "told", "code"),
    [
        ("saint nazaire", "celle du 44", "44184"),
        ("st denis", "celui de la réunion", "97411"),
        ("st denis", "974", "97411"),
        ("st denis", "la réunion", "97411"),
        ("saint nazaire", "dans les pyrénées orientales", "66186"),
        ("saint denis", "plutôt celle du gard", "30247"),
    ],
)
def test_one_of_the_towns_offered_is_told_by_its_department(town: str, told: str, code: str) -> None:
    walk = a_walk(until="place")
    INTAKE.read(walk, town)
    INTAKE.read(walk, told)

    place = walk.draft.answers["place"]
    assert isinstance(place, dict)
    assert place["code"] == code
