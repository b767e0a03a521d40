"""Who must not come to a firm: those its committee heard, or left out, for an interest."""

from sqlmodel import Session, col, select

from conversations.committee.opinions import Opinion
from conversations.understanding.words import fold
from models.committee.tables import AgendaItem, StoredOpinion
from models.team.tables import Membership


def left_out_of(session: Session, dossier_id: int) -> tuple[frozenset[int], frozenset[str]]:
    """Return who recused themselves from a dossier or was left out, and their firms, folded."""
    query = (
        select(StoredOpinion.person_id, Membership.firm)
        .join(AgendaItem, col(AgendaItem.id) == StoredOpinion.item_id)
        .join(Membership, col(Membership.person_id) == StoredOpinion.person_id, isouter=True)
        .where(
            AgendaItem.dossier_id == dossier_id,
            col(StoredOpinion.opinion).in_([Opinion.RECUSED.value, Opinion.LEFT_OUT.value]),
        )
    )
    rows = session.exec(query).all()
    return frozenset(person for person, _ in rows), frozenset(fold(firm) for _, firm in rows if firm)
