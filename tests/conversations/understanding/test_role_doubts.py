"""Whoever owns, learns, helps out or speaks for somebody else is asked what they are in the company."""

import pytest

from conversations.inputs import InvalidAnswer, Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["role"].input
SITUATION = Situation({}, sample_world())


def is_asked(text: str) -> bool:
    """Tell whether one is asked which role it is, head and delegate among them."""
    outcome = FIELD.read(text, {}, SITUATION)
    candidates = outcome.entry["candidates"] if isinstance(outcome, Kept) else ()
    return isinstance(candidates, list) and {"head", "delegate"} <= {*map(str, candidates)}


def read(text: str) -> object:
    """Read an answer; None where nothing is understood of it."""
    try:
        return FIELD.read(text, {}, SITUATION)
    except InvalidAnswer:
        return None


@pytest.mark.parametrize(
    "text",
    [
        "propriétaire du local", "je suis propriétaire du bâtiment", "propriétaire du fonds de commerce",
        "I own the building", "owner of the premises", "propriétaire bailleur",
        "propriétaire de parts sociales",
    ],
)  # fmt: skip
def test_who_owns_walls_or_shares_may_run_nothing(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "stagiaire", "alternante", "je suis intérimaire", "trainee", "saisonnier salarié",
        "gérant par intérim", "je travaille comme alternant dans la boîte", "étudiante en stage",
        "dirigeant de transition",
    ],
)  # fmt: skip
def test_who_learns_or_is_there_for_a_time_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "je remplis le dossier pour mon cousin", "je fais la demande pour mon oncle",
        "je représente mon frère", "j'aide ma sœur à remplir", "I'm applying for my brother",
    ],
)  # fmt: skip
def test_who_speaks_for_a_relative_need_not_be_of_the_company(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "président de la copropriété", "conseiller municipal", "secrétaire de mairie", "employé de banque",
        "gérant d'immeubles", "patron de mon mari", "fils d'agriculteur", "vendeur de la boîte",
        "président d'honneur", "employé chez un autre",
    ],
)  # fmt: skip
def test_a_role_held_elsewhere_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai un patron", "je tiens les comptes", "je gère la boutique", "je dirige l'usine",
        "je crée des bijoux", "je suis secrétaire d'une association", "gérant sortant",
    ],
)  # fmt: skip
def test_what_somebody_has_runs_or_makes_may_be_a_job_or_a_thing(text: str) -> None:
    assert not isinstance(FIELD.read(text, {}, SITUATION), Settled)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("propriétaire du restaurant", "head"), ("je suis le patron, j'ai deux apprentis", "head"),
        ("patron, mon mari est propriétaire des locaux", "head"), ("fils du patron", "delegate"),
        ("je fais la demande pour le gérant", "delegate"), ("j'aide le gérant", "delegate"),
        ("j'aide ma femme", "delegate"), ("j'ai une entreprise", "head"), ("je tiens un restaurant", "head"),
        ("je crée une association", "head"), ("on est trois gérants", "head"),
    ],
)  # fmt: skip
def test_who_stands_in_the_company_is_not_asked(text: str, role: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(role)


@pytest.mark.parametrize(
    "text",
    [
        "Il nous faut un budget de 80 000 € et un chef de rang", "recruter un chef de cuisine et un serveur",
        "we want to hire a sales manager", "on a un commercial", "j'ai un bon comptable",
    ],
)  # fmt: skip
def test_who_is_wanted_or_had_is_not_who_speaks(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "patron d'une autre boîte", "gérant dans une autre entreprise", "owner of another company",
        "gérante de la boutique d'à côté", "gérant d'une succursale", "dirigeant, mais d'une autre société",
        "présidente de l'association des commerçants", "directeur de cabinet", "assistante maternelle",
        "adjoint au maire", "je préside le conseil de surveillance", "je dirige un cabinet comptable",
    ],
)  # fmt: skip
def test_who_heads_something_else_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "gérante il y a deux ans", "gérante dans six mois", "gérant jusqu'en juin", "owner until last year",
        "j'ai cédé mon affaire", "j'ai vendu ma boîte", "gérant remplacé par mon frère", "would-be owner",
        "gérant, enfin presque", "presque patron", "je rachète la boîte à mon patron",
    ],
)  # fmt: skip
def test_who_heads_it_no_more_or_not_yet_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "c'est ma boîte mais le gérant c'est mon frère",
        "c'est mon entreprise mais c'est mon fils qui la gère",
        "gérante de droit, mais c'est mon mari qui décide", "gérante sur le papier",
        "je suis pas le gérant mais c'est tout comme", "je fais le gérant", "salariée de ma propre boîte",
    ],
)  # fmt: skip
def test_who_heads_it_by_name_while_another_decides_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "je viens de la part du patron", "I'm with the owner", "je suis à côté du gérant",
        "je représente la gérante", "j'ai un repreneur, c'est mon salarié",
        "je suis l'employeur",
    ],
)  # fmt: skip
def test_who_is_beside_a_head_is_asked(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "je prépare", "les charges sont trop lourdes", "je suis comme vous", "comme mon père",
        "dans le cadre d'un projet", "mandat de gestion", "je veux être accompagné", "acheter",
        "je collabore",
        "présidence", "opérations", "en consultation", "accompagnement", "assistance", "des salariés",
        "j'ai des employés", "les ouvriers", "paysagiste",
    ],
)  # fmt: skip
def test_what_sounds_like_somebody_and_is_a_deed_or_a_thing_settles_nothing(text: str) -> None:
    assert not isinstance(read(text), Settled)


@pytest.mark.parametrize("text", ["je travaille pour mon propre compte", "je suis mon propre employeur"])
def test_who_works_for_oneself_heads_the_firm(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "gérant : mon mari", "gérante (ma femme)", "the owner, my wife", "my wife, the owner", "my boss",
        "boss: my husband", "moi mon patron est d'accord", "c'est moi et le gérant",
        "we are the owner's family",
        "gérante : Sophie Martin, moi je suis Julie", "I'm going to be the owner",
        "je suis président des artisans",
    ],
)  # fmt: skip
def test_who_names_the_head_need_not_be_it(text: str) -> None:
    assert is_asked(text)


def test_a_son_of_the_owner_is_not_the_owner() -> None:
    assert FIELD.read("I'm the owner's son", {}, SITUATION) == Settled("delegate")
    assert FIELD.read("I'm the son of the founder", {}, SITUATION) == Settled("delegate")


@pytest.mark.parametrize(
    "text",
    ["assistante de l'expert-comptable", "secrétaire d'un avocat", "artisan salarié", "gérant de tutelle"],
)
def test_who_works_for_an_outsider_or_an_employer_is_not_told_by_a_title(text: str) -> None:
    assert is_asked(text)
