"""The list behind a number."""

from bot.services.figures.openings import AGEING, EXCHANGED, Of, Opening
from bot.services.figures.sections import Asked
from conversations.figures.periods import everything
from models.figures import queries
from models.figures.exchanges import with_exchange
from models.figures.queries import Behind, Scope
from models.figures.topics import aged

HOLDER = "holder"
"""Opens what somebody holds today, whenever it was received."""


def scope_behind(asked: Asked, opening: Opening) -> Scope:
    """Return of which territories the rows behind a number are, those of another scope never among them."""
    if opening.basin is None:
        return asked.scope
    return Scope(frozenset({opening.basin}) if asked.scope.holds(opening.basin) else frozenset())


def behind(asked: Asked, opening: Opening, start: int = 0, at_most: int = 10) -> Behind:
    """Return the dossiers behind a number, or the firms."""
    scope = scope_behind(asked, opening)
    if opening.measure == AGEING:
        return aged(asked.connection, scope, asked.now, opening.keys, start, at_most)
    if opening.measure == EXCHANGED:
        return with_exchange(asked.connection, scope, opening.period or asked.period, start, at_most)
    period = everything(asked.world.today) if opening.measure == HOLDER else opening.period or asked.period
    return queries.behind(
        asked.connection, opening.measure, scope, period, opening.keys, start, at_most,
        of_firms=opening.of is Of.FIRMS,
    )  # fmt: skip
