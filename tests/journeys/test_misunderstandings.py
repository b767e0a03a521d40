"""What people type that is not quite an answer: nothing is dropped silently, and there is always a way on."""

import pytest

from tests.journeys.acting import BAKER, Act, Actor, Tap
from tests.stage import Stage

pytestmark = pytest.mark.wordings


async def at(actor: Actor, question: str, **answers: Act) -> None:
    """Bring a person to a question."""
    await actor.does("/start")
    await actor.fills_in(BAKER | answers, until=question)


@pytest.mark.parametrize("question", ["founded", "jobs_created", "jobs_kept"])
async def test_who_does_not_know_goes_on_and_a_person_checks(
    stage: Stage, camille: Actor, question: str
) -> None:
    answers: dict[str, Act] = {"jobs_created": "0", "jobs_kept": "0", question: "je ne sais pas"}
    await camille.applies(BAKER | answers)
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.answers[question] is None
    assert dossier.outcome == "to_check"


async def test_who_does_not_know_the_headcount_is_offered_estimates(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("je ne sais pas", Tap("c2")))

    assert camille.answers["headcount"] == 15


async def test_a_year_typed_too_early_is_not_a_headcount(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("2011")
    assert camille.state == "headcount"
    await camille.does(("Année de création : 2011", "12"))

    assert (camille.answers["headcount"], camille.answers["founded"]) == (12, 2011)


@pytest.mark.parametrize("confirmation", [Tap("c0"), "oui", "300"])
async def test_a_headcount_that_redirects_is_confirmed_first(
    stage: Stage, camille: Actor, confirmation: Act
) -> None:
    await at(camille, "headcount")
    await camille.does("300")
    assert (camille.state, "human_review" in camille.answers) == ("headcount", False)
    await camille.does(confirmation)

    assert (camille.state, camille.answers["headcount"]) == ("human_review", 300)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("tous", 12), ("Tout le monde", 12), ("l’ensemble", 12), ("aucun", 0), ("zéro", 0), ("everyone", 12)],
)
async def test_everybody_is_the_headcount(stage: Stage, camille: Actor, said: str, kept: int) -> None:
    await at(camille, "jobs_kept")
    await camille.does(said)

    assert camille.answers["jobs_kept"] == kept


async def test_no_more_jobs_are_kept_than_there_are(stage: Stage, camille: Actor) -> None:
    await at(camille, "jobs_kept")
    await camille.does(("30", Tap("c0")))

    assert camille.answers["jobs_kept"] == 12


async def test_fewer_people_than_jobs_kept_asks_the_jobs_kept_again(stage: Stage, camille: Actor) -> None:
    await camille.applies()
    await camille.does((Tap("headcount"), "8"))

    assert camille.state == "jobs_kept"
    await camille.does("tous")
    assert (camille.state, camille.answers["jobs_kept"]) == ("review", 8)


async def test_wanting_an_advance_without_saying_how_much_is_asked_the_amount(
    stage: Stage, camille: Actor
) -> None:
    await at(camille, "advance")
    await camille.does("oui")
    assert camille.state == "advance"
    assert "25" in camille.screen
    await camille.does("20k")

    assert camille.answers["advance"] == 20_000


async def test_not_wanting_an_advance_is_no_advance(stage: Stage, camille: Actor) -> None:
    await at(camille, "advance")
    await camille.does("non merci")

    assert camille.answers["advance"] == 0


async def test_of_two_numbers_one_is_chosen(stage: Stage, camille: Actor) -> None:
    await at(camille, "contact")
    await camille.does("06 12 34 56 78 ou 07 11 22 33 44")
    assert camille.state == "contact"
    await camille.does(Tap("c1"))

    assert camille.answers["contact"] == {"phone": "+33711223344"}


async def test_an_address_that_cannot_be_read_is_told_and_typed_again(stage: Stage, camille: Actor) -> None:
    await at(camille, "contact")
    await camille.does("06 12 34 56 78 camille@exemple")
    assert "camille@exemple" in camille.screen
    assert "06 12 34 56 78" in camille.labels
    await camille.does("camille@example.com")

    assert camille.answers["contact"] == {"phone": "+33612345678", "email": "camille@example.com"}


@pytest.mark.parametrize("confirmation", [Tap("c0"), "oui"])
async def test_what_could_be_read_may_be_enough(
    stage: Stage, camille: Actor, confirmation: str | Tap
) -> None:
    await at(camille, "contact")
    await camille.does(("06 12 34 56 78 camille@exemple", confirmation))

    assert camille.answers["contact"] == {"phone": "+33612345678"}


@pytest.mark.parametrize(
    ("said", "start"),
    [
        (["pas avant septembre", "oui"], {"from": "2027-09-01", "to": "2028-02-29"}),
        (["fin 2026"], {"from": "2026-11-23", "to": "2026-12-31"}),
        (["avant l'été"], {"from": "2026-11-23", "to": "2027-06-20"}),
    ],
)
async def test_a_start_is_never_in_the_past(
    stage: Stage, camille: Actor, said: list[str], start: dict[str, str]
) -> None:
    await at(camille, "start")
    for words in said:
        await camille.does(words)

    assert camille.answers["start"] == start


@pytest.mark.parametrize("said", ["je ne sais pas", "aucune", "?", "I don't know"])
async def test_not_knowing_is_not_the_name_of_a_company(stage: Stage, camille: Actor, said: str) -> None:
    await at(camille, "company")
    await camille.does(said)

    assert camille.state == "company"
    assert camille.has("creation")


