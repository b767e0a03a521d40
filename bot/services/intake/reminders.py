"""Drafts left aside, their reminders, the notice of their erasure, and their erasure: due at ``now``."""

from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from bot.services.core.answers import answers_given, given
from bot.services.core.rights import rights
from bot.services.core.screens import Button, Reply, Screen, Verb, words
from bot.services.core.visitors import Tap, spoken
from bot.services.intake.calls.asking import ask_for_a_call, call_in_words
from bot.services.intake.discard import draft_menu
from bot.services.intake.own_lists import heard, under_way
from bot.services.intake.turn import Talk
from conversations.dossiers.deadlines import (
    DRAFT_RETENTION,
    NUDGE_DELAYS,
    PURGE_NOTICE,
    next_working_moment,
    nudge_due,
    purge_due,
    purge_notice_due,
    time_zone,
)
from conversations.engine.draft import Draft, Walk
from conversations.engine.reactions import LISTENED, NO_HURRY, RESTING, RESUMED
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.messages import Listing, Message, say
from conversations.privacy.retention import UNSENT
from conversations.situation import World
from conversations.understanding.agreement import is_pleased, says_no, says_yes
from conversations.understanding.wishes import Wish, is_goodbye, wish_of
from conversations.understanding.words import fold
from models.database.writer import Connection, Transaction
from models.intake.nudges import LAST, drafts_to_nudge, note_nudge, purge_drafts, take_left_draft
from models.intake.queries import Visit, save_aside
from models.messages.queries import last_told

AT_ONCE = 100  # reminders in one sweep: those that a night held up are spread over the following ones
UNTOLD_RETENTION = DRAFT_RETENTION + timedelta(days=14)  # a notice that fails keeps nothing for ever

REMINDERS: tuple[Message, ...] = (
    say("Your Alizé request is waiting where you left it. A few minutes are enough to finish."),
    say("Your request is still here, and nothing is lost. Shall we go on?"),
    say(
        "This is my last reminder: your answers are kept for {n} days, then erased. "
        "Whenever you like, /start brings you back.",
        n=DRAFT_RETENTION.days,
    ),
)
SEE_YOU = say("👋 See you soon. /start brings you back here.")
SEE_YOU_AT_WORK = say("👋 See you soon.")
SEE_YOU_AT_NEWS = say("👋 See you soon. I write to you at every change; /status tells where it stands.")
CONTINUE = Button(say("▶️ Continue"), Verb.CONTINUE, primary=True)


