"""Who works for the network, as colleagues call them."""

from sqlalchemy import Connection, exists, select

from models.statements import tables_of
from models.tables import Membership, Person

PEOPLE, MEMBERSHIPS = tables_of(Person, Membership)

_NAMED = select(PEOPLE.c.id, PEOPLE.c.name).where(
    PEOPLE.c.id.in_(select(MEMBERSHIPS.c.person_id)),  # nobody else has a name, and there may be a million
    PEOPLE.c.name.is_not(None),
)


def names_of_members(connection: Connection) -> dict[int, str]:
    """Return what colleagues call those who have, or had, a role."""
    return {person.id: person.name for person in connection.execute(_NAMED)}


def has_had_a_role(connection: Connection, person_id: int) -> bool:
    """Tell whether somebody has a role in the network, or had one."""
    return bool(connection.execute(select(exists().where(MEMBERSHIPS.c.person_id == person_id))).scalar())
