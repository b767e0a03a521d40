"""What is typed under a grant being read over is its lines where it holds figures, a condition elsewhere."""

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import Actor, Tap
from tests.journeys.sittings import meets, scheduled
from tests.stage import Stage

pytestmark = pytest.mark.wordings


@pytest.mark.parametrize(
    ("typed", "lines"),
    [("4 jours et 20 000 euros", ("4 journées", "20 000 €")), ("avance 12 000 €", ("12 000 €",)),
     ("3 créés, 60 maintenus", ("créer : 3", "maintenus : 60")), ("plutôt 4 jours", ("4 journées",))],
)  # fmt: skip
async def test_figures_typed_under_a_review_are_its_lines_and_never_conditions(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, typed: str, lines: tuple[str, ...]
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), typed))
    shown = sacha.screen.replace("\xa0", " ").replace("\u202f", " ")
    assert all(line in shown for line in lines), shown
    assert "Conditions : aucune" in shown


@pytest.mark.parametrize("typed", ["non 4", "4", "3 et 12"])
async def test_a_figure_of_nothing_is_asked_and_changes_no_line(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, typed: str
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), typed))
    assert "De quoi est-ce le nombre" in sacha.screen


async def test_a_condition_with_a_figure_is_still_a_condition(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), "sous réserve d’un apport de 5 000 euros"))
    assert "Conditions : sous réserve d’un apport de 5 000 euros" in sacha.screen.replace("\xa0", " ")
