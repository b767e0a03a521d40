"""The applicant's agreement that the committee reads their request: asked, given, taken back, given again."""

from bot.services.committee.readers import when
from bot.services.core.actions import OnDossier
from bot.services.core.confirmation import Once, to_confirm, will_read
from bot.services.core.dossier_page import back_to, do, dossier_page, word_on
from bot.services.core.group_cards import redraw
from bot.services.core.handling import Handling, Overtaken, Refusal
from bot.services.core.prompts import Write
from bot.services.core.screens import Reply, Rows, Screen, words
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import LIVE, OPERATING, SUPPORTED, Part, Status
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from models.committee.queries import pending_item
from models.committee.tables import CommitteeSession
from models.dossiers.queries import change_dossier
from models.dossiers.tables import Dossier

NO_COMMITTEE = say("The national queue has no committee: move the request to a territory first.")
QUESTION = (
    say("🔏 May the members of the approval committee read your request?"),
    say(
        "They may be bankers, clients or competitors of yours. If some people or firms must not"
        " see it, write their names here before you agree."
    ),
)


ASK_AGREEMENT = Once("ask_agreement")


def ask_agreement(handling: Handling, dossier: Dossier, argument: Once) -> Reply:
    """Ask the applicant whether the committee may read the request, once the question is looked at."""
    if handling.basin(dossier) is None:
        raise Refusal(NO_COMMITTEE)
    if dossier.committee_agreed_at is not None or Status(dossier.status) not in LIVE:
        return handling.reply(dossier_page(handling, dossier))
    if handling.reached(dossier.person_id) is None:
        raise Refusal(say("The applicant cannot be written to: call them, then ask again."))
    not_yet = say("🔏 The applicant has not agreed yet that the committee reads this request: ask them?")
    shown = (not_yet, *will_read(handling, dossier, *QUESTION))
    page = to_confirm(handling, dossier, argument, shown, back_to(dossier), say("🔏 Ask the applicant"))
    if page is not None:
        return page
    rows = ((do(dossier, "agree", say("👍 I agree"), primary=True),),)
    handling.tell_applicant(dossier, *QUESTION, rows=rows)
    handling.note(dossier, Trace.REMIND)
    note = say("Asked. I tell you as soon as they agree.")
    return handling.reply(dossier_page(handling, dossier, note=note))


def agree(handling: Handling, dossier: Dossier) -> Reply:
    """Note that the applicant agrees; the holder is told."""
    if Status(dossier.status) not in LIVE:
        raise Refusal(say("This request is closed: nothing more to agree to."))
    if dossier.committee_agreed_at is None:
        dossier.committee_agreed_at = handling.now
        handling.note(dossier, Trace.AGREE)
        agreed = say(
            "👍 The applicant of <b>{reference}</b> agrees that the committee reads it.",
            reference=dossier.reference,
        )
        _tell(handling, dossier, agreed)
    return handling.reply(words(say("👍 Thank you: the committee may read your request.")))


def circulation(handling: Handling, dossier: Dossier) -> Reply:
    """Show the applicant whether the committee may read the request, and what changing it would do."""
    keep = do(dossier, Write(stop=True), say("⬅️ Change nothing"))
    if dossier.committee_agreed_at is None:
        rows = ((do(dossier, "agree", say("👍 I agree"), primary=True), keep),)
        return handling.reply(Screen(QUESTION, rows=rows))
    told = [say("🔏 The members of the approval committee may read your request: you agreed to it.")]
    sitting = _awaited(handling, dossier)
    if sitting is not None:
        told.append(
            say("It is on the agenda of {day}: if you take your agreement back, it is taken off at once.",
                day=when(sitting))
        )  # fmt: skip
    told.append(
        say(
            "What was granted to you stays. What the members have received already stays with them. You can "
            "agree again at any time."
        )
        if Status(dossier.status) in SUPPORTED
        else say(
            "Without your agreement no committee can grant anything; {operator} still follows your request. "
            "What the members have received already stays with them. You can agree again at any time.",
            operator=dossier.operator_name or "",
        )
    )
    back = do(dossier, "disagree", say("🔏 Take my agreement back"))
    return handling.reply(Screen(tuple(told), rows=((back,), (keep,))))


def disagree(handling: Handling, dossier: Dossier) -> Reply:
    """Note that the committee reads the request no more, and take it off the agenda it waits on."""
    if dossier.committee_agreed_at is not None:
        sitting = _awaited(handling, dossier)
        told = say(
            "🔏 The applicant of <b>{reference}</b> takes back their agreement: the committee no longer "
            "reads it.",
            reference=dossier.reference,
        )
        if sitting is None:
            if not change_dossier(handling.session, dossier, {"committee_agreed_at": None}):
                raise Overtaken
            handling.note(dossier, Trace.DISAGREE)
            handling.announced += redraw(handling.session, handling.world, dossier)
        else:
            handling.note(dossier, Trace.DISAGREE)
            _take_off(handling, dossier)
            told = say("{told} It is off the agenda of {day}.", told=told, day=when(sitting))
        _tell(handling, dossier, told)
    done = say("🔏 Done: the committee no longer reads your request. {operator} is told.",
               operator=dossier.operator_name or "")  # fmt: skip
    again: Rows = ()
    if Status(dossier.status) in LIVE:
        again = ((do(dossier, "circulation", say("👍 Agree again")),),)
    return handling.reply(Screen((done,), rows=again))


def _awaited(handling: Handling, dossier: Dossier) -> CommitteeSession | None:
    """Return the session that a request waits for; None when it is on no agenda."""
    item = pending_item(handling.session, dossier.id) if dossier.status == Status.SCHEDULED else None
    return handling.session.get_one(CommitteeSession, item.session_id) if item else None


def _take_off(handling: Handling, dossier: Dossier) -> None:
    item = pending_item(handling.session, dossier.id)
    if item is not None:
        item.removed_at = handling.now
    handling.move(dossier, Event.UNSCHEDULE, by=Part.BOT, words=(), committee_agreed_at=None)


def _tell(handling: Handling, dossier: Dossier, told: Message) -> None:
    handling.tell_reader(dossier, word_on(dossier, told))


ACTIONS = (
    OnDossier("ask_agreement", ask_agreement, OPERATING, fresh=False),
    OnDossier("agree", agree, (Part.APPLICANT,), fresh=False),
    OnDossier("circulation", circulation, (Part.APPLICANT,), fresh=False),
    OnDossier("disagree", disagree, (Part.APPLICANT,), fresh=False),
)
