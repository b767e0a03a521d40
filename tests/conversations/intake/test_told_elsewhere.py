"""What a sentence says of other questions: proposals, only where the question's own words stand beside."""

import time
from functools import partial

import pytest

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import overhear, to_spot
from conversations.inputs import Settled
from conversations.intake import INTAKE
from conversations.intake.told import contacts
from conversations.intake.told.towns import spotted, town
from tests.conversations.worlds import a_walk, sample_world
from tests.reading import plain, texts

TOLD: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "la boulangerie Mirabelle à Bar-le-Duc, on est 4 avec un apprenti",
        {"company": ["Boulangerie Mirabelle"], "place": ["55029"], "headcount": [4, 5]},
    ),
    ("je tiens une boulangerie à commercy et on est 4", {"place": ["55122"], "headcount": [4]}),
    ("on est installés a bar le duc depuis 2012", {"place": ["55029"], "founded": [2012]}),
    ("j'ai un garage à saint-mihiel, 3 salariés", {"place": ["55463"], "headcount": [3]}),
    ("on veut recruter deux personnes en mars", {"jobs_created": [2], "start": ["2027-03-01"]}),
    ("un budget de 80 000 €", {"project_budget": [80_000]}),
    ("je veux embaucher 1 apprenti mais je n'ai pas le temps", {"jobs_created": [1]}),
    ("on n'est pas 3 mais 4 salariés", {"headcount": [4]}),
    (
        "Bonjour, merci de m'appeler au 06 12 34 56 78 ou camille@example.com.\nNotre budget : 1,2 M€.",
        {"contact": ["+33612345678"], "project_budget": [1_200_000]},
    ),
    ("garder les 12 emplois actuels et créer 2 postes", {"jobs_kept": [12], "jobs_created": [2]}),
    ("Nous sommes 12 salariés, il faudrait une avance de 20 k€", {"headcount": [12], "advance": [20_000]}),
    ("nous avons touché 15 000 € de subventions", {"aid_received": [15_000]}),
    ("l'atelier, fondé en 1998, emploie 14 salariés", {"founded": [1998], "headcount": [14]}),
    ("il nous faudrait 5 jours de conseil", {"days": [5]}),
    ("on est installés à Toul, une vingtaine de gars", {"place": ["54528"], "headcount": [20]}),
    ("je peux vous filer le num de ma boite 732 829 320", {"company": ["732829320"]}),
    ("my print shop in Toul, 12 ppl, opened 5 yrs ago",
     {"place": ["54528"], "headcount": [12], "founded": [2021]}),
    ("I run a dairy in Toul, 5 of us", {"place": ["54528"], "headcount": [5]}),
    ("We employ 14 people and want to hire three operators by next summer",
     {"headcount": [14], "jobs_created": [3]}),
)  # fmt: skip
SAID_OF_NOTHING_ASKED = (
    "on a recruté 3 personnes l'an dernier",
    "nous ne voulons pas recruter 2 personnes",
    "un client nous demande 30 000 pièces par mois",
    "nous sommes une boulangerie artisanale",
    "nous avons 40 clients et 3 machines",
    "faut-il recruter 2 personnes ?",
    "la banque nous a prêté 20 000 €",
    "je tiens une pizzeria à emporter et un salon à domicile",
    "je suis coiffeuse à domicile, j'ai une voiture à essence",
    "mon concurrent tient une boulangerie à commercy",
    "je ne suis plus installé à commercy",
    "je travaille 6 jours par semaine",
    "le four a coûté cher, rien à dire de plus",
    "merci beaucoup et bonne journée à vous",
)


def heard(text: str, until: str = "headcount") -> dict[str, object]:
    """Return what a text said before any answer tells, each reading by its most telling part."""
    walk = Walk(Draft("company", {"privacy": "yes", "role": "head"}), sample_world())
    steps = [step for step in INTAKE.steps if step.name not in walk.draft.answers]
    found = overhear(steps, text, walk.situation, to_spot(walk, INTAKE.asked(a_walk(until=until))))
    return {each.step.name: [_part(reading) for reading in each.readings] for each in found}


