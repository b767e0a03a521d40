"""What a button carries can be forged: it is compared with the state, never trusted."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.playground.telegram.rules import CALLBACK_DATA_LIMIT_BYTES
from bot.services.core.screens import Button, Verb
from bot.telegram.receiver import Reception
from bot.telegram.render.callbacks import decode, encode
from bot.telegram.throttle import Flood
from conversations.inputs.base import CANDIDATE
from conversations.intake import STEPS
from conversations.messages import say
from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.journeys.acting import BAKER, Actor
from tests.stage import Stage, staged

LARGEST = (10**18 - 1, 10**9 - 1)
VERBS = st.sampled_from([verb.value for verb in Verb])
NUMBERS = st.one_of(
    st.integers(-10, 10**20).map(str), st.text("0123456789٣٤²", max_size=20), st.text(max_size=5)
)
KEYS = st.one_of(st.sampled_from([step.name for step in STEPS]), st.text(max_size=30))
FORGED = st.one_of(
    st.text(max_size=64),
    st.builds(lambda *parts: ":".join(parts), VERBS, NUMBERS, NUMBERS, KEYS),
)


@given(FORGED)
@example("")
@example(":::")
@example("a:1:1")
@example("l:0:0:xx")
@example("a:" + "9" * 5000 + ":0:")
def test_no_words_make_reading_fail(data: str) -> None:
    tapped = decode(data, 1)

    assert tapped is None or tapped.verb in Verb


@given(
    VERBS.filter(lambda verb: verb != Verb.LANGUAGE),
    st.integers(0, LARGEST[0]),
    st.integers(0, LARGEST[1]),
    KEYS,
)
def test_what_a_button_carries_is_read_back(verb: str, draft_id: int, revision: int, key: str) -> None:
    data = encode(Button(say("Go"), Verb(verb), key), draft_id, revision)
    tapped = decode(data, 7)

    assert tapped is not None
    assert (tapped.message_id, tapped.draft_id, tapped.revision) == (7, draft_id, revision)
    assert (tapped.verb.value, tapped.key) == (verb, key)


def test_the_longest_button_fits_in_what_telegram_carries() -> None:
    keys = [step.name for step in STEPS] + [f"{CANDIDATE}99"]
    longest = max(keys, key=len)
    data = encode(Button(say("Go"), Verb.ANSWER, longest), *LARGEST)

    assert len(data.encode()) <= CALLBACK_DATA_LIMIT_BYTES


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    """The assistant on a database in a file, under the sample network."""
    async with staged(sqlite_url, sample_network()) as stage:
        running, seconds = stage.assistant, count(step=30.0)
        running.reception = Reception(running.application, running.desk, Flood(seconds.__next__))
        yield stage
        assert stage.telegram.unanswered_queries() == []


def sample_network() -> Network:
    """Read the sample network."""
    return read_network(sample_network_text(), CommuneTable())


async def forges(actor: Actor, data: str) -> None:
    """Send a tap with any words, as a modified phone can."""
    actor.person.forges_tap(data, actor.person.chat.last)
    await actor.stage.plays()


@pytest.mark.parametrize(
    "data", ["", "hello", "a:b:c:d", "y:1:1:yes", "a:-1:0:yes", "l:1:1:xx", "\x00", "🙂" * 16]
)
async def test_words_of_nobody_get_a_word_and_change_nothing(stage: Stage, data: str) -> None:
    camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="en"))
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    before = camille.draft()
    screen = camille.screen
    await forges(camille, data)

    after = camille.draft()
    assert before is not None
    assert after is not None
    assert (after.state, after.content, after.revision) == (before.state, before.content, before.revision)
    assert "out of date" in camille.alert
    assert camille.screen == screen


async def test_any_tap_leaves_the_person_with_a_question_or_a_way_to_begin(stage: Stage) -> None:
    """Whatever is tapped, forged or old: no apology, an answered tap, and something to go on with."""
    camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="en"))
    await camille.does("/start")
    for verb in Verb:
        for key in ("", "yes", "headcount", "c0", "operator", "nobody"):
            draft = camille.draft()
            number, revision = (draft.id, draft.revision) if draft else (0, 0)
            await forges(camille, f"{verb.value}:{number}:{revision}:{key}")
            assert "went wrong" not in camille.screen
            if camille.draft() is None:
                await camille.does("/start")

    assert camille.state is not None


async def test_the_draft_of_somebody_else_is_out_of_reach(stage: Stage) -> None:
    camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="fr"))
    alex = Actor(stage, stage.telegram.person("Alex", "Martin", language="en"))
    for actor in (camille, alex):
        await actor.does("/start")
        await actor.fills_in(BAKER, until="headcount")
    draft, own = camille.draft(), alex.answers
    assert draft is not None
    for verb in Verb:
        if verb not in (Verb.NEW, Verb.DROP, Verb.ERASE):  # these act on one's own, whatever they carry
            await forges(alex, f"{verb.value}:{draft.id}:{draft.revision}:20")

    after = camille.draft()
    assert after is not None
    assert (after.state, after.content, after.revision) == (draft.state, draft.content, draft.revision)
    assert alex.answers == own
    await forges(alex, f"{Verb.DROP.value}:{draft.id}:{draft.revision}:{draft.id}")
    assert camille.draft() is not None
    assert alex.draft() is not None


async def test_in_a_group_no_button_is_an_applicants(stage: Stage) -> None:
    camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="fr"))
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    draft = camille.draft()
    assert draft is not None
    group = stage.telegram.group("Comité", [camille.person])
    stage.telegram.call("sendMessage", {"chat_id": group.id, "text": "AZ-26-0001"})
    camille.person.forges_tap(f"a:{draft.id}:{draft.revision}:20", group.last)
    await stage.plays()

    assert camille.state == "headcount"
    assert len(group.history) == 1, "nothing of the draft is shown there"
    assert camille.alert


async def test_an_old_button_brings_back_to_the_current_question(stage: Stage) -> None:
    camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="en"))
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    old = camille.button("20").data
    await camille.does("douze")
    await forges(camille, old)

    assert camille.answers["headcount"] == 12
    assert camille.state == "founded"
    assert "out of date" in camille.alert
