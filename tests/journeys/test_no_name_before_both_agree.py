"""Whatever six people tap, type and send, in any order, nobody has anything of another before both agreed."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Button, ChatMessage
from bot.services.core.rights import Role
from conversations.exchanges.questions import OfferStatus
from models.exchanges.tables import NetworkQuestion, Offer
from tests.journeys.acting import Actor, unhurried
from tests.journeys.firms import MEUSE, Firm, contributor, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

ACTS = 220
SEEDS = (14, 32, 38)
"""Walks that go as far as introductions, with files handed over."""
TELLING_ALL = (
    "Bonjour, c’est {name} de {firm} : qui prêterait un transpalette ? {phone} ou {email}",
    "{firm}, {name}. Nous cherchons une formation aux premiers secours en mars, tél {phone}",
    "Je peux : appelez {name} ({firm}) au {phone}, ou écrivez à {email}",
    "{name}",
)
PLAIN = ("2 semaines", "oui", "non", "Je peux", "Transmettre", "Quel est le délai ?", "/entraide", "/aide")
FILES: tuple[Callable[[Firm], object], ...] = (
    lambda firm: firm.actor.person.sends_photo(marked(firm)),
    lambda firm: firm.actor.person.sends_document(
        "plan.pdf", marked(firm), caption="Notre atelier, en image"
    ),
    lambda firm: firm.actor.person.sends_voice(marked(firm)),
)
"""What somebody may send: it holds who they are."""
AHEAD = (
    "question_new", "question_kind", "question_except.nobody", "question_skill", "question_send.",
    "desk_question",
    "desk_forward.", "question_can", "offer_send", "offer_want.", "offer_confirm.", "question_widen.",
    "exchange_agree", "offer_met", "desk_files",
)  # fmt: skip
"""What leads on: tapped more often than the rest, else a random walk goes nowhere."""


@pytest.fixture
async def firms(stage: Stage) -> list[Firm]:
    """Five who may ask and help: three supported firms, and two contributors, one of the next basin."""
    unhurried(stage)
    return [
        await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34"),
        await supported(stage, "Léa Roux", "Menuiserie des Essarts", "06 39 98 55 66", commune="54395"),
        await supported(stage, "Eva Klein", "Atelier Mirabelle", "06 39 98 44 22"),
        await contributor(stage, "Paul Weber", "Verrerie Orphée", "06 39 98 77 88", "digital"),
        await contributor(stage, "Hugo Marin", "Câbleries Lutrin", "06 39 98 33 11", "hr", basin=MEUSE),
    ]


def marked(firm: Firm) -> bytes:
    """Return the content of a file by which somebody would be known."""
    return f"voice and face of {firm.name}".encode()


def said(message: ChatMessage) -> str:
    """Return all that a message shows or carries, its file included."""
    buttons = (f"{button.label} {button.data}" for row in message.rows for button in row)
    file = message.file.content.decode("utf-8", "replace") if message.file else ""
    return "\n".join((message.text, *buttons, file))


def buttons(actor: Actor) -> list[tuple[ChatMessage, Button]]:
    """Return what may be tapped, old messages included."""
    history = actor.person.chat.history
    return [(message, button) for message in history for row in message.rows for button in row if button.data]


async def acts(chance: random.Random, stage: Stage, actor: Actor, known: Firm | None) -> None:
    """Have somebody do anything; more often than not, what leads on."""
    seen = buttons(actor)
    last = seen[-1][0] if seen else None
    ahead = [pair for pair in seen if pair[0] is last and any(key in (pair[1].data or "") for key in AHEAD)]
    asked, draw = "✍️" in actor.screen, chance.random()
    if known is not None and chance.random() < 0.08:
        chance.choice(FILES)(known)
        await stage.plays()
    if draw < 0.65 and ahead and not (asked and chance.random() < 0.5):
        message, button = chance.choice(ahead)
        actor.person.forges_tap(button.data or "", message)
    elif draw < 0.65 and asked and known is not None:
        actor.person.types(chance.choice(TELLING_ALL).format_map(vars_of(known)))
    elif draw < 0.8 and seen:
        message, button = chance.choice(seen[-16:] if chance.random() < 0.7 else seen)
        actor.person.forges_tap(button.data or "", message)
    elif draw < 0.9 and known is not None:
        actor.person.types(chance.choice((*TELLING_ALL, *PLAIN)).format_map(vars_of(known)))
    else:
        actor.person.types("/entraide")
    await stage.plays()


def vars_of(firm: Firm) -> dict[str, str]:
    """Return what somebody may type of themselves."""
    return {"name": firm.name, "firm": firm.firm, "phone": firm.phone, "email": firm.email}


def read_by(firm: Firm, since: dict[int, str]) -> Iterator[str]:
    """Give what somebody was shown that is new, or was drawn again."""
    for message in firm.actor.person.chat.history:
        shown = said(message)
        if message.sender.is_bot and since.get(message.id) != shown:
            since[message.id] = shown
            yield shown
    yield from firm.actor.person.alerts[-1:]


def met(stage: Stage) -> set[frozenset[int | None]]:
    """Return who was put in touch with whom."""
    questions = {each.id: each.asker_id for each in rows(stage, NetworkQuestion)}
    return {
        frozenset({questions[each.question_id], each.helper_id})
        for each in rows(stage, Offer)
        if each.status == OfferStatus.INTRODUCED
    }


@pytest.mark.parametrize("seed", SEEDS)
async def test_in_any_order_of_taps_no_name_reaches_another_before_both_agreed(
    stage: Stage, firms: list[Firm], seed: int
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL, MEUSE)
    chance = random.Random(seed)
    shown: dict[int, dict[int, str]] = {firm.actor.person.id: {} for firm in firms}
    for turn in range(ACTS):
        if turn % 9 == 8:
            stage.clock.passes(timedelta(hours=chance.choice((1, 5, 30, 80))))
            await stage.ticks()
        else:
            firm = chance.choice((*firms, *firms, None))
            await acts(chance, stage, firm.actor if firm else sacha, firm)
        for reader in firms:
            new = "\n".join(read_by(reader, shown[reader.actor.person.id]))
            for other in firms:
                if other is reader or not any(secret in new for secret in other.secrets):
                    continue
                pair = frozenset({reader.actor.person.id, other.actor.person.id})
                assert pair in met(stage), f"{reader.name} reads who {other.name} is, at turn {turn}: {new}"
    assert rows(stage, NetworkQuestion), "the walk asked nothing: it proves nothing"
