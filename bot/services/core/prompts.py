"""Something is asked of a member, who types it: the next message completes the action, whenever it comes."""

from dataclasses import dataclass
from typing import Annotated, Any

from bot.services.core.arguments import Argument
from bot.services.core.dossier_page import dossier_page, may_see
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Rows, Screen, Verb, words
from conversations.messages import Message, say
from models.dossiers.tables import Dossier
from models.messages.prompts import forget_prompt
from models.messages.queries import WRITE
from models.messages.tables import Prompt

NEVER_MIND = Button(say("✖️ Never mind"), Verb.OFFICE, "never_mind")

BESIDE = "beside"
"""In what is asked, that it goes with the page shown above it: nobody was asked to type."""


@dataclass(frozen=True, slots=True)
class Write(Argument):
    """The next message goes to the operator; or no longer."""

    action = WRITE
    stop: Annotated[bool, "stop"] = False


def ask(
    handling: Handling,
    purpose: str,
    subject: Dossier | int,
    wanted: Message,
    *,
    back: Button | None = None,
    content: dict[str, Any] | None = None,
    above: tuple[Message, ...] = (),
    options: tuple[Button, ...] = (),
    rows: Rows = (),
    stop: Button = NEVER_MIND,
) -> Reply:
    """Ask for something to be typed; what was asked before is no longer.

    ``above``: what is shown before what is wanted. ``options`` and ``rows``: what may be tapped instead.
    """
    expect(handling, purpose, subject, content)
    ways = (stop, *((back,) if back else ()))
    return handling.reply(
        Screen((*above, say("✍️ {wanted}", wanted=wanted)), options=options, rows=(*rows, ways))
    )


def expect(
    handling: Handling, purpose: str, subject: Dossier | int = 0, content: dict[str, Any] | None = None
) -> None:
    """Have the next message of the person be for this; what was asked before is no longer."""
    no_longer_asked(handling)
    dossier = subject if isinstance(subject, Dossier) else None
    number = dossier.id if dossier else subject
    assert isinstance(number, int)
    handling.session.add(
        Prompt(
            person_id=handling.person_id,
            purpose=purpose,
            subject=number,
            version=dossier.version if dossier else 0,
            content=content or {},
            asked_at=handling.now,
            message_id=handling.tapped if handling.in_private else None,
        )
    )
    handling.session.flush()
    handling.asks = True


def asked(handling: Handling, purpose: str, dossier: Dossier) -> Prompt | None:
    """Return what the person is asked to type, if it is this and for this dossier."""
    prompt = handling.session.get(Prompt, handling.person_id)
    if prompt is None or (prompt.purpose, prompt.subject) != (purpose, dossier.id):
        return None
    return prompt


def expect_beside(handling: Handling, purpose: str, dossier: Dossier, content: dict[str, Any]) -> None:
    """Have what is typed under a page go in what it shows, for as long as no other page is shown."""
    expect(handling, purpose, dossier, {**content, BESIDE: True})


def leave(handling: Handling, reply: Reply, *, typed: bool = False) -> Reply:
    """Forget what the tapped message asked, once it shows another page that asks for nothing.

    ``typed``: what a button says was typed, under what asks: to who works here it is left as well.
    """
    if reply.page is None or handling.asks or (handling.tapped is None and not typed):
        return reply
    prompt = handling.session.get(Prompt, handling.person_id)
    named = typed and bool(handling.held.roles)
    here = prompt is not None and prompt.message_id is not None and prompt.message_id == handling.tapped
    if prompt and (named or here or BESIDE in prompt.content):
        no_longer_asked(handling)
    return reply


def left(handling: Handling, dossier: Dossier | None) -> Reply:
    """Leave what was asked about a dossier, None elsewhere, at a word: nothing changes."""
    no_longer_asked(handling)
    note = say("Fine: nothing changes.")
    if dossier is None or not may_see(handling, dossier):
        return handling.reply(words(note))
    return handling.reply(dossier_page(handling, dossier, note=note))


def no_longer_asked(handling: Handling) -> None:
    """Forget what was asked of the person."""
    forget_prompt(handling.session, handling.person_id)
