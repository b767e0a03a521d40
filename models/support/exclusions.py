"""Who must not come to a firm: those its committee heard, or left out, for an interest."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from conversations.committee.opinions import Opinion
from conversations.understanding.words import fold
from models.committee.tables import AgendaItem, StoredOpinion
from models.team.tables import Membership


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who recused themselves from a dossier or was left out of it, and their firms, folded."""

    people: frozenset[int] = frozenset()
    firms: frozenset[str] = frozenset()


def left_out_of(session: Session, dossier_id: int) -> LeftOut:
    """Return who recused themselves from a dossier or was left out, and their firms."""
    return left_out_of_each(session, [dossier_id]).get(dossier_id, LeftOut())


def left_out_of_each(session: Session, dossier_ids: Collection[int]) -> dict[int, LeftOut]:
    """Return, for each dossier that has some, who recused themselves from it or was left out."""
    query = (
        select(AgendaItem.dossier_id, StoredOpinion.person_id, Membership.firm)
        .join(AgendaItem, col(AgendaItem.id) == StoredOpinion.item_id)
        .join(Membership, col(Membership.person_id) == StoredOpinion.person_id, isouter=True)
        .where(
            col(AgendaItem.dossier_id).in_(dossier_ids),
            col(StoredOpinion.opinion).in_([Opinion.RECUSED.value, Opinion.LEFT_OUT.value]),
        )
    )
    found: dict[int, LeftOut] = {}
    for number, person, firm in session.exec(query):
        known = found.get(number, LeftOut())
        firms = known.firms | ({fold(firm)} if firm else set())
        found[number] = LeftOut(known.people | {person}, firms)
    return found
