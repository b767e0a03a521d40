"""Who has no firm yet, runs one of any name, is employed, or was sent says it in many ways."""

import pytest

from conversations.inputs import Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["role"].input
SITUATION = Situation({}, sample_world())


@pytest.mark.parametrize(
    "text",
    [
        "j'ai pas encore de boîte", "je n'ai pas encore d'entreprise", "futur créateur",
        "future créatrice d'entreprise", "on reprend une boîte avec mon frère", "entreprise en création",
        "j'ouvre une boulangerie en mars", "je veux me mettre à mon compte", "je prends la suite de mon père",
        "not created yet",
    ],
)  # fmt: skip
def test_who_is_about_to_have_a_firm_is_its_head(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "gérante de Zourbi Services", "gérant d'une société en redressement judiciaire",
        "patronne, 3 salariés", "président non rémunéré", "c'est mon resto", "dirigeante agence immobilière",
        "on tient un bar", "je travaille pour moi", "Mme la directrice générale",
        "je suis boulanger, j'ai ma boutique", "cheffe d'entreprise depuis janvier",
    ],
)  # fmt: skip
def test_who_runs_a_firm_of_any_name_is_its_head(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "je bosse dans la boîte", "ingénieure zourbis", "responsable grands comptes", "directeur culturel",
        "la gérante m'a mandatée", "ma mère est gérante, je l'aide", "pacsée avec le gérant",
        "mon père est le gérant, je travaille avec lui", "je suis RH dans l'entreprise", "directrice région",
    ],
)  # fmt: skip
def test_who_works_in_the_firm_does_not_run_it(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("delegate")


@pytest.mark.parametrize(
    "text", ["je suis leur comptable", "je travaille à la chambre des métiers", "développeur éco"]
)
def test_who_helps_the_firm_from_outside_advises_it(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("adviser")


@pytest.mark.parametrize(
    "text",
    [
        "comptable de la boîte", "c'est ma femme la patronne", "avocate à mon compte", "gérant de fait",
        "c'est lui le gérant", "futur gérant", "agent commercial", "je gère l'accueil", "chef cuisinier",
        "mon fils", "ancien gérant", "consultante à mon compte", "le patron m'a dit de remplir",
        "comptable et gérant", "je suis le fils du gérant et je reprends l'entreprise",
    ],
)  # fmt: skip
def test_who_may_be_one_or_another_is_asked(text: str) -> None:
    assert isinstance(FIELD.read(text, {}, SITUATION), Kept)


@pytest.mark.parametrize(
    "text",
    [
        "c'est moi qui tiens la boutique", "c'est moi qui ai monté la boîte", "j'ai repris il y a 2 ans",
        "je viens de reprendre", "je suis en train de créer", "je démarre", "mon père me l'a transmise",
        "j'ai hérité de la boîte", "j'ai ouvert mon salon en 2020",
    ],
)  # fmt: skip
def test_who_made_or_took_over_a_firm_heads_it(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("c'est l'entreprise de mon père, j'y travaille", "delegate"),
        ("c'est la boîte de mon mari, je l'aide", "delegate"),
        ("I'm filling this in for my boss", "delegate"),
        ("c'est pour mon patron", "delegate"), ("filling it in for my employer", "delegate"),
        ("je suis comptable dans la boîte", "delegate"),
        ("je fais la compta de la boîte, en interne", "delegate"), ("simple salarié", "delegate"),
        ("je fais la compta de plusieurs entreprises", "adviser"),
    ],
)  # fmt: skip
def test_whose_firm_it_is_tells_who_works_there(text: str, role: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(role)
