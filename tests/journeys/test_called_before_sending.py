"""Who wants a person before the form is finished reaches one: with their agreement, and never in silence."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import enrolled, stored, taps_in
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

AGREE = "J’accepte : on lit cela et on me recontacte"
REACHED = "Camille Durand, 06 12 34 56 78"


async def wants_a_person(camille: Actor) -> None:
    """Ask for a person where the question is not understood."""
    await camille.does(("zzz", "zzz", "parler à quelqu’un"))


async def asks_for_a_call(camille: Actor, question: str = "headcount") -> None:
    """Have what was answered sent for a call."""
    await at(camille, question)
    await wants_a_person(camille)
    await camille.does((REACHED, AGREE))


async def test_a_call_asked_for_before_the_end_is_on_the_card_of_the_group(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    told = "".join(each.text for each in camille.person.chat.history[-3:])
    assert "Il faut pour cela votre commune" in told and "Comment vous appelez-vous" in told
    await camille.does(REACHED)
    assert camille.has("x") and camille.has("not_now")
    assert "06 12 34 56 78" in camille.screen and "Rien ne va au comité" in camille.screen
    assert not camille.dossiers(), "nothing leaves before it is agreed to"
    await camille.does(AGREE)

    [dossier] = camille.dossiers()
    assert (dossier.status, dossier.outcome, dossier.basin_code) == (
        "received",
        "to_check",
        "terres-de-lorraine",
    )
    assert dossier.operator_agreed_at == dossier.submitted_at and dossier.committee_agreed_at is None
    assert dossier.reference in camille.screen
    assert "vous appelle" in camille.screen and "d’ici le 26 novembre 2026" in camille.screen
    assert "questions restent" in camille.screen
    assert "Demande un appel avant la fin du formulaire" in toul.screen.text
    assert "qu’on m’appelle" in toul.screen.text
    assert "06 12 34 56 78" not in toul.screen.text and "Durand" not in toul.screen.text


async def test_an_operator_takes_the_call_and_sees_the_number(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await asks_for_a_call(camille)
    await sacha.does("/file")
    assert camille.dossiers()[0].reference in sacha.screen
    await taps_in(sacha, toul, "claim")
    assert "Demande un appel avant la fin du formulaire" in sacha.screen
    await sacha.does(Tap("contact"))

    assert "06 12 34 56 78" in sacha.screen
    assert "Sacha" in camille.screen or "pris" in camille.screen, "the applicant hears who calls"


async def test_the_form_goes_on_once_it_is_sent_and_becomes_whole(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await asks_for_a_call(camille)
    await taps_in(sacha, toul, "claim")
    await camille.does(("/suivi", "Corriger ou compléter"))
    asked = await camille.fills_in(BAKER)
    assert asked[0] == "headcount" and not {"place", "name", "contact"} & {*asked}
    await camille.does(Tap("x"))

    dossier = stored(stage, camille.dossiers()[0])
    assert (dossier.answers["headcount"], dossier.outcome) == (12, "prequalified")
    assert "Demande un appel" not in toul.screen.text
    assert len(camille.dossiers()) == 1


async def test_the_way_on_is_under_what_is_told(camille: Actor) -> None:
    await asks_for_a_call(camille)
    await camille.does("Continuer le formulaire")

    assert camille.state == "headcount"


async def test_the_town_is_asked_first_where_it_is_not_known_and_may_have_no_territory(
    stage: Stage, camille: Actor, coordination: Chat
) -> None:
    await at(camille, "company")
    await wants_a_person(camille)
    assert (
        "Dans quelle commune" in camille.screen
        or "Dans quelle commune" in camille.person.chat.history[-2].text
    )
    await camille.does("Brest")
    assert camille.state == "name"
    await camille.does((REACHED, AGREE))

    [dossier] = camille.dossiers()
    assert dossier.basin_code is None
    assert "coordination nationale" in camille.screen.lower()
    assert "Demande un appel" in coordination.screen.text


async def test_who_wants_a_person_at_once_says_who_they_are_where_and_how_to_be_reached(
    camille: Actor, toul: Chat
) -> None:
    await camille.does(("/start", "je veux parler à quelqu'un"))
    assert camille.state == "privacy" and camille.answers == {}, (
        "nothing is kept before the notice is agreed to"
    )
    await camille.does((Tap("head"), "Toul", REACHED, AGREE))

    [dossier] = camille.dossiers()
    assert dossier.answers["for_operator"] == {"codes": ["call"]}
    assert "Demande un appel" in toul.screen.text


async def test_who_works_the_national_queue_opens_a_call_of_which_little_is_known(
    stage: Stage, camille: Actor, coordination: Chat
) -> None:
    nora = await enrolled(stage, "Nora", Role.COORDINATOR)
    await at(camille, "company")
    await wants_a_person(camille)
    await camille.does(("Brest", REACHED, AGREE))
    await taps_in(nora, coordination, "claim")
    await nora.does(Tap("contact"))
    assert "06 12 34 56 78" in nora.screen
    for each in ("open", "more", "open", "history"):
        await nora.does(Tap(each))
    await nora.does("/chercher Brest")

    assert camille.dossiers()[0].reference in nora.screen
    assert stored(stage, camille.dossiers()[0]).holder_id == nora.person.id


@pytest.mark.wordings
@pytest.mark.parametrize(
    "said",
    ["je veux parler à quelqu'un", "appelez moi plutôt", "jai pas le temps de remplir appelez moi",
     "vous pouvez me rappeler ?", "please call me instead"],
)  # fmt: skip
@pytest.mark.parametrize("question", ["headcount", "sector", "description"])
async def test_who_asks_for_a_person_in_words_is_asked_whom_to_call(
    camille: Actor, question: str, said: str
) -> None:
    await at(camille, question)
    await camille.does(said)

    assert camille.state == "name"
    await camille.does((REACHED, AGREE))
    assert camille.dossiers()[0].answers["for_operator"] == {"codes": ["call"]}


@pytest.mark.wordings
@pytest.mark.parametrize("no", ["non", "non merci", "pas maintenant : continuer le formulaire"])
async def test_who_would_rather_go_on_is_asked_the_question_again(camille: Actor, no: str) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    await camille.does((REACHED, no))
    assert "Étape 2 sur 8" in camille.screen and "Combien de personnes" in camille.screen
    assert not camille.dossiers()
    await camille.does("12, 2011")

    assert (camille.answers["headcount"], camille.answers["contact"]["phone"]) == (12, "+33612345678")


@pytest.mark.wordings
@pytest.mark.parametrize("yes", ["oui", "ok", "d'accord", "yes"])
async def test_a_mere_yes_sends_nothing(camille: Actor, yes: str) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    await camille.does((REACHED, yes))

    assert not camille.dossiers()
    assert camille.has("not_now")


async def test_who_answers_instead_is_heard(camille: Actor) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    await camille.does((REACHED, "12, 2011"))

    assert (camille.answers["headcount"], camille.answers["founded"]) == (12, 2011)
    assert not camille.dossiers()


async def test_who_gives_an_address_alone_is_written_to(camille: Actor) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    await camille.does("Camille Durand, camille@example.com")
    assert "vous écrit" in camille.screen
    await camille.does(AGREE)

    assert "vous écrit" in camille.screen


async def test_a_call_that_nobody_makes_is_raised_with_the_team_and_told(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks_for_a_call(camille)
    [dossier] = camille.dossiers()
    assert dossier.reference in sacha.screen, "without a group, each operator has it in private"
    before = len(sacha.person.chat.history)
    for _ in range(6):
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()

    assert any(dossier.reference in each.text for each in sacha.person.chat.history[before:])


async def test_what_was_sent_for_a_call_goes_with_the_rest_and_is_in_ones_own_data(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await asks_for_a_call(camille)
    [dossier] = camille.dossiers()
    await camille.does("/mesdonnees")
    assert any(dossier.reference in each.text or each.file for each in camille.person.chat.history[-3:])
    await camille.does("/supprimer")
    await camille.does(Tap("z"))

    gone = stored(stage, dossier)
    assert gone.person_id is None
    assert "contact" not in gone.answers and "name" not in gone.answers


async def test_an_old_button_of_the_call_sends_nothing(camille: Actor) -> None:
    await at(camille, "headcount")
    await wants_a_person(camille)
    await camille.does(REACHED)
    old, shown = camille.button("x").data or "", camille.person.chat.history[-1]
    await camille.does("non")
    camille.person.forges_tap(old, shown)
    await camille.stage.plays()

    assert not camille.dossiers()


async def test_a_form_that_is_whole_is_sent_from_its_review(camille: Actor) -> None:
    await at(camille, "call_time")
    await camille.does(("j'en peux plus", "oui"))
    assert camille.has("not_now")
    await camille.does(("non", Tap("morning")))

    assert camille.state == "review"
    assert "qu’on m’appelle" in camille.screen
    assert not camille.has("not_now")
