"""The word of a command stands alone, without its slash: it does what the command does."""

from bot.playground.telegram.chats import Chat
from bot.services.registry import COMMANDS
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL, taps_in
from tests.journeys.sending import sends
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage


async def test_exchanges_are_opened_by_their_words(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await camille.does("/entraide")
    opened = camille.screen
    for typed in ("entraide", "Bonjour, l’ENTRAIDE svp !", "Poser une question au réseau", "exchanges"):
        await camille.does(("/langue", typed))

        assert camille.screen == opened, typed


async def test_commands_of_everybody_are_obeyed_without_the_slash(stage: Stage, toul: Chat) -> None:
    everybodys = [row for row in COMMANDS.rows if not (isinstance(row.does, str) or row.in_groups)]
    for row in everybodys:
        slash, bare = (
            Actor(stage, stage.telegram.person("Camille", "Durand", language="fr")) for _ in range(2)
        )
        await slash.does(f"/{row.name('fr')}")
        await bare.does(row.name("fr").capitalize())

        assert (bare.screen, bare.labels) == (slash.screen, slash.labels), row.called


async def test_commands_of_a_role_are_obeyed_without_the_slash_for_who_has_it(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await sacha.does("File")
    assert sacha.screen.startswith("🗂"), "not a search for “File”"
    robin = await lends(stage, "Robin", TOUL, "Tissages de Toul")
    await robin.does("/missions")
    mine = robin.screen
    await robin.does(("/langue", "mes missions"))
    assert robin.screen == mine

    await camille.does("missions")
    assert "/nouvelle" not in camille.screen and mine not in camille.screen


async def test_a_question_under_way_takes_the_word_that_answers_it(camille: Actor) -> None:
    await at(camille, "name")
    await camille.does("Nouvelle")
    assert camille.answers["name"] == "Nouvelle"


async def test_a_question_that_the_word_does_not_answer_stays_open(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("entraide")
    assert camille.screen.startswith("🔄")
    await camille.does("12")
    assert camille.answers["headcount"] == 12


async def test_help_in_a_question_helps_with_it(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("aide")
    assert camille.state == "headcount"
    assert "250" in camille.screen


async def test_what_a_member_is_asked_to_type_is_no_command(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does(("/chercher", "Missions"))
    assert "Missions" in sacha.screen


async def test_after_a_word_of_the_operator_it_may_still_be_passed_on(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("message"), "Est-ce pour des missions, ou un suivi ?"))
    await camille.does("Suivi")

    assert any(label.startswith("💬") for label in camille.labels)
