"""A decision is looked at before it leaves: what will be read, the letter, who was there, what they said."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import stored
from tests.journeys.sittings import (
    everything_read,
    forges,
    items,
    meets,
    papers,
    scheduled,
    sits,
    sitting,
    taps,
)
from tests.stage import Stage

OWN_WORDS = "Le marché visé reste à étudier."
DECISIONS: dict[str, tuple[Tap | str, ...]] = {
    "grant_skills": (Tap("grant_skills"),),
    "grant_advance": (Tap("grant_advance"), Tap("set_amount.grant_advance"), "9000"),
    "grant_both": (Tap("grant_both"), Tap("set_amount.grant_both"), "9000"),
    "postpone": (Tap("postpone"), Tap("postpone.finance")),
    "refuse": (Tap("refuse"), Tap("refuse.other"), OWN_WORDS),
}
"""What prepares each decision, up to its review."""


@pytest.mark.parametrize("decision", DECISIONS)
async def test_what_the_applicant_reads_is_what_was_looked_at_word_for_word(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, decision: str
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    before = len(camille.person.chat.history)
    await sacha.does(DECISIONS[decision])
    assert stored(stage, dossier).status == "scheduled"
    assert len(camille.person.chat.history) == before, "nothing leaves on one tap"

    shown = sacha.screen
    await sacha.does(Tap(f"{decision}.letter"))
    [draft] = papers(sacha)
    assert "Projet" in draft
    assert papers(camille) == []
    await sacha.does(Tap(f"{decision}.record"))

    told, *_ = camille.person.chat.history[before:]
    for line in filter(None, told.text.splitlines()[1:]):
        assert line in shown
    [letter] = papers(camille)
    for line in letter.splitlines():
        assert line in draft or "AZ-26" in line
    assert "Projet" not in letter
    assert items(stage)[0].outcome == decision


async def test_the_review_tells_that_nobody_was_there_nor_said_anything(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    assert "Aucun avis" in sacha.screen and "Aucune présence" in sacha.screen

    await taps(sacha, "attendance")
    await sacha.does("Nour Lambert, Paul Girard")
    await sits(nour, "Fonderie de Moselle")
    await nour.does(Tap("opinion.favourable"))
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    assert "⚠️" not in sacha.screen
    assert "Nour Lambert, Paul Girard" in sacha.screen and "favorable : 1" in " ".join(sacha.screen.split())


async def test_the_review_tells_that_somebody_who_stepped_aside_is_among_those_present(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    await nour.does((Tap("recuse"), Tap("recuse.yes")))
    await meets(stage, sacha)
    await taps(sacha, "session")
    await taps(sacha, "attendance")
    await sacha.does("Mme Lambert, M. Girard")
    await taps(sacha, "item")
    await sacha.does(Tap("grant_skills"))
    assert "⚠️ Nour Lambert" in sacha.screen and "conflit d’intérêts" in sacha.screen


async def test_the_review_tells_that_the_session_has_not_begun(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await taps(sacha, "session_move")
    await sacha.does("15 décembre 2026 à 14h30")
    await taps(sacha, "session_sure")
    await meets(stage, sacha)
    stage.clock.now = datetime(2026, 12, 15, 13, 0, tzinfo=UTC)  # 14:00 in Paris
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    assert "14:30" in sacha.screen or "14 h 30" in " ".join(sacha.screen.split())
    assert "n’a pas commencé" in sacha.screen

    stage.clock.now += timedelta(hours=1)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    assert "n’a pas commencé" not in sacha.screen


async def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    seen = sacha.button("refuse.record").data or ""
    await nour.does(Tap("opinion.favourable"))
    await forges(sacha, seen)
    assert stored(stage, dossier).status == "scheduled"
    assert "favorable : 1" in " ".join(sacha.screen.split()) and "changé" in sacha.alert

    await sacha.does(Tap("refuse.record"))
    assert stored(stage, dossier).status == "refused"


async def test_a_button_of_the_release_before_records_nothing_by_itself(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    version = stored(stage, dossier).version
    await forges(sacha, f"f:{dossier.id}:{version}:grant_skills.record")
    assert sacha.has("grant_skills.record") and stored(stage, dossier).status == "scheduled"
    await forges(sacha, f"f:{dossier.id}:{version}:refuse.jobs")
    assert sacha.has("refuse.record") and stored(stage, dossier).status == "scheduled"


async def test_what_was_prepared_is_kept_while_something_else_is_done(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), Tap("set_days.grant_skills"), "4 jours"))
    await sacha.does("/file")
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
    assert items(stage)[0].days == 4


async def test_who_cannot_be_written_to_is_said_before(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    camille.person.blocks_bot()
    await stage.plays()
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs")))
    assert "à lui remettre" in sacha.screen
    assert sitting(stage).held_at is None and OWN_WORDS not in "".join(everything_read(camille))


async def test_who_should_not_have_been_there_is_told_before_a_session_is_closed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await sits(nour, "Banque de Toul")
    await nour.does((Tap("recuse"), "Oui, je me déporte"))
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
    await taps(sacha, "session")
    await sacha.does((Tap("hold"), "Nour Lambert, Paul Girard", Tap("hold")))
    assert f"⚠️ {dossier.reference} : Nour Lambert figure parmi les présents" in " ".join(sacha.screen.split())
    assert sitting(stage).held_at is None


@pytest.mark.parametrize(
    ("line", "typed", "asked"),
    [("set_days", "12 jours", "C’est bien 12 jours"), ("set_days", "5 jours", None), ("set_days", "7", None),
     ("set_amount", "1 million", "C’est bien 1 000 000 €"), ("set_amount", "9000", None)],
)  # fmt: skip
async def test_a_grant_far_from_what_was_asked_is_asked_about(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, line: str, typed: str, asked: str | None
) -> None:
    await scheduled(camille, sacha, toul, {"advance": 8_000})
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), Tap(f"{line}.grant_both"), typed))
    seen = sacha.screen.replace("\xa0", " ").replace("\u202f", " ")

    assert ("C’est bien" in seen) == (asked is not None)
    assert asked is None or asked in seen