async def test_a_company_said_to_be_created_is_one(stage: Stage, camille: Actor) -> None:
    await at(camille, "company")
    await camille.does("en cours de création")

    assert camille.answers["company"] == {"kind": "creation"}


@pytest.mark.parametrize(
    "town", ["Bruxelles", "Genève", "Luxembourg", "Madrid", "Liège, Belgique", "Suisse "]
)
async def test_a_town_abroad_offers_no_commune_that_looks_like_it(
    stage: Stage, camille: Actor, town: str
) -> None:
    await at(camille, "place")
    await camille.does(town)

    assert camille.state == "place"
    assert "France" in camille.screen
    assert not camille.has("c1")


@pytest.mark.parametrize(("town", "code"), [("Barcelone", "26024"), ("Cologne", "32106")])
async def test_a_french_commune_with_the_name_of_a_town_abroad_is_offered(
    stage: Stage, camille: Actor, town: str, code: str
) -> None:
    await at(camille, "place")
    await camille.does(town)
    assert "France" in camille.screen
    await camille.does(Tap("c0"))

    assert camille.answers["place"]["code"] == code


async def test_a_correction_not_understood_names_the_answer_it_is_about(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    sent = camille.person.types("12")
    await stage.plays()
    camille.person.edits(sent, "beaucoup")
    await stage.plays()

    assert (camille.state, camille.answers["headcount"]) == ("founded", 12)
    assert "Effectif" in camille.screen.split("👉")[1]


@pytest.mark.parametrize(("said", "told"), [("anglais", "English"), ("Français", "français")])
async def test_a_language_may_be_typed(stage: Stage, camille: Actor, said: str, told: str) -> None:
    await camille.does(("/langue", said))

    assert told in camille.screen


async def test_a_language_may_be_typed_during_a_request(stage: Stage, camille: Actor) -> None:
    await at(camille, "role")
    await camille.does(("/langue", "english"))

    assert camille.state == "role"
    assert "What is your role" in camille.screen


async def test_a_typed_yes_erases_nothing_and_points_at_the_buttons(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", Tap("no"), "/supprimer", "oui"))

    assert "bouton" in camille.screen or "button" in camille.screen


async def test_a_question_without_answer_is_not_for_a_description_already_sent(stage: Stage) -> None:
    dana = Actor(stage, stage.telegram.person("Dana", language="en"))
    await dana.does(("/start", Tap("no"), "What colour is the sky?"))
    told = " ".join(message.text for message in dana.person.chat.history[-2:])

    assert "Good question" in told
    assert "description" not in told


NO_ANSWERS = ("je sais pas", "supprime ce que j'ai écrit", "personne", "rien", "merci")


@pytest.mark.parametrize("question", ["company", "description", "skills"])
async def test_what_is_no_answer_is_answered_and_never_written_down(
    stage: Stage, camille: Actor, question: str
) -> None:
    await at(camille, question)
    before = camille.answers
    for text in NO_ANSWERS:
        said = len(camille.person.chat.history)
        await camille.does(text)
        assert len(camille.person.chat.history) > said + 1, f"nothing is said to {text}"
    draft = camille.draft()

    assert (camille.state, camille.answers) == (question, before)
    assert draft and not any(text in str(draft.content) for text in NO_ANSWERS)


@pytest.mark.parametrize("nobody", ["personne", "Personne en particulier", "rien", "aucun"])
async def test_nobody_is_no_one_to_hide_a_request_from(stage: Stage, camille: Actor, nobody: str) -> None:
    await camille.applies()
    await camille.does((Tap("excluded"), "La banque du coin", Tap("excluded"), nobody))

    assert (camille.state, camille.answers["excluded"]) == ("review", None)


@pytest.mark.parametrize("text", ["supprime ce que j'ai écrit", "ok", "…"])
async def test_nor_is_what_names_nobody(stage: Stage, camille: Actor, text: str) -> None:
    await camille.applies()
    await camille.does((Tap("excluded"), text))

    assert camille.state == "excluded"
    assert "excluded" not in camille.answers


@pytest.mark.parametrize("question", ["role", "place", "headcount", "project_kind", "days"])
@pytest.mark.parametrize("wish", ["stop", "supprime tout", "je veux arrêter"])
async def test_who_wants_to_stop_is_told_how(stage: Stage, camille: Actor, question: str, wish: str) -> None:
    await at(camille, question)
    await camille.does(wish)

    assert camille.state == question
    assert "/annuler" in camille.screen
    assert "/supprimer" in camille.screen


async def test_a_year_is_no_number_of_jobs(stage: Stage, camille: Actor) -> None:
    await at(camille, "jobs_created")
    await camille.does("2027")

    assert camille.state == "jobs_created"


async def test_a_way_on_is_offered_once(stage: Stage, camille: Actor) -> None:
    await at(camille, "advance")
    await camille.does("je sais pas")

    assert sorted(set(camille.labels)) == sorted(camille.labels)


@pytest.mark.parametrize(
    ("described", "ticked"),
    [
        (("Nous voulons vendre en ligne et recruter une vendeuse.", Tap("done")), True),
        (("Quelque chose de grand et de beau, un jour, pour le village, tous ensemble.", Tap("done")), False),
    ],
)
async def test_boxes_are_said_to_be_ticked_where_some_are(
    stage: Stage, camille: Actor, described: Act, ticked: bool
) -> None:
    await at(camille, "skills", description=described, project_kind=Tap("investment"))

    assert any(label.startswith("☑") for label in camille.labels) is ticked
    assert ("J’ai coché" in camille.screen) is ticked
