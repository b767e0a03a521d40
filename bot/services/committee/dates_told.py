"""Whoever was told a date of a committee that stands no more is told the new one, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.services.committee.audience import applicants_told
from bot.services.core.confirmation import Shown
from bot.services.core.handling import Handling
from bot.services.core.news import department_of, may_be_seen, next_committee, possible, told_of
from conversations.committee.next_meeting import is_moved
from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.statuses import Status
from conversations.messages import Message, say
from conversations.network.basins import Basin
from models.committee.queries import awaiting_session, coming_days
from models.dossiers.tables import Dossier
from models.messages.reminders import first_told

LOOKED_BACK = timedelta(days=7)
"""How long after it a day that passed is still told: over a week-end, or a breakdown."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the applicant of a request is about to read of the dates of its committee."""

    dossier: Dossier
    words: Message


def moved_dates(
    handling: Handling,
    basin: Basin | None,
    *,
    without: date | None = None,
    to: date | None = None,
    first: Message | None = None,
) -> Sequence[Word]:
    """Return what applicants read once a day of a committee is dropped, or one more is set.

    ``first``: what is told to those for whom no day was fixed.
    """
    if basin is None:
        return ()
    coming = coming_days(handling.session, basin, handling.today)
    after = [day for day in coming if day != without] + ([to] if to else [])
    found = []
    for dossier in awaiting(handling, basin.code):
        told, now = (possible(dossier, days, handling.today) for days in (coming, sorted(set(after))))
        if is_moved(told, now):
            changed = say(
                "🗓 The dates of the committee have changed. {committee}", committee=told_of(dossier, now)
            )
            found.append(Word(dossier, first if first and not told else changed))
    return found


def awaiting(handling: Handling, basin_code: str) -> list[Dossier]:
    """Return the requests whose applicants were told a date, or promised one: a committee may see them."""
    return [each for each in awaiting_session(handling.session, basin_code) if may_be_seen(each)]


def dates_shown(handling: Handling, found: Iterable[Word]) -> Shown:
    """Show what is about to be read of the dates, and by whom."""
    groups: list[tuple[Message, list[Dossier]]] = []
    for word in found:
        group = next((dossiers for words, dossiers in groups if words == word.words), None)
        if group is None:
            groups.append((word.words, [word.dossier]))
        else:
            group.append(word.dossier)
    shown: list[Message] = []
    for words, dossiers in groups:
        reached = applicants_told(handling, dossiers)
        shown += [say("The applicants will read: “{words}”", words=words), *reached]
    return tuple(shown)


def tell_dates(handling: Handling, found: Iterable[Word]) -> None:
    """Tell each applicant."""
    for word in found:
        handling.tell_applicant(word.dossier, word.words)


def tell_passed(handling: Handling, basin: Basin, today: date) -> None:
    """Tell those who were told a day that has come, and are on no agenda, which one follows; once each."""
    passed = [day for day in coming_days(handling.session, basin, today - LOOKED_BACK) if day <= today]
    for dossier in awaiting(handling, basin.code) if passed else ():
        missed = [day for day in passed if _was_told(dossier, day)]
        if missed and first_told(handling.session, f"passed:{dossier.id}:{missed[-1]}", handling.now):
            off = say("🗓 Your request is not on the agenda of the committee of {day}.", day=missed[-1])
            following = next_committee(handling.session, dossier, basin, today)
            handling.tell_applicant(dossier, off, *following)


def _was_told(dossier: Dossier, day: date) -> bool:
    """Tell whether a day was possible on its eve, for what was there before it and it has not postponed."""
    postponed = Status(dossier.status) is Status.POSTPONED
    began = dossier.status_since if postponed else dossier.committee_agreed_at
    since = began.astimezone(time_zone(department_of(dossier))).date() if began else day
    return since < day and day in possible(dossier, [day], day - timedelta(days=1))
