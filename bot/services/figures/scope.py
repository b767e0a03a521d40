"""Who may ask for figures, and of which territories."""

from datetime import datetime
from functools import cache

from bot.services.core.rights import Rights, Role
from bot.services.figures.sections import Asked
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection
from models.figures.queries import Scope
from models.figures.tallies import waiting
from models.team.queries import names_of_members


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

    @cache
    def names() -> dict[int, str]:
        return names_of_members(connection)  # few questions name anybody

    def name_of(person_id: int) -> Message:
        return say("{name}", name=names()[person_id]) if person_id in names() else say("a colleague")

    asked = Asked(connection, world, scope, period, now, name_of, waiting=waiting(connection))
    return asked if basin_code is None else asked.of(basin_code)
