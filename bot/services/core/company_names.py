"""Who may read the name of the company that applies; every screen, list, search and file asks here.

Until somebody takes a request up, its card hides the name, and so does all the rest: it is the applicant's.
From then on it is for who works for the territory and for the coordination, and for those to whom an
agenda shows the request.
"""

from bot.services.core.rights import Rights
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.messages import Message, say, verbatim
from conversations.privacy.name_masking import is_taken_up
from conversations.understanding.capitals import as_written
from models.database.writer import Session
from models.dossiers.queries import company_of_dossier
from models.dossiers.tables import Company, Dossier
from models.support.door import Lent


def may_read_company(held: Rights, dossier: Dossier) -> bool:
    """Tell whether somebody may read the name of the company that applies."""
    parts = held.parts(dossier)
    if Part.APPLICANT in parts:
        return True
    return bool(parts & HANDLERS) and is_taken_up(dossier.holder_id, dossier.source)


def company_name(dossier: Dossier, company: Company | None) -> Message:
    """Return the name of the company that applies, for who may read it."""
    if dossier.person_id is None and dossier.source is None:
        return say("company erased")
    return verbatim(shown_name(company)) if company and company.name else say("firm being created")


def lent_to(session: Session, each: Lent) -> Message:
    """Return to whom somebody is lent: their name only once the agreement is signed."""
    if each.mission.agreed_on is None:
        return say("A firm of the territory")
    return company_name(each.dossier, company_of_dossier(session, each.dossier))


def shown_name(company: Company) -> str:
    """Return a company's name as people write it: the register has capitals."""
    name = company.name or ""
    return as_written(name) if company.siren else name
