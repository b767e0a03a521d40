"""Whole stories of applicants, from /start to the queue, through the real application."""

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import BAKER, Act, Actor, Tap, events
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage


async def test_a_request_reaches_the_group_of_its_basin(stage: Stage, camille: Actor, toul: Chat) -> None:
    asked = await camille.applies()
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.reference in camille.screen
    assert "15" in camille.screen, "the date of the next committee is told"
    card = toul.last.text
    assert dossier.reference in card
    assert "Toul" in card and "3 à 5 jours" in card
    assert "Tilleuls" not in card, "the company is for who takes it"
    assert dossier.basin_code == "terres-de-lorraine"
    assert (dossier.card_chat_id, dossier.card_id) == (toul.id, toul.last.id)
    assert asked[:3] == ["privacy", "role", "company"]
    assert camille.state is None


async def test_the_group_sees_no_contact(stage: Stage, camille: Actor, toul: Chat) -> None:
    await camille.applies()
    await camille.sends()

    card = toul.last.text
    assert "Camille D." in card
    assert "Durand" not in card
    assert "12 34 56" not in card
    assert "camille@" not in card


async def test_what_was_typed_is_understood(stage: Stage, camille: Actor) -> None:
    await camille.applies(BAKER | {"advance": "20k", "days": ("2 à 3 jours par mois", Tap("c0"))})

    answers = camille.answers
    assert answers["headcount"] == 12
    assert answers["place"]["code"] == "54528"
    assert answers["start"] == {"from": "2027-03-01", "to": "2027-03-10"}
    assert answers["days"] == {"low": 6, "high": 9, "months": 3}
    assert answers["jobs_created"] == 3
    assert answers["advance"] == 20_000
    assert answers["contact"] == {"phone": "+33612345678", "email": "camille@example.com"}
    assert answers["description"].count("\n\n") == 1


async def test_what_is_not_asked_is_given_in_the_review_or_there_in_words(camille: Actor) -> None:
    asked = await camille.applies(BAKER | {"advance": "20k"})
    assert not {"project_budget", "aid_received"} & set(asked)
    await camille.does((Tap("in.money"), Tap("project_budget"), "250k"))
    assert (camille.state, camille.answers["project_budget"]) == ("review", 250_000)
    await camille.does(("aides reçues : 15 000 €", Tap("c0")))

    assert (camille.state, camille.answers["aid_received"]) == ("review", 15_000)


async def test_a_company_being_created_is_asked_less(stage: Stage, camille: Actor) -> None:
    created: dict[str, Act] = {
        "company": Tap("creation"),
        "headcount": "3",
        "project_kind": Tap("creation"),
    }
    asked = await camille.applies(BAKER | created)

    assert not {"founded", "turnover", "difficulties", "jobs_kept"} & set(asked)
    await camille.sends()
    [dossier] = camille.dossiers()
    assert dossier.answers["project_kind"] == "creation"
    assert dossier.outcome == "to_check"


async def test_an_adviser_tells_whether_the_head_agrees(stage: Stage, camille: Actor, toul: Chat) -> None:
    asked = await camille.applies(BAKER | {"role": Tap("adviser"), "head_agrees": Tap("yes")})
    await camille.sends()

    assert "head_agrees" in asked
    assert "au nom de la direction" in toul.last.text


async def test_refusing_the_privacy_notice_keeps_nothing(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", Tap("no")))

    assert camille.draft() is None
    assert not camille.labels


async def test_a_redirected_firm_may_have_a_person_look(stage: Stage, camille: Actor, toul: Chat) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER | {"headcount": ("300", Tap("c0"))}, until="human_review")

    assert camille.has("headcount"), "the answer that stands in the way can be changed at once"
    assert "🚪" in camille.screen
    answers = BAKER | {"human_review": Tap("yes"), "turnover": Tap("10_to_50m")}
    await camille.fills_in(answers)
    await camille.sends()
    [dossier] = camille.dossiers()
    assert dossier.outcome == "redirected"
    assert dossier.reference in toul.last.text