def _part(answer: object) -> object:
    parts = answer if isinstance(answer, dict) else {}
    return next(
        (parts[key] for key in ("code", "phone", "from", "low", "name", "siren") if key in parts), answer
    )


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_a_sentence_tells_is_proposed_where_it_is_asked(text: str, expected: dict[str, object]) -> None:
    assert {name: said for name, said in heard(text).items() if name != "description"} == expected


@pytest.mark.parametrize("text", SAID_OF_NOTHING_ASKED)
def test_figures_and_dates_about_something_else_are_proposed_nowhere(text: str) -> None:
    assert heard(text) == {}


SAID_AGAIN: tuple[tuple[str, dict[str, object]], ...] = (
    ("J'ai 15 salariés, non pardon 13, à Commercy", {"place": ["55122"], "headcount": [13, 15]}),
    ("On est 8. Ah non, 9. A Toul.", {"place": ["54528"], "headcount": [8, 9]}),
    ("8 salariés, pardon 9", {"headcount": [8, 9]}),
    ("on est 10, enfin 11 avec moi", {"headcount": [10, 11]}),
    ("nous sommes 7, non 8 depuis lundi", {"headcount": [7, 8]}),
    ("12 salariés (enfin non, 14)", {"headcount": [12, 14]}),
    ("on est 4 salariés, je me suis trompée : 5", {"headcount": [4, 5]}),
    ("12 employees, sorry 13, in Toul", {"place": ["54528"], "headcount": [12, 13]}),
    ("we are 5, sorry 6, in Toul", {"place": ["54528"], "headcount": [5, 6]}),
    ("créée en 2010, euh 2011", {"founded": [2010, 2011]}),
    ("on démarre début mars, non avril", {"start": ["2027-03-01", "2027-04-01"]}),
    ("embaucher 3 personnes, non 2", {"jobs_created": [2, 3]}),
    ("une avance de 20 000 euros, non 15 000", {"advance": [15_000, 20_000]}),
    ("un budget de 80 000 €, pardon 90 000 €", {"project_budget": [80_000, 90_000]}),
    ("il nous faut 5 jours d'appui, non 6", {"days": [5, 6]}),
    ("je suis à Commercy non à Toul", {"place": ["55122", "54528"]}),
    ("Je suis à Toul, enfin Écrouves", {"place": ["54528", "54174"]}),
    ("je suis à Commercy et non à Toul", {"place": ["55122"]}),
    ("nous sommes 6, pardon pour les fautes", {"headcount": [6]}),
    ("12 salariés, enfin je crois", {"headcount": [12]}),
    ("on est 8 à Toul, enfin bref on cherche", {"place": ["54528"], "headcount": [8]}),
    ("nous ne voulons pas embaucher 3 personnes, non 2", {}),
)  # fmt: skip
"""A value and the one said in its place: both are offered, and the first is never taken alone."""


@pytest.mark.parametrize(("text", "expected"), SAID_AGAIN)
def test_a_value_put_right_at_once_is_offered_with_the_other(text: str, expected: dict[str, object]) -> None:
    assert {name: said for name, said in heard(text).items() if name != "description"} == expected


AT_ONCE: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "petit hôtel, Bar-le-Duc, 9 salariés, 2004, cherche conseils, 20k",
        {"place": ["55029"], "headcount": [9], "founded": [2004], "project_budget": [20_000]},
    ),
    (
        "plombier à vaucouleurs on est 3 depuis 2018 et j'aimerais prendre un apprenti en septembre",
        {
            "place": ["55533"],
            "headcount": [3],
            "founded": [2018],
            "jobs_created": [1],
            "start": ["2027-09-01"],
        },
    ),
    ("12 pers / menuiserie / Toul / 1998 / 8 jours",
     {"headcount": [12], "place": ["54528"], "founded": [1998], "days": [8]}),
    ("ferme, 2 associés et 1 salarié, 150000 d'investissement dont 40000 de subvention région",
     {"headcount": [3], "project_budget": [150_000], "aid_received": [40_000]}),
    ("pas besoin d'avance juste 4 jours de marketing, on est 5 à Void-Vacon",
     {"advance": [0], "days": [4], "headcount": [5], "place": ["55573"]}),
    ("a 12-person joinery based in Commercy, opened 3 years ago, staff of 12",
     {"headcount": [12], "place": ["55122"], "founded": [2023]}),
    ("patronne du resto Chez Mimi à Toul, 6 salariés",
     {"company": ["Chez Mimi"], "headcount": [6], "place": ["54528"]}),
    ("taxi longwy avance de 8 000 si possible", {"place": ["54323"], "advance": [8_000]}),
    ("CA 800 k€, 60 couverts, 3 enfants, 52 ans", {}),
    ("on ouvre 6 jours sur 7, livraison sous 8 jours, la banque prête 20 000 €", {}),
    ("on a levé 300 k€, rendez-vous à 45 km de Bar-le-Duc", {}),
)  # fmt: skip
"""What is told with no word that asks for it, by who tells everything; figures of something else are not."""


