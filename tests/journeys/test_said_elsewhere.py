"""People say several things at once: each is offered at its question, and at the review as a correction."""

from datetime import timedelta

import pytest

from tests.journeys.acting import BAKER, Actor, Tap, refusals
from tests.journeys.sending import reviews, sends
from tests.stage import Stage

PROJECT = (
    "Nous reprenons le fournil voisin : il faut réorganiser la production. "
    "On veut recruter deux personnes en mars, avec un budget de 80 000 €.",
    Tap("done"),
)


async def test_a_company_said_with_its_town_and_staff_is_three_answers_of_which_two_to_confirm(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does("la boulangerie Mirabelle à Bar-le-Duc, on est 4 avec un apprenti")
    await camille.does(Tap("c0"))

    assert camille.state == "place"
    assert "Vous avez écrit : « à Bar-le-Duc »" in camille.screen.replace("\N{NO-BREAK SPACE}", " ")
    assert camille.labels[0] == "Bar-le-Duc (55)"
    await camille.does(Tap("c0"))
    assert camille.answers["place"]["name"] == "Bar-le-Duc"
    assert camille.state == "headcount"
    assert camille.labels[:2] == ["4", "5"]
    await camille.does(Tap("5"))
    assert camille.answers["headcount"] == 5
    assert refusals(stage) == []


async def test_what_a_description_says_is_confirmed_by_taps_alone(camille: Actor) -> None:
    asked = await camille.applies(
        BAKER
        | {
            "description": PROJECT,
            "start": Tap("c0"),
            "jobs_created": "oui",
            "advance": "20k",
            "project_budget": Tap("c0"),
        }
    )

    assert "project_budget" in asked, "nothing is settled without being asked"
    assert camille.answers["start"] == {"from": "2027-03-01", "to": "2027-03-31"}
    assert (camille.answers["jobs_created"], camille.answers["project_budget"]) == (2, 80_000)


async def test_all_that_was_said_is_one_tap_away(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does("la boulangerie Mirabelle à Bar-le-Duc, nous sommes 4, on me joint au 06 12 34 56 78")
    await camille.does(Tap("c0"))

    assert camille.state == "place"
    assert "Effectif" in camille.screen and "06 12 34 56 78" in camille.screen
    await camille.does(Tap("heard"))
    assert (camille.answers["place"]["name"], camille.answers["headcount"]) == ("Bar-le-Duc", 4)
    assert camille.answers["contact"] == {"phone": "+33612345678"}
    assert camille.state == "founded", "three screens are one"


async def test_words_that_answer_nothing_are_not_lost(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="role")
    await camille.does("On me joint au 06 12 34 56 78, camille@example.com")

    assert camille.state == "role"
    assert "Gardé pour la suite" in camille.screen
    await camille.fills_in(BAKER, until="contact")
    await camille.does("oui")
    assert camille.answers["contact"] == {"phone": "+33612345678", "email": "camille@example.com"}


@pytest.mark.parametrize("told", ["on est 4 avec un apprenti", "embaucher 2 personnes"])
async def test_who_tells_something_more_is_still_offered_what_was_read(camille: Actor, told: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does(("la boulangerie Mirabelle à Bar-le-Duc", told))

    assert camille.state == "company" and "Gardé pour la suite" in camille.screen
    assert "C’est bien ça" in camille.screen and camille.has("c0")
    await camille.does(Tap("c0"))
    assert camille.answers["company"]["name"] == "la boulangerie Mirabelle"


async def test_another_answer_takes_the_place_of_what_was_said(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER | {"description": PROJECT, "start": "en avril"}, until="jobs_created")
    await camille.does("5")

    assert camille.answers["jobs_created"] == 5
    assert camille.answers["start"]["from"] == "2027-04-01"


async def test_a_correction_typed_in_the_review_is_one_touch_away(stage: Stage, camille: Actor) -> None:
    await reviews(camille)
    await camille.does("en fait c'est 4 emplois")

    assert camille.labels[0].replace("\N{NO-BREAK SPACE}", " ") == "Emplois à créer : 4"
    assert camille.answers["jobs_created"] == 3
    assert len(camille.labels) == 2, "the review is not said whole again"
    await camille.does(Tap("in."))
    assert camille.has("x") and not camille.has("c0"), "nothing is changed"
    await camille.does(("en fait c'est 4 emplois", Tap("c0")))
    assert camille.answers["jobs_created"] == 4
    assert camille.has("x") and not camille.has("c0")
    assert refusals(stage) == []


async def test_it_is_for_the_request_under_way_even_with_another_one_sent(camille: Actor) -> None:
    await sends(camille)
    await reviews(camille)
    await camille.does(("j'ai oublié : on est 14", "oui"))

    assert camille.answers["headcount"] == 14


async def test_a_correction_of_a_sent_request_may_be_typed(camille: Actor) -> None:
    await sends(camille)
    await camille.does(
        ("/suivi", Tap("correct"), "le téléphone c'est plutôt 06 39 98 12 34", Tap("c0"), Tap("x"))
    )

    [dossier] = camille.dossiers()
    assert dossier.answers["contact"]["phone"] == "+33639981234"
    assert dossier.answers["contact"]["email"] == "camille@example.com"


async def test_what_comes_after_a_full_description_is_kept_whole_for_the_operator(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="description")
    await camille.does("Nous reprenons le fournil voisin. " + "Il faut réorganiser la production. " * 60)
    assert "Vous pouvez envoyer un autre message" not in camille.screen, "nothing more fits"
    more = "Nous avons aussi un second site à Nancy et un besoin de formation."
    typed = camille.person.types(more)
    await stage.plays()

    assert camille.state == "description"
    assert "pas ajouté" in camille.screen and "avec votre demande" in camille.screen
    draft = camille.draft()
    assert draft is not None
    assert more in [each["text"] for each in draft.content["files"]]
    camille.person.edits(typed, f"{more} Et un four.")
    await stage.plays()
    await camille.does("oui")
    assert camille.state == "start"
    assert str(camille.answers["description"]).startswith("Nous reprenons le fournil voisin.")


@pytest.mark.parametrize(
    "yes", ["oui c'est bien là", "c'est exact", "oui, c'est bien celui-là", "tout juste"]
)
async def test_a_yes_is_heard_as_people_say_it(camille: Actor, yes: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does(("la boulangerie Mirabelle à Bar-le-Duc", Tap("c0"), yes))

    assert camille.answers["place"]["name"] == "Bar-le-Duc"


@pytest.mark.parametrize("no", ["non c'est pas là", "rien de tout ça", "ce n'est pas ça"])
async def test_a_no_is_heard_as_people_say_it(camille: Actor, no: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does(("la boulangerie Mirabelle à Bar-le-Duc", Tap("c0"), no))

    assert camille.state == "place" and not camille.has("c0")


async def test_what_was_just_answered_is_asked_again_after_a_no(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="place")
    await camille.does(("Toul", "non c'est pas là"))

    assert camille.state == "place"


@pytest.mark.parametrize(
    "refusal",
    [
        "non finalement je veux pas que le comité lise",
        "sauf le comité",
        "I don't want the committee to read it",
    ],
)
async def test_the_committee_reads_nothing_once_somebody_says_so(camille: Actor, refusal: str) -> None:
    await reviews(camille)
    await camille.does((Tap("operator"), Tap("committee")))
    await camille.does(refusal)

    draft = camille.draft()
    assert draft is not None and [each.partition("@")[0] for each in draft.content.get("agreements", [])] == [
        "operator"
    ]


async def test_a_no_to_nothing_corrects_no_answer_in_the_review(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("non c'est pas ça")

    assert not camille.has("c0")


async def test_a_text_that_is_begun_again_can_be_taken_back(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="description")
    await camille.does(("Nous voulons agrandir la boutique et trouver des clients.", Tap("again")))
    assert "agrandir" not in camille.screen
    await camille.does(Tap("back"))

    assert "agrandir" in camille.screen


async def test_nothing_of_what_is_ticked_in_advance_is_wanted(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="skills")
    await camille.does("rien de tout ça")

    draft = camille.draft()
    assert draft is not None and draft.content["entry"] == {"codes": []}


@pytest.mark.parametrize("none", ["non rien de tout ça", "non aucune des deux", "non non"])
async def test_none_of_these_answers_the_question_that_lists_them(camille: Actor, none: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does(none)

    assert camille.answers["difficulties"]["codes"] == []


async def test_what_is_offered_stays_when_something_else_is_not_understood(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="place")
    await camille.does(("St Denis", "euh ben voyons voir"))
    assert camille.has("c0"), "what was found is still there to be touched"


async def test_who_wants_to_stop_is_told_how_at_any_miss(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="skills")
    await camille.does(("on arrete", "efface tout"))
    assert "/annuler" in camille.screen and camille.state == "skills"


async def test_what_may_be_left_is_said_with_the_name_of_its_button(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does(("bla bla", "blo blo", "blu blu"))
    assert "touchez «\u00a0Je ne sais pas\u00a0»" in camille.screen


async def test_thanks_after_a_stop_answer_no_question(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in({**BAKER, "place": "Albi"}, until="human_review")
    await camille.does(("M’arrêter là", "ok"))
    assert camille.state == "human_review" and "/start" in camille.screen
    await camille.does(("/start", "ok"))
    assert camille.state == "human_review" and camille.has("yes"), "the question is shown again"
    await camille.does("ok")
    assert camille.state != "human_review"


async def test_a_yes_to_a_reminder_shows_the_question_again(camille: Actor, stage: Stage) -> None:
    await camille.does("/start")
    await camille.fills_in({**BAKER, "place": "Albi"}, until="human_review")
    stage.clock.now += timedelta(days=2)
    await camille.does("oui")
    assert camille.state == "human_review"
    await camille.does("oui")
    assert camille.state != "human_review"
