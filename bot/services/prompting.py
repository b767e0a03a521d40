"""Something is asked of a member, who types it: the next message completes the action, whenever it comes."""

from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import col

from bot.services.handling import Handling
from bot.services.screens import Button, Reply, Screen, Verb
from conversations.messages import Message, say
from models.database import Transaction
from models.desk_tables import Prompt
from models.statements import Prepared, table_of
from models.tables import Dossier

_PROMPTS = table_of(Prompt)
_ASKED = Prepared(select(_PROMPTS).where(_PROMPTS.c.person_id == bindparam("person")))
_FORGET = Prepared(delete(_PROMPTS).where(_PROMPTS.c.person_id == bindparam("person")))

NEVER_MIND = Button(say("✖️ Never mind"), Verb.OFFICE, "never_mind")


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
    rows: tuple[tuple[Button, ...], ...] = (),
    stop: Button = NEVER_MIND,
) -> Reply:
    """Ask for something to be typed; what was asked before is no longer.

    ``above``: what is shown before what is wanted. ``options`` and ``rows``: what may be tapped instead.
    """
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
    ways = (stop, *((back,) if back else ()))
    return handling.reply(
        Screen((*above, say("✍️ {wanted}", wanted=wanted)), options=options, rows=(*rows, ways))
    )


def leave(handling: Handling, reply: Reply) -> Reply:
    """Forget what the tapped message asked, once it shows another page that asks for nothing."""
    if reply.page is not None and not handling.asks and handling.tapped is not None:
        mine, there = col(Prompt.person_id) == handling.person_id, col(Prompt.message_id) == handling.tapped
        handling.session.exec(delete(Prompt).where(mine, there))
        handling.session.flush()
    return reply


def no_longer_asked(handling: Handling) -> None:
    """Forget what was asked of the person."""
    handling.session.exec(delete(Prompt).where(col(Prompt.person_id) == handling.person_id))
    handling.session.flush()


def ask_no_more(transaction: Transaction, person_id: int) -> None:
    """Forget what was asked of a person who goes on to something else."""
    transaction.driver.change(_FORGET, {"person": person_id})


def asked_of(transaction: Transaction, person_id: int) -> Prompt | None:
    """Return what is asked of a person; None when nothing is."""
    row = transaction.driver.first(_ASKED, {"person": person_id})
    return None if row is None else Prompt(**row._asdict())
