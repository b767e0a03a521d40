"""The applicant asks for a call before the form is finished, agrees to what it takes, or goes on."""

from bot.services.core.screens import Reply, Verb
from bot.services.core.visitors import Tap
from bot.services.intake.calls.screens import CALL_ME, NOT_NOW, is_ready
from bot.services.intake.submission import submit
from bot.services.intake.turn import Talk
from conversations.inputs.texts import PART
from conversations.intake import FOR_OPERATOR, INTAKE, WELCOME
from conversations.intake.faq_moments import reached
from conversations.messages import Message, say
from conversations.situation import Answer
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.words import fold


def ask_for_a_call(talk: Talk) -> Reply:
    """Ask what a call takes, the town and how to be reached, then the agreement; tell who answers now."""
    walk, step = talk.walk, INTAKE.step(talk.walk.draft)
    if walk.draft.completes is not None:
        return talk.show(aside=_now(talk, _IS_SENT))
    walk.draft.calling = step is not None
    if step is not None and step.section is WELCOME:
        return talk.show(aside=_now(talk, _TO_BEGIN))
    keep_for_operator(talk, call=True)
    if step is None:
        return talk.show(aside=_now(talk, _IN_THE_REVIEW))
    missing = next((each for each in INTAKE.left(walk) if each.to_call), None)
    if missing is not None:
        INTAKE.edit(walk, missing.name)
    return talk.show(aside=_now(talk, _AT_ONCE if missing is None else _WHAT_IT_TAKES))


_TO_BEGIN = say(
    "🙋 People call you back. Touch first who you are, just below: then your town and your number are enough."
)
_IN_THE_REVIEW = say("🙋 All is answered: once you send it, a person reads it and calls you.")
_IS_SENT = say("🙋 Your request is with a person already: /status, then “Write”, asks them to call you.")
_AT_ONCE = say("🙋 A person can call you before you finish:")
_WHAT_IT_TAKES = say(
    "🙋 A person can call you before you finish. That takes your town, and how to reach you:"
)


def _now(talk: Talk, told: Message) -> Message:
    """Add to what is told who can be called now, where that is published."""
    whom = reached(talk.world.network, talk.walk.situation.basin)
    return told if whom is None else say("{told}\nTo talk to somebody now: {whom}.", told=told, whom=whom)


def keep_for_operator(talk: Talk, *, call: bool = False, question: str = "") -> None:
    """Write down what is asked of the operator: to be called, a question."""
    codes = {*talk.walk.situation.items(FOR_OPERATOR), *(("call",) if call else ())}
    words = words_for_operator(talk, question)
    answer: dict[str, Answer] = {"codes": sorted(codes), **({"words": words} if words else {})}
    INTAKE.write(talk.walk, INTAKE.by_name[FOR_OPERATOR], answer)


def words_for_operator(talk: Talk, question: str) -> str:
    """Return what is asked of the operator, with one question more."""
    said = [str(talk.walk.situation.parts(FOR_OPERATOR).get("words") or ""), question]
    return PART.join(part for part in said if part)


def tap_call(talk: Talk, tapped: Tap) -> Reply:
    """Send the request for the call that is agreed to, or go on with the form."""
    assert talk.open is not None
    if tapped.verb is Verb.SEND:
        keep_for_operator(talk, call=True)
        return submit(talk.transaction, talk.visit, talk.open, talk.walk, talk.now)
    if tapped.verb is Verb.KEEP and tapped.key == NOT_NOW:
        talk.walk.draft.calling = False
    return talk.show()


def call_in_words(talk: Talk, text: str) -> Reply | None:
    """Take a no to the call that is offered; a mere yes agrees to nothing. None for other words."""
    if not is_ready(talk.walk):
        return None
    if says_yes(fold(text)):
        return talk.show(note=say("To be called, touch “{button}” or type it.", button=CALL_ME.label))
    talk.walk.draft.calling = False
    return talk.show() if says_no(fold(text)) else None
