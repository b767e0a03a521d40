"""Who may ask for figures, and of which territories."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from bot.services.oversight.sections import Asked
from bot.services.rights import Rights, Role
from conversations.messages import Message, say
from conversations.named_periods import Period
from conversations.situation import World
from models.oversight.figures import Scope
from models.tables import METADATA

PEOPLE, MEMBERSHIPS = METADATA.tables["person"], METADATA.tables["membership"]


def scope_of(held: Rights) -> Scope | None:
    """Return what somebody may see figures of: all, the basins they operate; None for nothing."""
    if held.national:
        return Scope()
    basins = held.basins(Role.OPERATOR, Role.MANAGER)
    return Scope(basins) if basins else None


def asked_of(
    connection: Connection,
    world: World,
    scope: Scope,
    period: Period,
    now: datetime,
    basin_code: str | None = None,
) -> Asked:
    """Return a question about a scope, narrowed to one of its basins where one is named."""
    members = select(MEMBERSHIPS.c.person_id)  # everybody else has no name, and there may be a million
    named = connection.execute(
        select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.id.in_(members), PEOPLE.c.name.is_not(None))
    )
    names: Mapping[int, str] = {person.id: person.name for person in named}

    def name_of(person_id: int) -> Message:
        return say("{name}", name=names[person_id]) if person_id in names else say("a colleague")

    asked = Asked(connection, world, scope, period, now, name_of)
    return asked if basin_code is None else asked.of(basin_code)
