"""What is shown before and after a request is sent for a call, with questions left."""

from bot.services.core.dossier_page import do
from bot.services.core.news import next_step
from bot.services.core.screens import Button, Screen, Verb
from conversations.eligibility.verdicts import Verdict, unfinished
from conversations.engine.draft import REVIEW
from conversations.engine.questionnaire import Walk
from conversations.intake import INTAKE
from conversations.messages import Message, say, say_n
from conversations.network.basins import Basin
from conversations.situation import Situation
from models.dossiers.tables import Dossier

NOT_NOW = "not_now"
CALL_ME = Button(say("📞 I agree: they read this and get back to me"), Verb.SEND, primary=True)


def is_ready(walk: Walk) -> bool:
    """Tell whether a request may be sent for the call it asks for: what that takes is known, no more."""
    draft = walk.draft
    wanted = draft.calling and draft.completes is None and draft.state != REVIEW
    return wanted and not any(step.to_call for step in INTAKE.left(walk))


def before_the_call(walk: Walk, top: tuple[Message, ...]) -> Screen:
    """Return what is agreed to: who reads what, and calls."""
    operator = walk.situation.words["operator"]
    contact = INTAKE.by_name["contact"].show(walk.draft.answers.get("contact"), walk.situation)
    calls = say("{operator} reads what you have answered, and calls you: {contact}.",
                operator=operator, contact=contact)  # fmt: skip
    if "phone" not in walk.situation.parts("contact"):
        calls = say("{operator} reads what you have answered, and writes to you: {contact}.",
                    operator=operator, contact=contact)  # fmt: skip
    told = say(
        "📞 <b>A person before the end of the form</b>\n{calls} Nothing goes to the committee. "
        "You finish the rest when you like, here or with them.",
        calls=calls,
    )
    go_on = Button(say("✍️ Not now: go on with the form"), Verb.KEEP, NOT_NOW)
    return Screen((*top, told), rows=((CALL_ME,), (go_on,)))


def verdict_as_sent(walk: Walk) -> Verdict:
    """Return the verdict with which a request is sent: a person goes on with one that has questions left."""
    left = [step.name for step in INTAKE.left(walk)]
    return unfinished(walk.situation.verdict, left) if left else walk.situation.verdict


def who_answers(basin: Basin, situation: Situation) -> Message:
    """Tell who answers, and within how long where the basin promises it; nobody calls who would not be."""
    no_phone = situation.text("role") == "head" and "phone" not in situation.parts("contact")
    if basin.reply_days is None and (no_phone or situation.text("call_time") == "written"):
        return say("{operator} reads your request and writes to you.", operator=basin.operator)
    if basin.reply_days is None:
        return say("{operator} reads your request and calls you.", operator=basin.operator)
    return say_n(
        "{operator} reads your request and answers within {n} working day.",
        "{operator} reads your request and answers within {n} working days.",
        basin.reply_days,
        operator=basin.operator,
    )


def call_is_asked(dossier: Dossier, basin: Basin | None, walk: Walk, files: Message | None) -> Screen:
    """Tell who calls, by when, and how the form goes on. ``files``: what is said of those that go with it."""
    left = len(INTAKE.left(walk))
    sent = say("📨 Sent. Your reference: <b>{reference}</b>", reference=dossier.reference)
    calls = (
        who_answers(basin, walk.situation)
        if basin
        else say("The national coordination, {operator}, reads it and calls you.", **walk.situation.words)
    )
    following = next_step(dossier, basin, walk.world.today)
    paragraphs = [each for each in (sent, calls, following, files) if each is not None]
    paragraphs.append(
        say_n(
            "{n} question is left: answer it here when you like, or on the telephone.",
            "{n} questions are left: answer them here when you like, or on the telephone.",
            left,
        )
    )
    go_on = do(dossier, "correct", say("✍️ Go on with the form"))
    return Screen(tuple(paragraphs), rows=((go_on,),))