@pytest.mark.parametrize(("text", "expected"), AT_ONCE)
def test_who_tells_all_in_a_few_words_each_is_heard(text: str, expected: dict[str, object]) -> None:
    said = heard(text, until="privacy")
    assert {name: each for name, each in said.items() if name not in ("description", "role")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("menuiserie à Paris 11e, on cherche des clients", "75111"),
        ("boulangerie Marseille 8eme", "13208"),
        ("menuiserie alu marseille 13011", "13211"),
        ("un salon à Saint-Pierre la Réunion", "97416"),
        ("camping à Saint-Paul réunion", "97415"),
    ],
)
def test_a_town_is_told_with_what_tells_which_one(text: str, expected: str) -> None:
    situation = a_walk(until="role").situation
    told = [value for tell in (town, partial(spotted, situation=situation)) for _, value in tell(text)]

    assert told
    for value in told:
        outcome = INTAKE.by_name["place"].input.read(value, {}, situation)
        assert isinstance(outcome, Settled)
        assert _part(outcome.answer) == expected


def test_what_a_long_clause_tells_is_quoted_and_no_more() -> None:
    text = "patronne du resto Chez Mimi on est 6 j'ai repris en 2019 et je voudrais recruter un cuistot"
    walk = Walk(Draft("company", {"privacy": "yes", "role": "head"}), sample_world())
    said = {each.step.name: each.said for each in overhear(INTAKE.steps, text, walk.situation)}

    assert said["headcount"] == "on est 6"
    assert "days" not in said


def test_what_was_told_is_not_replaced_by_what_is_merely_spotted() -> None:
    walk = a_walk(until="company")
    walk.draft.heard = heard_at_once = INTAKE.overheard(a_walk(until="privacy"), "garagiste à Toul, 5 gars")
    assert "place" in heard_at_once
    for text in ("Garage du Pont", "Notre garage du Pont, Nancy"):
        assert "place" not in INTAKE.overheard(walk, text)


@pytest.mark.parametrize(("question", "text"), [("advance", "20 000 € pour un four à pain"), ("days", "5 j")])
def test_an_answer_tells_nothing_of_a_question_like_it(question: str, text: str) -> None:
    walk = a_walk(until=question)
    assert INTAKE.overheard(walk, text) == {}


WANTED = (
    "on voudrait recruter un apprenti",
    "Bonjour, j'ai une boulangerie à Toul et je cherche de l'aide pour embaucher",
    "j'ai du mal à trouver des clients pour la menuiserie",
    "we want to sell our cheese abroad",
)
OF_A_COMPANY = (
    ("Je suis la gérante de la boulangerie Mirabelle à Bar-le-Duc, on est 4", ["Boulangerie Mirabelle"]),
    ("karim benali, gérant de Benali Peinture (Saint-Dizier)", ["Benali Peinture"]),
    ("SARL Menuiserie Roux, Toul, 12 salariés", ["SARL Menuiserie Roux"]),
    (
        "je suis directeur de l'association Les Jardins du Der, 15 salariés",
        ["Association Les Jardins du Der"],
    ),
    ("I am the owner of Smith Joinery in Toul", ["Smith Joinery"]),
    ("nous sommes une boulangerie artisanale de village", None),
    ("ma boîte coule, je ne dors plus", None),
    ("mon concurrent, la boulangerie Morel, a baissé ses prix", None),
    ("je suis menuisier à Toul, besoin d'une machine", None),
)
ROLES = (
    ("bonjour, je suis la gérante de la boulangerie Mirabelle, on est 4", ["head"]),
    ("je suis expert-comptable, j'accompagne la menuiserie Roux, 12 salariés", ["adviser"]),
    ("je suis la secrétaire du gérant, il m'a demandé de vous écrire", ["delegate"]),
    ("I run a small dairy called Fromagerie du Der, 5 of us", ["head"]),
    ("j'ai une boulangerie à Toul et je cherche de l'aide", ["head"]),
    ("ma femme est la gérante de la boutique", None),
    ("je ne suis pas le gérant de la boutique", None),
)


