"""The door of who has a role: what waits for them there, not the applicant's welcome."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.services.commands import Called
from bot.services.committee.sessions import READERS, sessions
from bot.services.contributors.missions import home
from bot.services.core.handling import Handling
from bot.services.core.rights import Role
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import WORKERS, Listed, WorkList, worklist
from conversations.messages import say
from models.dossiers.queries import dossiers_of


def _work(handling: Handling) -> Reply:
    return worklist(handling, 0, WorkList("list"))


def _sessions(handling: Handling) -> Reply:
    return sessions(handling, 0, Listed("sessions"))


def _missions(handling: Handling) -> Reply:
    return handling.reply(home(handling))


PAGES: Sequence[tuple[Sequence[Role], Callable[[Handling], Reply]]] = (
    (WORKERS, _work), (READERS, _sessions), ((Role.CONTRIBUTOR,), _missions),
)  # fmt: skip
"""What is shown first to who has one of the roles: the first row that is theirs."""


def come_in(called: Called) -> Reply | None:
    """Show what waits for them to who has a role; None for who has none, or began a request.

    Who lends their people, and sent a request too, is an applicant first.
    """
    if called.word:  # a link
        return None
    visit = called.visit
    if visit.open is not None and visit.open.draft.answers:
        return None
    with called.transaction.session() as session:
        handling = Handling(called.transaction, session, called.world, called.now, visit, visit.person_id)
        page = next((page for roles, page in PAGES if not handling.held.roles.isdisjoint(roles)), None)
        asks = bool(dossiers_of(session, visit.person_id))
        if page is None or (page is _missions and asks):
            return None
        own = say("Your own request: /status") if asks else say("A request for a firm of your own? /new")
        reply = page(handling)
        shown = reply.page or Screen(())
        return replace(
            reply, page=replace(shown, paragraphs=(*shown.paragraphs, say("/help: the rest."), own))
        )
