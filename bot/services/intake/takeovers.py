"""A request goes to another account of its applicant, or to who succeeds them: by a link from its holder.

The former account is told when the link is made and when it is opened; then it sees the request no more.
What a former head gave of their own, name and contact, does not pass to the next one.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.commands import Called
from bot.services.contributors.knocks import come_by
from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import back_to, word_on
from bot.services.core.group_cards import redraw
from bot.services.core.handling import Handling, Refusal
from bot.services.core.rights import EVERYWHERE
from bot.services.core.screens import Reply, Screen, words
from bot.services.core.visitors import Visitor, spoken, welcome
from bot.services.dossiers.explanation import Explained, Given, Why
from bot.services.intake import own_drafts
from bot.services.intake.amendments import close_form, form_for
from bot.services.intake.turn import Talk
from bot.services.team.invitations import INVITATION, accept, open_link, opened_by
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import OPERATING, STATUSES, Status
from conversations.dossiers.traces import Trace
from conversations.intake import CONTACT_ANSWERS
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Transaction
from models.dossiers.queries import change_dossier, forget_former_answers, last_of
from models.dossiers.tables import Dossier
from models.intake.queries import add_draft, find_visit
from models.messages.prompts import forget_prompt
from models.team.queries import open_invitations
from models.team.tables import Invitation

LINK_LIFE = timedelta(days=7)
LINK_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what a deep link carries; the rest was typed
LINK_ROLE = "applicant"  # what the link gives: no role of the network. Stored: never renamed


def entrust(handling: Handling, dossier: Dossier, argument: Why) -> Reply:
    """Make a one-time link that gives a request to another account, once why is told."""
    if dossier.person_id is None:
        raise Refusal(say("The personal data of this request was erased."))
    return _EXPLAINED.tapped(handling, dossier, argument)


def _review(handling: Handling, dossier: Dossier, given: Given) -> tuple[Message, ...]:
    lines = [
        say("🔑 <b>{reference}</b>: who opens the link becomes its applicant, and sees all of it.",
            reference=dossier.reference),
        say("Give it only to somebody you have recognised, by a number or an address you already knew."),
        say("The account that has it now is told at once, and loses it when the link is opened."),
    ]  # fmt: skip
    if given.reason is not Reason.SAME_PERSON:
        lines.append(
            say("The name and contact of the former person go; the next one gives theirs, and agrees anew "
                "that the committee reads the request.")
        )  # fmt: skip
    if given.words:
        lines.append(say("In the history, between operators: “{words}”", words=given.words))
    return tuple(lines)


def _act(handling: Handling, dossier: Dossier, given: Given) -> Reply:
    for invitation in open_invitations(handling.session, dossier.id):
        invitation.expires_at = min(invitation.expires_at, handling.now - timedelta(seconds=1))
    code = open_link(
        handling.session,
        Invitation(
            code_hash="", role=LINK_ROLE, dossier_id=dossier.id, expires_at=handling.now + LINK_LIFE,
            invited_by=handling.person_id,
        ),
    )  # fmt: skip
    handling.trace(dossier, Trace.ENTRUST, reason=given.reason.value, note=given.words or None)
    warned = say(
        "🔑 {operator} is about to give this request to another account. If nobody asked for it, "
        "write here at once.",
        operator=dossier.operator_name or "",
    )
    handling.tell_applicant(dossier, warned)
    link = f"https://t.me/{handling.world.bot_name}?start={code}"
    told = (
        say("🔑 <b>{reference}</b>: the link, for one person", reference=dossier.reference),
        say("{link}", link=link),
        say("It works once, and for 7 days. A new link puts an end to this one."),
    )
    return handling.reply(Screen(told, rows=((back_to(dossier),),)))


_EXPLAINED = Explained(
    Trace.ENTRUST,
    say("🔑 Why does it go to another account?"),
    say("Choose a reason, or type it in your own words: they stay in the history, between operators."),
    _review,
    _act,
)


def start(called: Called) -> Reply:
    """Open the door, or do what the link is for that was opened: a campaign, or an invitation."""
    code = called.word
    if code.startswith(INVITATION):
        return follow_link(called.transaction, called.world, called.visitor, code, called.now)
    campaign = code if LINK_PARAMETER.fullmatch(code) else None
    return own_drafts.start(called.transaction, called.world, called.visitor, campaign, called.now)


def follow_link(transaction: Transaction, world: World, visitor: Visitor, code: str, now: datetime) -> Reply:
    """Give who opens a link what it is for: a role, or a request."""
    visit = welcome(transaction, visitor, now)
    with transaction.session() as session:
        invitation = opened_by(session, code, now)
        if invitation is not None and invitation.many:
            return come_by(
                Handling(transaction, session, world, now, visit, visitor.id), invitation, visitor.name
            )
        if invitation is None or invitation.dossier_id is None:
            return accept(transaction, world.network, visit, code, now, visitor.name)
        handling = Handling(transaction, session, world, now, visit, visitor.id)
        dossier = session.get_one(Dossier, invitation.dossier_id, with_for_update=True)
        if handling.held.may_handle(dossier.basin_code or EVERYWHERE):
            wrong = say("This link is for the applicant: you handle the requests of this territory.")
            return Reply(spoken(visit), screens=(words(wrong),))
        if dossier.person_id == visitor.id:
            return Reply(spoken(visit), screens=(words(say("This request is already yours: see /status.")),))
        invitation.used_at, invitation.used_by = now, visitor.id
        succeeds = _take_over(handling, dossier)
    return _welcomed(handling, visitor, dossier, succeeds)


def _take_over(handling: Handling, dossier: Dossier) -> bool:
    """Give a request to who acts; return whether they are somebody else than its former applicant."""
    session, former = handling.session, dossier.person_id
    made = last_of(session, dossier.id, Trace.ENTRUST)
    reason = Reason(made.reason) if made and made.reason in set(Reason) else Reason.OTHER
    succeeds = reason is not Reason.SAME_PERSON
    close_form(handling, dossier)
    if former is not None:
        forget_prompt(session, former, subject=dossier.id)
    _tell_former(handling, dossier)
    values: dict[str, object] = {"person_id": handling.person_id, "language": spoken(handling.visit)}
    if succeeds:
        kept = {name: each for name, each in dossier.answers.items() if name not in CONTACT_ANSWERS}
        values |= {"answers": kept, "committee_agreed_at": None}
        forget_former_answers(session, dossier.id, CONTACT_ANSWERS)
    change_dossier(session, dossier, values)
    handling.trace(dossier, Trace.TAKE_OVER, reason=reason.value)
    handling.announced += redraw(session, handling.world, dossier)
    word = say("🔑 <b>{reference}</b>: the link was opened, its applicant has another account.",
               reference=dossier.reference)  # fmt: skip
    handling.tell_reader(dossier, word_on(dossier, word, primary=False))
    return succeeds


def _tell_former(handling: Handling, dossier: Dossier) -> None:
    visit = find_visit(handling.transaction, dossier.person_id) if dossier.person_id else None
    if visit is None:
        return
    gone = say(
        "🔑 <b>{reference}</b> is followed with another account from now on, and no longer from here. "
        "If it should not be, call {operator}. /delete erases what you wrote.",
        reference=dossier.reference,
        operator=dossier.operator_name or "",
    )
    handling.tell(visit.person_id, words(gone))


def _welcomed(handling: Handling, visitor: Visitor, dossier: Dossier, succeeds: bool) -> Reply:
    """Tell the new account what it follows from now on, and ask for what is theirs."""
    status = Status(dossier.status)
    greeting = words(
        say("🔑 <b>{reference}</b> is yours to follow from now on: /status shows where it stands.",
            reference=dossier.reference),
        say("Today: {status}", status=Message(STATUSES[status].told)),
        say("What is kept about you, and why: /privacy. To have it erased: /delete."),
    )  # fmt: skip
    announced, told = tuple(handling.announced), tuple(handling.told)
    talk = Talk(handling.transaction, handling.world, visitor, handling.now)
    if not succeeds or talk.open is not None:
        return Reply(spoken(handling.visit), screens=(greeting,), announced=announced, told=told)
    add_draft(talk.transaction, talk.visit, form_for(dossier, CONTACT_ANSWERS), None, handling.now)
    reply = talk.show()
    return replace(reply, screens=(greeting, *reply.screens), announced=announced, told=told)


ACTIONS = (OnDossier("entrust", entrust, OPERATING, typed=_EXPLAINED.typed),)