@pytest.mark.parametrize("text", WANTED)
def test_what_is_wanted_waits_for_the_project_to_be_told_in_the_same_words(text: str) -> None:
    assert heard(text)["description"] == [text]


@pytest.mark.parametrize(("text", "expected"), OF_A_COMPANY)
def test_a_company_is_heard_by_its_name_and_by_no_trade(text: str, expected: list[str] | None) -> None:
    assert heard(text).get("company") == expected


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_the_first_screen_hears_what_somebody_says_they_are(text: str, expected: list[str] | None) -> None:
    found = INTAKE.overheard(Walk(Draft("privacy"), sample_world()), text)
    role = found.get("role")

    assert (role["candidates"] if isinstance(role, dict) else None) == expected


def test_all_is_heard_under_the_notice_and_facts_where_a_person_is_called_for() -> None:
    under_the_notice = Walk(Draft("privacy"), sample_world())
    assert {"place", "headcount"} <= INTAKE.overheard(under_the_notice, TOLD[0][0]).keys()
    stopped = Walk(Draft("human_review", {"privacy": "yes", "role": "head"}), sample_world())
    assert {"place", "headcount"} <= INTAKE.overheard(stopped, TOLD[0][0]).keys()


@pytest.mark.parametrize("size", [1_024, 4_096])
def test_no_text_is_dear_to_listen_to(size: int) -> None:
    walk = Walk(Draft("company", {"privacy": "yes", "role": "head"}), sample_world())
    for name, text in {**texts(size), "plain": plain(size)}.items():
        began = time.process_time()
        INTAKE.overheard(walk, text)
        assert time.process_time() - began < 0.5, name


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Martin\nTél : 03 53 01 66 77\nFax : 03 53 01 66 78\nj@example.fr", "03 53 01 66 77 j@example.fr"),
        ("Tel. 03 53 01 66 77 - Fax 03 53 01 66 78", "03 53 01 66 77"),
        ("Tél. 03 53 01 66 77\nTélécopie : 03 53 01 66 78\nj@example.fr", "03 53 01 66 77 j@example.fr"),
        ("Mob. 06 39 98 12 34\nTél. 03 53 01 66 77\nFax 03 53 01 66 78\nj@example.fr",
         "06 39 98 12 34 03 53 01 66 77 j@example.fr"),
        ("Tél/Fax : 03 53 01 66 77", "03 53 01 66 77"),
    ],
)  # fmt: skip
def test_the_fax_of_a_signature_takes_no_place_of_the_number_to_call(text: str, numbers: str) -> None:
    assert [value for _, value in contacts.reached_at(text)] == [numbers]


@pytest.mark.parametrize(
    "text",
    [
        "je transmets la demande de Mme Petit, elle n'a pas Telegram, son tel 06 39 98 77 12",
        "c'est pour mon patron, son numéro c'est le 06 39 98 77 12",
        "il faut l'appeler au 06 39 98 77 12",
        "for my client, her phone is 06 39 98 77 12",
        "leur mail : atelier@example.fr",
    ],
)
def test_the_number_of_somebody_else_is_not_that_of_who_writes(text: str) -> None:
    assert [*contacts.reached_at(text)] == []
    assert [*contacts.the_head_is_reached_at(text)] or "@" in text


def test_ones_own_number_is_told_beside_that_of_another() -> None:
    text = "moi c'est le 06 39 98 12 34, son tel 06 39 98 77 12"
    assert [value for _, value in contacts.reached_at(text)] == ["06 39 98 12 34"]


def test_a_fax_alone_reaches_nobody() -> None:
    assert [*contacts.reached_at("Fax : 03 53 01 66 78")] == []
