"""The stages of a request, and how far each request came: whoever reached one has passed those before."""

from sqlalchemy import String, and_, case, exists, func, literal, or_, select, union_all

from conversations.dossiers.lifecycle import EVENTS as ROWS
from conversations.dossiers.lifecycle import GRANTS
from models.committee.tables import AgendaItem
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier, DossierEvent

DOSSIERS, EVENTS, ITEMS = tables_of(Dossier, DossierEvent, AgendaItem)

GRANTED = "granted"
"""The stage of every grant, whatever was granted: as the decision stands, not by its event."""

STAGE_NAMES = {
    GRANTED if event in GRANTS else event: row.stage for event, row in ROWS.items() if row.stage is not None
}
"""The way of a request, in order: the events that lead there, and the committee's grant."""

STAGES = tuple(STAGE_NAMES)

STEPS = union_all(
    *(
        select(literal(at).label("place"), literal(str(stage), String()).label("stage"))
        for at, stage in enumerate(STAGES)
    )
).subquery("steps")
"""A row for each stage: its ``place`` and its name."""

_FURTHEST = (
    select(func.max(case({str(stage): at for at, stage in enumerate(STAGES)}, value=EVENTS.c.event)))
    .where(EVENTS.c.dossier_id == DOSSIERS.c.id)
    .correlate(DOSSIERS)
    .scalar_subquery()
)
_IS_GRANTED = (
    exists()
    .where(ITEMS.c.dossier_id == DOSSIERS.c.id, ITEMS.c.outcome.in_([grant.value for grant in GRANTS]))
    .correlate(DOSSIERS)
)

REACHED = or_(STEPS.c.place <= _FURTHEST, and_(STEPS.c.place <= STAGES.index(GRANTED), _IS_GRANTED))
"""That a dossier reached a step, or a later one."""