def due(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """Return the drafts (draft, person) that something is to be said of."""
    return drafts_to_nudge(connection, now, AT_ONCE)


def _department(answers: Mapping[str, Any]) -> str | None:
    place = answers.get("place")
    return place.get("department") if isinstance(place, dict) else None


def nudge(transaction: Transaction, world: World, now: datetime, *, draft_id: int) -> Reply | None:
    """Remind of a draft, or tell that it will be erased, in the working hours of its place.

    None when it is not the hour, or when the draft moved meanwhile: two processes remind once.
    """
    row = take_left_draft(transaction, draft_id, now)
    if row is None:
        return None
    if row.content.get("completes") is not None:  # what was asked has its own deadline and reminders
        note_nudge(transaction, draft_id, row.nudges, None)
        return None
    if not answers_given(Draft.restored(row.state, row.content)):  # it goes as it came, without a word
        erased_at = purge_due(row.answered_at)
        note_nudge(transaction, draft_id, LAST + 1, erased_at)
        return None
    department = _department(row.content["answers"])
    opening = next_working_moment(now, department)
    if opening > now:
        note_nudge(transaction, draft_id, row.nudges, opening)
        return None
    language, notice_at = row.language or "fr", purge_notice_due(row.answered_at, department)
    if row.nudges >= LAST or now >= notice_at:
        erased_at = max(purge_due(row.answered_at), now + PURGE_NOTICE)
        note_nudge(transaction, draft_id, LAST + 1, erased_at)
        return Reply(language, screens=(_notice(draft_id, erased_at, department),))
    sent = row.nudges + 1
    following = nudge_due(row.answered_at, sent, now, department, last_nudge_at=now)
    note_nudge(transaction, draft_id, sent if following else LAST, following or notice_at)
    rows = [(CONTINUE,)]
    if following:
        rows.append((Button(say("Stop reminding me"), Verb.NO_NUDGE),))
    told = (*_beside(transaction, row.person_id, row.started_at, department), REMINDERS[row.nudges])
    return Reply(language, screens=(Screen(told, rows=tuple(rows)),))


def _beside(
    transaction: Transaction, person_id: int, started_at: datetime, department: str | None
) -> tuple[Message, ...]:
    """Tell who has sent a request that the one left aside is another one."""
    with transaction.session() as session:
        sent = under_way(session, person_id)
    if not sent:
        return ()
    day = started_at.astimezone(time_zone(department)).date()
    references = Listing(tuple(dossier.reference for dossier in sent))
    told = say("📁 Already sent: {references}. This is about another request, begun on {day}.",
               references=references, day=day)  # fmt: skip
    return (told,)


def _notice(draft_id: int, erased_at: datetime, department: str | None) -> Screen:
    day = erased_at.astimezone(time_zone(department)).date()
    told = say("Your unfinished request will be erased on {day}. To keep it, touch “Continue”.", day=day)
    return Screen((told,), rows=((CONTINUE,), (Button(say("🗑 Delete it"), Verb.DROP, str(draft_id)),)))


def stop(transaction: Transaction, visit: Visit) -> Reply:
    """Remind no more of the draft under way, but of its erasure; a new answer starts again."""
    opened, language = visit.open, spoken(visit)
    if opened is None:
        return Reply(language, screens=(words(say("Nothing is under way. /new to prepare a request.")),))
    if opened.nudges <= LAST:
        notice_at = purge_notice_due(opened.answered_at, _department(opened.draft.answers))
        note_nudge(transaction, opened.id, LAST, notice_at)
    stopped = say(
        "Fine, no more reminders. Your answers are kept for {n} days; /start brings you back.",
        n=DRAFT_RETENTION.days,
    )
    return Reply(language, screens=(words(stopped),))


def purge(transaction: Transaction, now: datetime) -> int:
    """Erase drafts left for longer than they are kept, once that was announced; return how many.

    Whoever cannot be written to is not told, and a notice that could never be sent is not waited for.
    """
    return purge_drafts(transaction, now, now - DRAFT_RETENTION, now - UNTOLD_RETENTION)


def rest(talk: Talk) -> Reply:
    """Leave the request where it is: what is said next answers no question before it is shown again."""
    assert talk.open is not None
    talk.walk.draft.said = RESTING
    save_aside(talk.transaction, talk.visit)
    told = say(RESTING, n=UNSENT.lasts.days) if given(talk.transaction, talk.open) else SEE_YOU
    return talk.says(words(told), leaves_tapped=True)


def comes_or_goes(talk: Talk, text: str, named: Tap | None) -> Reply | None:
    """Answer who says yes or no to a person, leaves the request for a while, or comes back; None for others.

    ``named``: the tap that the text stands for.
    """
    if talk.walk.draft.said == LISTENED and says_yes(fold(text)):
        return ask_for_a_call(talk)
    rests = while_it_rests(talk, text)
    if wish_of(text) is Wish.A_PERSON and not named:
        return ask_for_a_call(talk)
    if rests or named:
        return rests
    return call_in_words(talk, text) or takes_time(talk, text)


def takes_time(talk: Talk, text: str) -> Reply | None:
    """Let somebody come back later without asking again, or go on; None for an answer: "later" may be one."""
    wish = wish_of(text)
    if wish is Wish.WAITING:
        return talk.says(words(NO_HURRY))
    if wish not in (Wish.LATER, Wish.GOING_ON):
        return None
    if _answers(talk, text):
        return None
    return rest(talk) if wish is Wish.LATER else talk.show()


def _answers(talk: Talk, text: str) -> bool:
    """Tell whether words that may leave the request are plainly the answer to its question."""
    step = INTAKE.step(talk.walk.draft)
    tried = Walk(deepcopy(talk.walk.draft), talk.world)
    with suppress(InvalidAnswer):
        return step is not None and not step.input.keeps_words and bool(INTAKE.read(tried, text).answered)
    return False


def takes_leave(talk: Talk, text: str) -> Reply | None:
    """Answer who leaves and has no request under way; None for other words.

    When somebody comes back is for the operator of a request that is sent, or about the work of a member.
    """
    with talk.transaction.session() as session:
        works = bool(rights(session, talk.visit.person_id, talk.now).roles)
        sent = bool(heard(session, talk.visit.person_id))
    leaves = is_goodbye(text) if works or sent else wish_of(text) is Wish.LATER
    told = SEE_YOU_AT_NEWS if sent else SEE_YOU_AT_WORK if works else SEE_YOU
    return talk.says(words(told)) if leaves else None


def offered_again(talk: Talk) -> Screen:
    """Return the choice to go on with the request under way, to which a yes says so."""
    assert talk.open is not None
    talk.walk.draft.said = RESUMED
    save_aside(talk.transaction, talk.visit)
    return draft_menu(talk.transaction, talk.open)


def while_it_rests(talk: Talk, text: str) -> Reply | None:
    """Answer a yes, a no, thanks or a goodbye said to a request that rests, or to its reminder; None else.

    They answer no question that was shown a day ago.
    """
    opened, said = talk.open, fold(text)
    assert opened is not None
    rests = talk.walk.draft.said in (RESTING, LISTENED)
    if rests and wish_of(text) is Wish.LATER:
        return talk.says(words(SEE_YOU))
    if not (says_yes(said) or says_no(said) or is_pleased(text)):
        return None
    if rests:
        return talk.says(words(SEE_YOU))
    late = talk.now - opened.answered_at > NUDGE_DELAYS[0]
    reminded = late and last_told(talk.transaction, talk.visit.person_id) is None
    return talk.show() if reminded or talk.walk.draft.said == RESUMED else None
