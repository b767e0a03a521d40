"""A session is cancelled, once what each reads is confirmed: its requests are ready again."""

from bot.services.committee.audience import applicants_told, members_told, tell_members
from bot.services.committee.dates_told import dates_shown, moved_dates, tell_dates
from bot.services.committee.readers import when
from bot.services.committee.session_changes import who_was_told
from bot.services.committee.sessions import movable_sitting, session_page
from bot.services.core.actions import AtOffice
from bot.services.core.confirmation import Once, to_confirm
from bot.services.core.handling import OUT_OF_DATE, Handling, Overtaken, Refusal
from bot.services.core.screens import Reply
from bot.services.core.worklist import WORKERS, office
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Part
from conversations.messages import Message, say
from models.committee.queries import agenda_of, next_day
from models.committee.tables import CommitteeSession
from models.dossiers.tables import Dossier


def session_cancel(handling: Handling, subject: int, argument: Once) -> Reply:
    """Cancel a session; applicants on its agenda and members are told at once."""
    sitting = movable_sitting(handling, subject)
    waiting = agenda_of(handling.session, sitting)
    cancelled = say("✖️ The committee of {day} is cancelled.", day=when(sitting))
    after = _after(handling, sitting)
    shown: list[Message] = [say("Cancel the session of {day}?", day=when(sitting))]
    if waiting:
        shown += [
            say("The applicants will read: “{words}”", words=say("{one} {two}", one=cancelled, two=after)),
            *applicants_told(handling, (dossier for _, dossier in waiting)),
        ]
    else:
        shown.append(say("No request is on its agenda."))
    basin = handling.network.basin(sitting.basin_code)
    others = moved_dates(handling, basin, without=sitting.day)
    shown += [
        *dates_shown(handling, others),
        say("The members will read: “{words}”", words=cancelled),
        *members_told(handling, sitting),
        say(
            "What is told cannot be taken back. A new session may be set on the same day: its requests are"
            " then to be added again, and everybody is told again."
        ),
    ]
    back = office(say("⬅️ Back"), "session", subject)
    page = to_confirm(handling, subject, argument, tuple(shown), back, say("✖️ Yes, cancel it"))
    if page is not None:
        return page
    sitting.cancelled_at = handling.now
    handling.session.flush()
    for item, dossier in waiting:
        item.removed_at = handling.now
        _take_off(handling, sitting, dossier, (cancelled, after))
    tell_dates(handling, others)
    tell_members(handling, sitting, cancelled)
    return handling.reply(session_page(handling, sitting, note=who_was_told(waiting)))


def _after(handling: Handling, sitting: CommitteeSession) -> Message:
    """Tell what becomes of a request once its session is cancelled."""
    basin = handling.network.basin(sitting.basin_code)
    following = next_day(handling.session, basin, handling.today, but=sitting.day) if basin else None
    if following:
        return say("Your request stays ready for the next one, on {day}.", day=following)
    return say("Your request stays ready. I will tell you the new date as soon as it is fixed.")


def _take_off(
    handling: Handling, sitting: CommitteeSession, dossier: Dossier, words: tuple[Message, ...]
) -> None:
    try:
        handling.move(dossier, Event.UNSCHEDULE, by=Part.BOT, note=sitting.day.isoformat(), words=words)
    except Overtaken:
        raise Refusal(OUT_OF_DATE) from None


ACTIONS = (AtOffice("session_cancel", session_cancel, WORKERS),)
