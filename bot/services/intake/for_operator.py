"""What is kept for the operator in a request that is not sent yet: to be called, and questions.

It is an answer of the request: it goes with it, and its applicant sees it in the review, and may change it.
"""

from bot.services.core.screens import Reply
from bot.services.intake.turn import Talk
from conversations.inputs.texts import PART, one_part
from conversations.intake import FOR_OPERATOR, INTAKE, WELCOME
from conversations.messages import Message, say, verbatim
from conversations.situation import Answer
from conversations.understanding.words import excerpt

QUESTION_MAX = 300  # characters of one question


def unknown(talk: Talk, question: str) -> Message:
    """Say that only a person can answer a question, which one touch keeps for the operator."""
    if talk.open is None:
        return say(
            "Good question, and I do not have the answer: a person will. "
            "Prepare a request and ask it there, or ask {coordination}.",
            coordination=_reached(talk.world.network.coordination, talk.world.network.contact),
        )
    step = INTAKE.step(talk.walk.draft)
    if step is not None and step.section is WELCOME:
        return say(
            "Good question, and I do not have the answer. Ask it again once we have begun: "
            "I keep it for the operator."
        )
    talk.walk.draft.asked = excerpt(one_part(question), QUESTION_MAX)
    return say(
        "Good question, and I do not have the answer. One touch keeps it for {operator}, with your request.",
        **talk.walk.situation.words,
    )


def keep_question(talk: Talk) -> Reply:
    """Keep the question that was asked, to be sent with the request."""
    draft = talk.walk.draft
    if not draft.asked:
        return talk.show()
    question, draft.asked = draft.asked, ""
    _keep(talk, question=question)
    kept = say(
        "✓ Kept: “{question}” goes to {operator} with your request.",
        question=question, **talk.walk.situation.words,
    )  # fmt: skip
    return talk.show(aside=kept)


def call_a_person(talk: Talk) -> Reply:
    """Have the request ask that a person call; tell who can be called now."""
    situation, network = talk.walk.situation, talk.world.network
    step = INTAKE.step(talk.walk.draft)
    basin = situation.basin
    name, contact = (basin.operator, basin.contact) if basin else (network.coordination, network.contact)
    if step is not None and step.section is WELCOME:
        told = say("🙋 People read every request and call back. You begin just below: a few answers will do.")
    else:
        _keep(talk, call=True)
        told = say(
            "🙋 Noted: your request will say that you would like to be called. Leave what you cannot answer: "
            "{operator} sees it with you.",
            **situation.words,
        )
    if contact:
        told = say("{told}\nTo talk to somebody now: {whom}.", told=told, whom=_reached(name, contact))
    return talk.show(aside=told)


def _reached(name: str, contact: str | None) -> Message:
    return say("{name} ({contact})", name=name, contact=contact) if contact else verbatim(name)


def _keep(talk: Talk, *, call: bool = False, question: str = "") -> None:
    walk = talk.walk
    codes = {*walk.situation.items(FOR_OPERATOR), *(("call",) if call else ())}
    said = [str(walk.situation.parts(FOR_OPERATOR).get("words") or ""), question]
    words = PART.join(part for part in said if part)
    answer: dict[str, Answer] = {"codes": sorted(codes), **({"words": words} if words else {})}
    INTAKE.write(walk, INTAKE.by_name[FOR_OPERATOR], answer)
