"""The screens of the desk, in both languages: from one to another by typing what they show."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from bot.playground.telegram.chats import Chat, ChatMessage
from bot.services.core.rights import Role
from bot.services.core.screens import Verb
from bot.services.messages.menus import carried
from bot.services.registry import COMMANDS
from conversations.inputs.labels import compared, parts
from models.intake.tables import Person
from tests.journeys.acting import Actor, unhurried
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sending import sends
from tests.stage import Stage

SCREENS_AT_MOST = 30  # of one person: what is further is like what was seen
Buttons = list[tuple[str, str]]


def buttons(message: ChatMessage) -> Buttons:
    """Return the label of each button, and what it carries."""
    return [(button.label, button.data) for row in message.rows for button in row if button.data]


def noted(stage: Stage, actor: Actor, said: str) -> str | None:
    """Return what the button carries that words name, of what the person was shown last."""
    with Session(stage.assistant.desk.database.engine) as session:
        menus = session.get_one(Person, actor.person.id).menus
    return carried(menus, said, stage.clock())


def missing(stage: Stage, actor: Actor, shown: Buttons) -> Iterator[str]:
    """Give the labels, and their own parts, that would not do what their button does."""
    labels = [compared(label) for label, _ in shown]
    for label, data in shown:
        twice = labels.count(compared(label)) > 1
        others = [other for other, _ in shown if other != label]
        own = [part for part in parts(label) if not any(part in (*parts(o), compared(o)) for o in others)]
        for said in ([] if twice else [label]) + ([] if twice else own):
            if noted(stage, actor, said) != data:
                yield said


@pytest.mark.parametrize(
    ("database_url", "role", "language"),
    [
        ("sqlite", Role.OPERATOR, "fr"),
        ("postgresql", Role.OPERATOR, "en"),
        ("sqlite", Role.MEMBER, "fr"),
        ("sqlite", Role.COORDINATOR, "fr"),
        ("sqlite", Role.ADMINISTRATOR, "en"),
    ],
    indirect=["database_url"],
)
async def test_a_label_of_the_desk_typed_is_its_button(
    stage: Stage, camille: Actor, toul: Chat, role: Role, language: str
) -> None:
    unhurried(stage)
    holder = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await granted(stage, camille, holder, toul)
    await sends(Actor(stage, stage.telegram.person("Alex", "Martin", language="en")))
    of_a_basin = (TOUL,) if role in (Role.OPERATOR, Role.MEMBER) else ()
    actor = holder if role is Role.OPERATOR else await enrolled(stage, "Dominique", role, *of_a_basin)
    await actor.does(("/langue", "anglais" if language == "en" else "français"))
    seen = await walked(stage, actor)

    assert len(seen) > 10


async def walked(stage: Stage, actor: Actor) -> set[tuple[str, ...]]:
    """Go from screen to screen by typing their labels; return the screens seen, by their labels."""
    seen: set[tuple[str, ...]] = set()
    waiting: list[tuple[str, ...]] = [
        (f"/{row.called.split()[0]}",) for row in COMMANDS.rows if isinstance(row.does, str)
    ]
    while waiting and len(seen) < SCREENS_AT_MOST:
        way = waiting.pop(0)
        for said in way:
            await actor.does(said)
        drawn = [message for message in actor.person.chat.screen.messages if message.rows]
        shown = buttons(drawn[-1]) if drawn else []
        labels = tuple(label for label, _ in shown)
        asks = any(data.startswith(f"{Verb.ANSWER}:") for _, data in shown)
        if labels in seen or not labels or asks:  # a question of a request compares its labels itself
            continue
        seen.add(labels)
        assert [*missing(stage, actor, shown)] == [], labels
        if len(way) < 3:
            waiting += [(*way, label) for label in labels]
    return seen
