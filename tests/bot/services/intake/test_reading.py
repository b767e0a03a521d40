"""What is typed is read before its turn; the turn keeps that only while nothing has changed."""

from dataclasses import replace
from functools import partial

import pytest

from bot.i18n import speak
from bot.services.core.screens import Reply
from bot.services.core.visitors import Visitor
from bot.services.intake.conversation import write
from bot.services.intake.labels import Touch
from bot.services.intake.reading import may_take_long, read_ahead
from bot.services.messages.relay import Sent
from bot.telegram.render.callbacks import decode
from conversations.engine.reading import Reading
from conversations.inputs import Settled
from conversations.intake import INTAKE
from conversations.situation import World
from conversations.understanding.skills import suggest
from models.database.writer import Database, Transaction
from models.intake.queries import add_draft, find_draft, find_visit, save_draft
from tests.bot.services.privacy.keeping import CAMILLE, camille
from tests.conversations.worlds import a_walk, sample_world
from tests.stage import MONDAY

WORLD = replace(sample_world(), edition="this one")
TYPED, MEANT, MADE_UP = "12 personnes", 12, 99


def pressed(*taken: object) -> Reply:
    """Touch a button, which nobody does here."""
    raise AssertionError(taken)


NO_BUTTON = Touch(pressed, lambda *_: None, partial(speak, markup=False), partial(decode, message_id=0))


def asked_of_the_staff(transaction: Transaction) -> None:
    """Have Camille be asked how many people there are."""
    draft = a_walk(until="headcount").draft
    add_draft(transaction, camille(transaction), replace(draft, checked=WORLD.edition), None, MONDAY)


def taps_in_between(transaction: Transaction) -> None:
    """Change something in the draft after the words were read."""
    visit = find_visit(transaction, CAMILLE)
    assert visit is not None
    save_draft(transaction, visit, MONDAY)


async def staff_kept(database: Database, world: World, reading: Reading) -> object:
    """Take the turn of the words; return the answer that is kept."""
    sent, camille_herself = Sent(1, TYPED, reading=reading), Visitor(CAMILLE, "fr")
    await database.run(
        lambda transaction: write(transaction, world, camille_herself, sent, MONDAY, NO_BUTTON)
    )
    opened = await database.read(partial(find_draft, person_id=CAMILLE))
    assert opened is not None
    return opened.draft.answers["headcount"]


async def read_as(database: Database, answer: int) -> Reading:
    """Read the words before their turn, and have them mean something else: one sees who read them."""
    reading = await database.read(partial(read_ahead, world=WORLD, person_id=CAMILLE, text=TYPED))
    assert reading is not None and reading.outcome == Settled(MEANT)
    return replace(reading, outcome=Settled(answer))


async def test_what_was_read_before_the_turn_is_kept(database: Database) -> None:
    await database.run(asked_of_the_staff)
    assert await staff_kept(database, WORLD, await read_as(database, MADE_UP)) == MADE_UP


async def test_a_draft_that_changed_since_has_its_words_read_again(database: Database) -> None:
    await database.run(asked_of_the_staff)
    reading = await read_as(database, MADE_UP)
    await database.run(taps_in_between)
    assert await staff_kept(database, WORLD, reading) == MEANT


@pytest.mark.parametrize("edition", ["the next one", ""])
async def test_a_world_that_changed_since_has_its_words_read_again(database: Database, edition: str) -> None:
    await database.run(asked_of_the_staff)
    reading = await read_as(database, MADE_UP)
    assert await staff_kept(database, replace(WORLD, edition=edition), reading) == MEANT


async def test_nothing_is_read_for_who_is_asked_nothing(database: Database) -> None:
    await database.run(camille)
    assert await database.read(partial(read_ahead, world=WORLD, person_id=CAMILLE, text=TYPED)) is None


@pytest.mark.parametrize(
    "text", ["Toulouze", "Atelier Tilleul 12", "nous sommes entre douze et quinze", "06 " * 20, "?" * 4_096]
)
def test_what_may_be_dear_to_read_is_read_before_its_turn(text: str) -> None:
    assert may_take_long(text)


@pytest.mark.parametrize("text", ["oui", "douze", "Toul 54200", "15/03/2027", "06 39 98 12 34"])
def test_what_is_read_in_no_time_is_read_in_its_turn(text: str) -> None:
    assert not may_take_long(text)


async def test_the_skills_of_a_description_are_looked_for_before_any_turn(database: Database) -> None:
    def asked_of_the_project(transaction: Transaction) -> None:
        draft = replace(a_walk(until="description").draft, checked=WORLD.edition)
        add_draft(transaction, camille(transaction), draft, None, MONDAY)

    suggest.cache_clear()
    told = "Il faut réorganiser l’atelier, et trouver de nouveaux clients professionnels."
    await database.run(asked_of_the_project)
    await database.read(partial(read_ahead, world=WORLD, person_id=CAMILLE, text=told))
    looked_for = suggest.cache_info().misses
    walk = a_walk(until="skills", description=told)
    assert walk.draft.entry == {} and INTAKE.by_name["skills"].input.options({}, walk.situation)

    assert looked_for == suggest.cache_info().misses == 1
