"""Short words that wish something: no advance, to leave a question, to know when one is called."""

import pytest

from tests.journeys.acting import Actor, Tap
from tests.journeys.sending import sends
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings

NO_ADVANCE = (
    "non merci pas d'avance", "je veux pas d'avance", "pas besoin d'avance", "non pas besoin d'argent",
    "no thanks, no advance", "no money needed", "je n'en veux pas",
)  # fmt: skip


@pytest.mark.parametrize("said", NO_ADVANCE)
async def test_who_wants_no_advance_says_so_in_their_words(camille: Actor, said: str) -> None:
    await at(camille, "advance")
    await camille.does(said)

    assert (camille.answers["advance"], camille.state) == (0, "name")


@pytest.mark.parametrize(
    "said",
    ["je veux plus d'avance", "pas d'argent", "non j'ai besoin d'argent", "pas plus d'avance que 10k",
     "pas besoin d'avance ?", "pas d'avance mais un don"],
)  # fmt: skip
async def test_words_that_may_want_money_settle_nothing(camille: Actor, said: str) -> None:
    await at(camille, "advance")
    await camille.does(said)

    assert "advance" not in camille.answers


async def test_an_advance_refused_after_all_is_corrected_at_the_next_question(camille: Actor) -> None:
    await at(camille, "name", advance="20 000 €")
    await camille.does("non pas d'avance finalement")
    assert (camille.state, camille.answers["advance"]) == ("advance", 20_000), "proposed, not written"
    await camille.does("oui")

    assert camille.answers["advance"] == 0


@pytest.mark.parametrize("question", ["sector", "jobs_created"])
@pytest.mark.parametrize("said", ["oui", "ok", "on en reste là", "leave it"])
async def test_who_agrees_to_leave_a_question_leaves_it(camille: Actor, question: str, said: str) -> None:
    await at(camille, question)
    await camille.does(("zzz", "zzz", "zzz"))
    assert "passer cette question" in camille.screen
    assert camille.has("s"), "the button is there too"
    await camille.does(said)

    assert (camille.state == question, camille.answers[question]) == (False, None)


async def test_what_is_said_of_words_not_understood_takes_long_to_come_back(camille: Actor) -> None:
    await at(camille, "sector")
    told = []
    for _ in range(6):
        await camille.does("zzz")
        told.append(camille.screen.split("👉")[1])

    assert len(set(told[2:6])) == 4


async def test_thanks_leave_a_proposal_standing(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("300", "merci"))
    assert camille.state == "headcount"
    assert camille.has("c0")
    await camille.does("yes all right")

    assert camille.answers["headcount"] == 300


async def test_when_somebody_calls_is_told_with_its_date(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("quand est-ce qu'on me rappelle ?")
    told = "".join(str(each) for each in camille.person.chat.messages.values())

    assert "Pays Terres de Lorraine la lit et vous appelle" in told


async def test_after_sending_it_is_the_date_that_follow_up_knows(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    await camille.does("/suivi")
    dated = [line for line in camille.screen.splitlines() if "2027" in line or "2026" in line]
    await camille.does("when will someone call me?")

    assert dated
    assert all(line in camille.screen for line in dated)


async def test_the_headcount_has_an_english_example_in_english(camille: Actor) -> None:
    await at(camille, "headcount", company=Tap("creation"))
    assert "douze" in camille.screen
    await camille.does("English")

    assert "twelve" in camille.screen
    assert "douze" not in camille.screen


async def test_mornings_are_a_time_to_call(camille: Actor) -> None:
    await at(camille, "call_time")
    await camille.does("mornings after 10")

    assert camille.answers["call_time"] == "morning"


async def test_yes_to_several_readings_keeps_them(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("entre 4 et 5", "oui"))

    assert camille.screen.count("Lequel") == 1
    assert {"4", "5"} <= set(camille.labels)