async def test_correcting_what_redirects_lifts_the_redirection(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER | {"headcount": ("300", Tap("c0"))}, until="human_review")
    await camille.does((Tap("headcount"), "30"))

    assert camille.state == "founded"
    await camille.fills_in(BAKER)
    assert "human_review" not in camille.answers


async def test_where_two_basins_overlap_the_applicant_chooses(stage: Stage, camille: Actor) -> None:
    asked = await camille.applies(BAKER | {"place": "Bouligny 55", "basin": Tap("meuse")})
    await camille.sends()

    assert "basin" in asked
    [dossier] = camille.dossiers()
    assert dossier.basin_code == "meuse"


async def test_without_basin_the_request_goes_to_the_national_queue(
    stage: Stage, camille: Actor, coordination: Chat
) -> None:
    await camille.applies(BAKER | {"place": "Brest 29", "human_review": Tap("yes")})
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.basin_code is None
    assert dossier.outcome == "redirected"
    assert "Brest" in coordination.last.text
    assert "Astrées" in camille.screen


async def test_a_basin_without_group_uses_the_national_queue(
    stage: Stage, camille: Actor, coordination: Chat
) -> None:
    await camille.applies()
    await camille.sends()

    assert "AZ-26-" in coordination.last.text


async def test_sending_twice_makes_one_dossier(stage: Stage, camille: Actor, toul: Chat) -> None:
    await camille.applies()
    await camille.does((Tap("operator"), Tap("committee")))
    send = camille.button("x").data
    card = camille.person.chat.last
    camille.person.forges_tap(send or "", card)
    camille.person.forges_tap(send or "", card)
    await stage.plays()

    assert len(camille.dossiers()) == 1
    assert len([message for message in toul.history if "AZ-26-" in message.text]) == 1
    assert len(events(stage)) == 1


async def test_sending_needs_the_first_agreement(stage: Stage, camille: Actor) -> None:
    await camille.applies()
    await camille.does((Tap("committee"), Tap("x")))

    assert camille.dossiers() == []
    assert camille.alert
    assert camille.state == "review"


async def test_both_languages_tell_the_whole_story(stage: Stage, toul: Chat) -> None:
    for language in ("fr", "en"):
        actor = Actor(stage, stage.telegram.person("Dominique", "Martin", language=language))
        await actor.applies()
        await actor.sends()
        assert len(actor.dossiers()) == 1
        assert ("comité" in actor.screen) == (language == "fr")


async def test_the_longest_path_is_short_enough(stage: Stage) -> None:
    """An adviser without a first name, a firm the registry does not know, an advance tied to skills."""
    actor = Actor(stage, stage.telegram.person("Dominique", language="fr"))
    answers: dict[str, Act] = {
        "role": Tap("adviser"),
        "head_agrees": Tap("yes"),
        "place": "Longwy",
        "advance": "20k",
        "accepts_skills": Tap("yes"),
    }
    longest = await actor.applies(BAKER | answers)
    ordinary = await Actor(stage, stage.telegram.person("Camille", "Durand")).applies()

    assert len(longest) <= 23
    assert len(ordinary) <= 19


@pytest.mark.parametrize(
    ("place", "told"), [("Chambéry", "ne propose pas d’avance"), ("Brest", "dépend du territoire")]
)
async def test_who_asks_for_money_where_no_advance_is_known_is_told_so_at_once(
    camille: Actor, place: str, told: str
) -> None:
    await at(camille, "description", place=place, human_review=Tap("yes"))
    await camille.does(("On cherche juste de l'argent, un prêt de 20 000 € pour une machine.", Tap("done")))
    assert told in camille.screen.lower()
    await camille.does("mars 2027")

    assert told not in camille.screen.lower(), "it is told once"
