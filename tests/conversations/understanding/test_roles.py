"""Who speaks: by the grammar of what is said, whatever the names of the family and of the trade."""

import pytest

from conversations.inputs import Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["role"].input
SITUATION = Situation({}, sample_world())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("mon mari est le gérant, je fais les papiers", "delegate"),
        ("c'est mon père le patron, moi je tiens la boutique", "delegate"),
        ("my wife runs the business and I do the accounts", "delegate"),
        ("ma femme tient la compta, moi je suis le patron", "head"),
        ("conjoint collaborateur de ma femme, qui a monté la boîte", "delegate"),
        ("femme d'artisan, je m'occupe de l'administratif", "delegate"),
        ("je remplis le dossier pour mon patron", "delegate"), ("j'aide mon mari", "delegate"),
        ("je travaille dans l'entreprise de ma mère", "delegate"),
        ("mon associé et moi dirigeons l'entreprise", "head"), ("I have a small business", "head"),
    ],
)  # fmt: skip
def test_the_role_is_that_of_whoever_says_i(text: str, role: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("la fille du patron", "delegate"), ("nièce de la gérante", "delegate"),
        ("the owner's son", "delegate"),
        ("secrétaire du dirigeant", "delegate"), ("coach de dirigeants", "adviser"),
        ("salarié d'un cabinet comptable", "adviser"), ("gérant d'un cabinet comptable", "head"),
        ("patronne d'un bar", "head"), ("artisan plombier", "head"), ("garage owner", "head"),
        ("un des deux gérants du restaurant", "head"), ("présidente d'une association sportive", "head"),
    ],
)  # fmt: skip
def test_the_first_name_decides_and_what_follows_tells_whose_it_is(text: str, role: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(role)


@pytest.mark.parametrize(
    "text",
    [
        "je crée mon entreprise, elle n'existe pas encore", "je reprends la boîte de mon père",
        "je vais créer mon entreprise", "j'ouvre une boulangerie", "je suis à la tête d'une PME",
        "I am my own boss", "I own a restaurant", "nous avons une ferme", "électricien à mon compte",
    ],
)  # fmt: skip
def test_who_has_runs_or_founds_a_firm_is_its_head(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "directrice de la communication", "responsable des achats", "cheffe de chantier", "cadre commercial",
        "responsable RH chez Zourbi", "CSR manager", "en charge des ressources humaines",
    ],
)  # fmt: skip
def test_a_post_with_its_function_is_held_by_an_employee(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("delegate")


@pytest.mark.parametrize(
    "text",
    [
        "client du gérant", "voisin du patron", "je suis l'associé du gérant", "je suis présidente du CE",
        "je travaille avec mon expert-comptable", "je crée un site pour une entreprise", "j'ai deux associés",
        "mon associé et moi",
        "le fils reprend l'entreprise",
        "c'est ma femme la patronne", "je suis le zourbi du gérant", "gérant et salarié",
        "le gérant est absent",
        "je n'ai plus d'entreprise", "mon comptable", "je ne suis pas le gérant, je suis sa femme",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_asked(text: str) -> None:
    assert isinstance(FIELD.read(text, {}, SITUATION), Kept)


def test_a_trade_alone_is_its_heads_or_an_employees() -> None:
    outcome = FIELD.read("boulangère", {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry == {"candidates": ["head", "delegate", "adviser"]}


def test_a_long_story_is_read_in_time_and_asked_about() -> None:
    assert isinstance(FIELD.read("mon mari est gérant, je fais la compta, " * 30, {}, SITUATION), Kept)
