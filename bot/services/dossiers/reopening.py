"""A dossier that was stopped is taken up again, where its work goes on: what was granted to it stands."""

from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import dossier_page, may_see, word_on
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.news import news
from bot.services.core.screens import Reply, stacked
from bot.services.dossiers.explanation import Explained, Given, Why
from bot.services.messages.relay import start_again
from bot.services.support.advances import advance_lines
from bot.services.support.missions import delivery_line
from bot.services.support.stops import tell_team_it_goes_on
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import STATUSES, Status
from conversations.messages import Message, say
from models.dossiers.tables import Dossier
from models.support.queries import advance_of, mission_of, team_of

GOES_ON = say("💶 Your advance and its repayments go on as they are.")


def reopen(handling: Handling, dossier: Dossier, argument: Why) -> Reply:
    """Take up again a dossier that was stopped: its team says why, its applicant changes their mind."""
    if may_see(handling, dossier):
        return _EXPLAINED.tapped(handling, dossier, argument)
    if Status(dossier.status) is Status.UNREACHABLE:
        start_again(handling, dossier)
        return handling.reply()
    _undo_withdrawal(handling, dossier)
    return handling.reply()


def _undo_withdrawal(handling: Handling, dossier: Dossier) -> None:
    """Give a withdrawn dossier back to who held it when it was granted something, else to the queue."""
    goes_on = handling.leads_to(dossier, Event.REOPEN) is not Status.RECEIVED
    handling.move(dossier, Event.REOPEN, words=(), **({} if goes_on else {"holder_id": None}))
    handling.tell_applicant(dossier, *_told(handling, dossier))
    word = say("🔄 <b>{reference}</b>: its applicant takes it up again.", reference=dossier.reference)
    handling.tell_reader(dossier, word_on(dossier, word))
    tell_team_it_goes_on(handling, dossier)


def _told(handling: Handling, dossier: Dossier, given: Given | None = None) -> tuple[Message, ...]:
    """Return what the applicant reads once the dossier is open again."""
    reason = given.reason if given else None
    told = news(dossier, handling.basin(dossier), Event.REOPEN, handling.today, reason)
    advance = advance_of(handling.session, dossier.id)
    owed = advance is not None and advance.paid_on is not None and advance.repaid < advance.amount
    return (*told, GOES_ON) if owed else told


def _review(handling: Handling, dossier: Dossier, given: Given) -> tuple[Message, ...]:
    """Return where it goes, what is recorded, and what the applicant will read."""
    target = handling.leads_to(dossier, Event.REOPEN)
    if target is None:
        raise NotAllowed
    as_it_will_be = Dossier(**{**dossier.model_dump(), "status": target.value, "status_since": handling.now})
    read = _told(handling, as_it_will_be, given)
    lines = (
        say(
            "🔄 <b>{reference}</b> goes back to: {status}",
            reference=dossier.reference,
            status=STATUSES[target].shown,
        ),
        *ledger(handling, dossier),
        say("The applicant is told at once:"),
        *(say("“{words}”", words=each) for each in read),
    )
    if not given.words:
        return lines
    own = say("In the history, between operators: “{words}”", words=given.words)
    return (*lines, own)


def ledger(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
    """Return what was granted and what was done of it; () when nothing is recorded."""
    mission, advance = mission_of(handling.session, dossier.id), advance_of(handling.session, dossier.id)
    team = team_of(handling.session, mission) if mission else []
    found = [stacked([delivery_line(member) for member in team])] if team else []
    return (*found, advance_lines(advance, handling.today)) if advance else tuple(found)


def _act(handling: Handling, dossier: Dossier, given: Given) -> Reply:
    former = dossier.holder_id
    handling.move(
        dossier, Event.REOPEN,
        reason=given.reason, note=given.words or None, words=(), holder_id=handling.person_id,
    )  # fmt: skip
    mission = mission_of(handling.session, dossier.id)
    if mission is not None and Status(dossier.status) is Status.RUNNING:
        mission.ended_on = None
        handling.session.flush()
    handling.tell_applicant(dossier, *_told(handling, dossier, given))
    tell_team_it_goes_on(handling, dossier)
    if former not in (None, handling.person_id):
        name = handling.name_of(handling.person_id)
        word = say("🔄 <b>{reference}</b>: {name} takes it up again.", reference=dossier.reference, name=name)
        handling.tell(former, word_on(dossier, word, primary=False))
    return handling.reply(dossier_page(handling, dossier, note=say("It is open again, and yours.")))


_EXPLAINED = Explained(
    Event.REOPEN,
    say("Why is it taken up again?"),
    say("Choose a reason, or type your own words: the applicant does not read them."),
    _review,
    _act,
)


ACTIONS = (OnDossier(Event.REOPEN, reopen, typed=_EXPLAINED.typed),)
