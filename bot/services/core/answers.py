"""What a question was answered, as those who handle a request read it: now, or before it changed."""

from collections.abc import Sequence

from conversations.engine.draft import Draft
from conversations.engine.questionnaire import Walk
from conversations.engine.step import Seen
from conversations.intake import INTAKE, WELCOME
from conversations.messages import Listing, Message, say, verbatim
from conversations.privacy.name_masking import without_names
from conversations.situation import Answer, Answers
from conversations.understanding.contacts.reading import mask
from conversations.understanding.skills import SKILLS
from conversations.understanding.skills import skill as skill_of
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.queries import OpenDraft
from models.messages.queries import open_request

WORDS_KEPT = say("a question, for whoever takes the request up")
SHOWN_BESIDE = 240  # characters of a text before and after it changed


def told_answer(
    walk: Walk, name: str, answer: Answer, *, hidden: bool, most: int | None = None, names: Sequence[str] = ()
) -> Message:
    """Return what a question was answered, then or now; ``hidden``, ``most``, ``names``: see ``labelled``."""
    step = INTAKE.by_name[name]
    if (
        hidden
        and step.seen_where is Seen.WORDS_BY_HOLDER
        and isinstance(answer, dict)
        and answer.get("words")
    ):
        ticked = {**answer, "words": ""}
        return (
            say("{ticked}, and {words}", ticked=step.show(ticked, walk.situation), words=WORDS_KEPT)
            if answer.get("codes")
            else WORDS_KEPT
        )
    if hidden and (step.input.free or isinstance(answer, dict)):  # a choice says no way to be reached
        answer = _without_contact(answer, names)
    if most and isinstance(answer, str) and len(answer) > most:
        return verbatim(f"{answer[: most - 1].rstrip()}…")
    return step.show(answer, walk.situation)


def before_and_after(
    walk: Walk,
    name: str,
    before: Answers,
    after: Answers,
    *,
    hidden: bool = False,
    most: int = SHOWN_BESIDE,
    names: Sequence[str] = (),
) -> Message:
    """Return an answer that changed, with what it was; ``hidden``, ``most``, ``names``: see ``labelled``."""
    former, new = (
        told_answer(walk, name, answers[name], hidden=hidden, most=most, names=names)
        if name in answers
        else say("no answer")
        for answers in (before, after)
    )
    label = Message(INTAKE.by_name[name].label)
    return say("{label}: {before} → {after}", label=label, before=former, after=new)


def _without_contact(answer: Answer, names: Sequence[str]) -> Answer:
    """Mask what people type in their own words to be reached: it is the operator's, not the group's."""
    if isinstance(answer, str):
        return without_names(mask(answer), names)
    if isinstance(answer, dict) and isinstance(answer.get("words"), str):
        return {**answer, "words": without_names(mask(str(answer["words"])), names)}
    return answer


def answers_given(draft: Draft) -> list[str]:
    """Return the questions answered in a new request; what is agreed to, or found elsewhere, is none."""
    return [
        name
        for name in draft.answers
        if name in INTAKE.by_name
        and name not in draft.implied
        and INTAKE.by_name[name].section is not WELCOME
    ]


def given(transaction: Transaction, opened: OpenDraft) -> list[str]:
    """Return the questions that a draft's owner answered in it."""
    draft = opened.draft
    if draft.completes is None:
        return answers_given(draft)
    with transaction.session() as session:
        dossier = session.get_one(Dossier, draft.completes)
        request = open_request(session, dossier)
        asked, told = request.questions if request else (), dossier.answers
        return [
            name
            for name, answer in draft.answers.items()
            if name in asked or name not in told or told[name] != answer
        ]


def skill_names(codes: list[str]) -> Message:
    """Return the names of skills; those of an older taxonomy, by their codes."""
    known = {each.code for each in SKILLS}
    names = tuple(Message(skill_of(code).label) if code in known else verbatim(code) for code in codes)
    return say("{names}", names=Listing(names)) if names else say("no skill yet")
