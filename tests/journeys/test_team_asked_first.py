"""A team is asked before the firm is told any name: who comes, who does not, and who must not be asked."""

from datetime import date

import pytest
from sqlmodel import Session

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from models.dossiers.tables import Dossier
from models.support.tables import Advisor, Mission, MissionAdvisor
from models.team.tables import Absence
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL, stored
from tests.journeys.sittings import forges, taps
from tests.stage import Stage


@pytest.fixture
async def dossier(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A granted request of which no team is made yet."""
    return await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)


async def asks_the_team(sacha: Actor) -> None:
    """Open the suggested team and have it asked."""
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_ask"), Tap("yes")))


def team(stage: Stage) -> list[str]:
    """Return the names of who is in the team."""
    names = {advisor.id: advisor.name for advisor in rows(stage, Advisor)}
    return [names[share.advisor_id] for share in rows(stage, MissionAdvisor)]


async def test_each_answers_before_the_firm_hears_a_name(
    stage: Stage, camille: Actor, sacha: Actor, dossier: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await sacha.does(("/file", Tap("open"), Tap("contract")))
    assert "pas d’accès" in sacha.screen, "Paul has no account: he is called"
    await sacha.does(Tap("team_ask"))
    assert "Tilleuls" not in sacha.screen and "Terres de Lorraine" in sacha.screen
    assert not claire.has("proposal.accepts"), "what they read is confirmed first"
    await sacha.does(Tap("yes"))
    assert "Tilleuls" not in claire.screen and dossier.reference not in claire.screen
    heard = len(camille.person.chat.history)
    await taps(claire, "proposal.accepts")
    assert "Claire Morel" in sacha.screen and "✅" in sacha.screen
    assert len(camille.person.chat.history) == heard
    await claire.does("/missions")
    assert "Tilleuls" not in claire.screen

    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today")))
    assert "⚠️" not in sacha.screen
    await sacha.does(Tap("yes"))
    assert "Tilleuls" in claire.screen and "Claire Morel" in camille.screen


async def test_an_advisor_who_declines_is_not_suggested_and_signing_with_them_says_so(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    paul = await lends(stage, "Paul", TOUL, "Verrerie de Toul", "Paul Weber")
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await asks_the_team(sacha)
    await taps(claire, "proposal.accepts")
    await taps(paul, "proposal.not_now")
    await sacha.does(("/file", Tap("open"), Tap("contract")))
    assert "Paul Weber" in team(stage)
    await sacha.does((Tap("contract.sign"), Tap("contract.today")))
    assert "⚠️ Paul Weber" in sacha.screen
    assert stored(stage, dossier).status != Status.CONTRACTED

    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_suggest")))
    assert team(stage) == ["Claire Morel", "Léa Simon"], "who said yes stays"
    assert [share.answer for share in rows(stage, MissionAdvisor)] == ["accepts", None]
    assert [share.tenths_contracted for share in rows(stage, MissionAdvisor)] == [20, 20]


async def test_a_conflict_keeps_the_whole_firm_away_and_is_never_explained(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    paul = await lends(stage, "Paul", TOUL, "Verrerie de Toul", "Paul Weber")
    await asks_the_team(sacha)
    await taps(paul, "proposal.conflict")
    assert not any(mission.conflicts for mission in rows(stage, Mission)), "it is shown first"
    await paul.does(Tap("yes"))
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_suggest")))
    assert "Paul Weber" not in team(stage) and "Léa Simon" not in team(stage)
    await paul.does("/missions")
    assert "📆" not in paul.screen
    await sacha.does(Tap("team_add"))
    assert "Léa Simon" not in sacha.screen


async def test_who_the_applicant_excluded_is_neither_suggested_nor_asked(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    paul = await lends(stage, "Paul", TOUL, "Verrerie de Toul", "Paul Weber")
    with Session(stage.assistant.desk.database.engine) as session:
        kept = session.get_one(Dossier, dossier.id)
        kept.answers = {**kept.answers, "excluded": "la Verrerie de Toul"}
        session.commit()
    await sacha.does(("/file", Tap("open"), Tap("contract")))
    assert team(stage) == ["Claire Morel"]
    assert not paul.has("proposal.accepts")


async def test_who_is_away_is_suggested_after_who_is_there(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    paul = await lends(stage, "Paul", TOUL, "Verrerie de Toul", "Paul Weber")
    with Session(stage.assistant.desk.database.engine) as session:
        away = Absence(person_id=paul.person.id, since=date(2026, 11, 1), until=date(2026, 12, 24))
        session.add(away)
        session.commit()
    await sacha.does(("/file", Tap("open"), Tap("contract")))
    assert "Léa Simon" in team(stage) and "Paul Weber" not in team(stage)


async def test_the_role_ends_what_was_asked_lapses_and_the_operator_hears_of_it(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await asks_the_team(sacha)
    former = claire.button("proposal.accepts").data or ""
    await claire.does("/missions")
    await taps(claire, "contributor_end")
    await claire.does(Tap("contributor_end.yes"))
    assert "Claire Morel" in sacha.screen and dossier.reference in sacha.screen
    await forges(claire, former)
    assert all(share.answer is None for share in rows(stage, MissionAdvisor))


async def test_who_is_put_out_of_a_team_they_were_asked_about_is_told(
    stage: Stage, sacha: Actor, dossier: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await asks_the_team(sacha)
    former = claire.button("proposal.accepts").data or ""
    share = next(each for each in rows(stage, MissionAdvisor) if each.asked_at)
    for way in (f"team_out.{share.id}", "team_suggest"):
        await taps(sacha, way)
        assert "Claire Morel" in sacha.screen and "Merci" in sacha.screen, "what she reads is shown first"
        assert "Merci" not in claire.screen and "Claire Morel" in team(stage)
        await sacha.does("/file")
        await sacha.does((Tap("open"), Tap("contract"), Tap("team")))
    await taps(sacha, f"team_out.{share.id}")
    await sacha.does(Tap("yes"))
    assert "Merci" in claire.screen
    await forges(claire, former)
    assert "Claire Morel" not in team(stage)


async def test_who_was_asked_hears_that_the_firm_withdraws_and_may_be_asked_anew(
    stage: Stage, camille: Actor, sacha: Actor, dossier: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await asks_the_team(sacha)
    await taps(claire, "proposal.accepts")
    await camille.does(("/suivi", Tap("withdraw"), "La retirer"))
    assert "aviez reçu une demande la retire" in claire.screen and "Tilleuls" not in claire.screen
    heard = len(claire.person.chat.history)
    await camille.does(("/suivi", Tap("reopen")))
    await asks_the_team(sacha)
    assert len(claire.person.chat.history) == heard + 1 and claire.has("proposal.accepts")


@pytest.mark.parametrize("words", ["oui je viens", "je ne suis pas disponible en décembre"])
async def test_who_types_an_answer_is_shown_its_buttons_and_not_told_that_nothing_waits(
    stage: Stage, sacha: Actor, dossier: Dossier, words: str
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await asks_the_team(sacha)
    await claire.does(words)
    assert "Aucune question" not in claire.screen and "touchez votre réponse" in claire.screen
    assert rows(stage, MissionAdvisor)[0].answer is None
    await taps(claire, "proposal.accepts")
    await claire.does(words)
    assert "Aucune question" not in claire.screen and claire.has("own_words.yes")
