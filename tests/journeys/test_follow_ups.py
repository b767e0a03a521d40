"""The applicant is asked what came of it; what was planned and what is observed are never mixed."""

from datetime import timedelta

from bot.playground.telegram.chats import Chat
from models.support.tables import FollowUp
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.stage import Stage

THREE_MONTHS = timedelta(days=92)


async def test_three_taps_and_a_word_answer_the_follow_up(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    await camille.does((Tap("follow_up.3.created.2"), Tap("follow_up.3.kept.10")))
    await camille.does((Tap("follow_up.3.satisfaction.5"), "Merci à Claire !"))
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept, first.satisfaction) == (2, 10, 5)
    assert first.comment == "Merci à Claire !"
    assert first.answered_at is not None
    await sacha.does(Tap("support"))
    assert "12" in sacha.screen and "10" in sacha.screen, "planned and observed, each by its name"


async def test_at_six_months_one_is_asked_whether_they_are_still_in_touch(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(2 * THREE_MONTHS)
    await stage.ticks()
    await camille.does((Tap("follow_up.6.created.2"), Tap("follow_up.6.kept.10")))
    await camille.does((Tap("follow_up.6.satisfaction.5"), "oui", "Un client de plus", "Merci"))
    found = next(each for each in rows(stage, FollowUp) if each.months == 6)
    assert (found.in_touch, found.came_of_it, found.comment) == (True, "Un client de plus", "Merci")
    await sacha.does(Tap("support"))
    assert "Toujours en contact" in sacha.screen


async def test_figures_typed_in_words_are_read_and_others_are_asked_again(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    await camille.does("bonjour")
    assert rows(stage, FollowUp)[0].jobs_created is None
    await camille.does(("aucun", "trois"))
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept) == (0, 3)


async def test_a_follow_up_answered_in_part_is_not_told_as_unanswered(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    await camille.does(Tap("follow_up.3.created.2"))
    for _ in range(5):
        stage.clock.passes(timedelta(days=7))
        await stage.ticks()
    told = " ".join(" ".join(each.text for each in sacha.person.chat.history).split())
    assert "2 créés" in told and "pas de réponse au suivi" not in told


async def test_an_edited_figure_is_not_the_answer_to_the_next_question(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    message = camille.person.types("12")
    await stage.plays()
    camille.person.edits(message, "13")
    await stage.plays()
    assert rows(stage, FollowUp)[0].jobs_kept is None, "what was edited is about jobs created"


async def test_a_doubled_tap_does_not_answer_the_next_question(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    data = camille.button("follow_up.3.created.2").data or ""
    message = camille.person.chat.last
    for _ in range(2):
        camille.person.forges_tap(data, message)
    await stage.plays()
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept) == (2, None)


async def test_silence_is_recalled_once_then_told_to_the_holder(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    asked = camille.screen
    stage.clock.passes(timedelta(days=7))
    await stage.ticks()
    recalled = camille.screen
    assert recalled != asked
    await stage.ticks()
    assert camille.screen == recalled
    stage.clock.passes(timedelta(days=7))
    await stage.ticks()
    assert camille.screen == recalled
    assert dossier.reference in sacha.screen
    assert sacha.has("support")


async def test_a_number_among_other_words_is_proposed_and_not_taken_for_another(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    await camille.does("on a embauché 2 personnes et tout le monde est resté")
    assert rows(stage, FollowUp)[0].jobs_created is None
    assert camille.labels[0] == "2" and "créé" in camille.screen
    await camille.does(Tap("follow_up.3.created.2"))
    await camille.does("2 embauches")
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept) == (2, None), "those hired are not those kept"
    await camille.does("on en a gardé 12")
    assert rows(stage, FollowUp)[0].jobs_kept == 12


async def test_a_number_touched_by_mistake_is_asked_again(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    stage.clock.passes(THREE_MONTHS)
    await stage.ticks()
    await camille.does((Tap("follow_up.3.created.10"), Tap("follow_up.3.kept.3"), Tap("follow_up.3.back")))
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept) == (10, None)
    await camille.does((Tap("follow_up.3.back"), "1", "12", Tap("follow_up.3.satisfaction.4")))
    first = rows(stage, FollowUp)[0]
    assert (first.jobs_created, first.jobs_kept, first.satisfaction) == (1, 12, 4)
    await camille.does(Tap("follow_up.3.back"))
    assert rows(stage, FollowUp)[0].jobs_kept == 12, "the operator is told from then on"
