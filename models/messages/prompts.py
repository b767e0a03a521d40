"""What the next message typed by a member of the network is for."""

from sqlalchemy import Connection, bindparam, delete, select
from sqlmodel import Session, col

from models.database.prepared import Lookup, Prepared, table_of
from models.database.writer import Transaction
from models.messages.tables import Prompt

_PROMPTS = table_of(Prompt)
_OF_PERSON = _PROMPTS.c.person_id == bindparam("person")
ASKED = Lookup(lambda person: select(_PROMPTS).where(_PROMPTS.c.person_id == person))
_PURPOSE = select(_PROMPTS.c.purpose).where(_OF_PERSON)
_FORGET = Prepared(delete(_PROMPTS).where(_OF_PERSON))


def asked_of(transaction: Transaction, person_id: int) -> Prompt | None:
    """Return what is asked of a person; None when nothing is."""
    row = transaction.find(ASKED, person_id)
    if row is None:
        return None
    return Prompt(**{column.key: getattr(row, column.key) for column in _PROMPTS.c})


def purpose_for(connection: Connection, person_id: int) -> str | None:
    """Return what the next words of a person are for; None when nothing is asked of them."""
    return connection.execute(_PURPOSE, {"person": person_id}).scalar()


def ask_no_more(transaction: Transaction, person_id: int) -> None:
    """Forget what was asked of a person who goes on to something else."""
    transaction.driver.change(_FORGET, {"person": person_id})


def forget_prompt(
    session: Session, person_id: int, *, message_id: int | None = None, subject: int | None = None
) -> None:
    """Forget what was asked of a person: anything, or (not None) by this message, or about this row."""
    of_person = [col(Prompt.person_id) == person_id]
    of_person += [col(Prompt.message_id) == message_id] if message_id is not None else []
    of_person += [col(Prompt.subject) == subject] if subject is not None else []
    session.exec(delete(Prompt).where(*of_person))
    session.flush()
