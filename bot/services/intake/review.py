"""The review of a request, and what was read before it was begun."""

from collections.abc import Container

from bot.services.core.screens import Button, Rows, Screen, Verb, box, stacked
from conversations.eligibility.assessment import Outcome
from conversations.eligibility.verdicts import Finding
from conversations.engine.overheard import readings_heard
from conversations.engine.progress import Progress
from conversations.engine.questionnaire import Walk
from conversations.engine.step import Section, Step
from conversations.inputs.texts import parts_of
from conversations.intake import ADVICE, CONTACT, INTAKE, WELCOME
from conversations.intake.consents import agreement, agreements, what_is_agreed, wordings
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import Rule, Severity
from conversations.situation import Answer
from conversations.understanding.words import excerpt

SECTION = "in."
"""Before the name of a section, in what a button changes: it opens the section. Without a name, it leaves."""

SHOWN_IN_REVIEW = 240  # characters of one answer: the review must fit in one message of 4096

Sections = dict[Section, list[Step]]


def stage(progress: Progress, title: Message) -> Message:
    """Return how far a section is on the whole way."""
    return say("Step {number} of {total} · {section}", number=progress.number or 0, total=progress.total,
               section=title)  # fmt: skip


def review(walk: Walk, top: tuple[Message, ...], section: str = "") -> Screen:
    """Return every answer by section, the verdict, the agreements, and the way to send.

    ``section``: the name of the one that is opened, "" for the whole request.
    """
    asked, sections = agreements(walk), by_section(walk)
    if inside := opened(walk, section, sections):
        return inside
    paragraphs = [
        *top,
        stage(INTAKE.progress(walk), say("Reading over")),
        say("<b>Your request</b>\nNothing is sent until you touch “Send”. To change an answer: ✏️."),
        *(_lines(walk, each, steps) for each, steps in sections.items() if steps),
        conclusion(walk),
        what_is_agreed(walk, asked),
    ]
    worded = wordings(walk)
    head: list[tuple[Button, ...]] = [
        (Button(box(worded[name], agreement(walk, name) in walk.draft.agreements), Verb.AGREE, name),)
        for name in asked
    ]
    head += [(Button(say("📨 Send"), Verb.SEND, primary=True),), *to_keep(walk)]
    options = (*changes(walk, sections), *_others(walk, CONTACT))
    return Screen(tuple(paragraphs), tuple(head), options, ((Button(say("⬅️ Back"), Verb.BACK),),))


def to_keep(walk: Walk) -> Rows:
    """Return the button that keeps for the operator what was just typed; none where nothing was."""
    offered = len(parts_of(walk.draft.asked)) if walk.draft.asked else 0
    if not offered:
        return ()
    keep = say_n("💬 Keep it for {operator}", "💬 Keep them for {operator}", offered, **walk.situation.words)
    return ((Button(keep, Verb.ASK),),)


def by_section(walk: Walk, only: Container[str] | None = None) -> Sections:
    """Return the answered questions that are in the request. ``only``: the names of those that may change."""
    sections: Sections = {}
    for step in INTAKE.answered(walk.draft.answers):
        if step.section not in (WELCOME, ADVICE) and (only is None or step.name in only):
            sections.setdefault(step.section, []).append(step)
    if only is None:
        sections.setdefault(CONTACT, [])
    return sections


def changes(walk: Walk, sections: Sections) -> tuple[Button, ...]:
    """Return one button for each section: it shows its answers, or asks the only one again."""
    return tuple(
        Button(
            say("✏️ {section}", section=Message(section.title)),
            Verb.EDIT,
            steps[0].name if len(steps) == 1 and not _others(walk, section) else SECTION + section.name,
        )
        for section, steps in sections.items()
        if steps
    )


def opened(walk: Walk, name: str, sections: Sections) -> Screen | None:
    """Return a section's answers, whole, and the way to change each; None for a section that has none."""
    for section, steps in sections.items():
        if section.name == name and steps:
            heading = say("<b>{title}</b>\nTouch what you want to change.", title=Message(section.title))
            lines = [say("• {line}", line=summed_up(walk, step, whole=True)) for step in steps]
            edits = tuple(edit(step) for step in steps)
            leave = Button(say("⬅️ Back"), Verb.EDIT, SECTION)
            return Screen((heading, *lines), (), (*edits, *_others(walk, section)), ((leave,),))
    return None


def edit(step: Step) -> Button:
    """Return the button that asks a question again."""
    return Button(say("✏️ {label}", label=Message(step.label)), Verb.EDIT, step.name)


def _others(walk: Walk, section: Section) -> tuple[Button, ...]:
    """Return the ways to what is answered on demand only."""
    return tuple(
        Button(Message(step.on_demand), Verb.EDIT, step.name)
        for step in INTAKE.steps
        if step.on_demand
        and step.section is section
        and step.name not in walk.draft.answers
        and step.asked_if(walk.situation)
    )


def _lines(walk: Walk, section: Section, steps: list[Step]) -> Message:
    title = say("<b>{title}</b>", title=Message(section.title))
    return stacked([title, *(summed_up(walk, step) for step in steps)])


def conclusion(walk: Walk) -> Message:
    """Return what pre-qualification says; of proceedings it was said once, with care, and is not again."""
    verdict, words = walk.situation.verdict, walk.situation.words
    severity = Severity.REDIRECT if verdict.outcome is Outcome.REDIRECTED else Severity.FLAG
    points = [
        say("• {finding}", finding=finding.for_applicant)
        for finding in verdict.of(severity)
        if not needs_care(finding)
    ]
    match verdict.outcome, bool(points):
        case Outcome.PREQUALIFIED, _:
            return say("✅ Your project seems to fit the Alizé scheme in {basin}.", **words)
        case Outcome.TO_CHECK, True:
            return stacked(
                [say("Your project seems to fit. To be checked with {operator}:", **words), *points]
            )
        case Outcome.TO_CHECK, False:
            return say("Your project seems to fit: {operator} looks at it with you.", **words)
        case _, True:
            return stacked([say("A person will look at your request, as you asked:"), *points])
        case _:
            return say("A person will look at your request, as you asked.")


def needs_care(finding: Finding) -> bool:
    """Tell whether a finding is hard to hear."""
    return finding.rule is Rule.INSOLVENCY


def summed_up(walk: Walk, step: Step, *, whole: bool = False) -> Message:
    """Return an answer with its label."""
    return _labelled(step, shown(walk, step, whole=whole))


def line(walk: Walk, step: Step, answer: Answer) -> Message:
    """Return an answer that is not given, with its label."""
    return _labelled(step, step.show(answer, walk.situation))


def _labelled(step: Step, answer: Message) -> Message:
    return say("{label}: {answer}", label=Message(step.label), answer=answer)


def shown(walk: Walk, step: Step, *, whole: bool = False) -> Message:
    """Return an answer as it is summed up, cut where it is very long unless it is wanted whole."""
    answer = {**walk.draft.aside, **walk.draft.answers}.get(step.name)
    if whole:
        return step.show(answer, walk.situation)
    if isinstance(answer, str) and len(answer) > SHOWN_IN_REVIEW:
        return verbatim(excerpt(answer, SHOWN_IN_REVIEW))
    if isinstance(answer, dict) and isinstance(answer.get("words"), str):
        answer = {**answer, "words": excerpt(str(answer["words"]), SHOWN_IN_REVIEW)}
    return step.show(answer, walk.situation)


def what_was_read(walk: Walk) -> Message:
    """Tell what was read of messages that say everything, which who they are from makes answers of."""
    each = (say("• {line}", line=_read(walk, INTAKE.by_name[name])) for name in walk.draft.heard)
    read, roles = stacked([*each]), readings_heard(walk, INTAKE.by_name["role"])
    who = INTAKE.by_name["role"].input.show(roles[0], walk.situation) if len(roles) == 1 else None
    first = (
        say("Touch “{role}” to begin, or say yes:", role=who) if who else say("Touch who you are to begin:")
    )
    return say(
        "Thank you! I have read:\n{read}\n{first} I offer you the rest as we go, and you have nothing to say "
        "again. Nothing leaves before you send it.",
        read=read, first=first,
    )  # fmt: skip


def _read(walk: Walk, step: Step) -> Message:
    """Return what was read of a question; of prose, and where it may be several things, that it was."""
    if step.input.prose:
        return say("{label}: your words", label=Message(step.label))
    readings = readings_heard(walk, step)
    if len(readings) != 1:
        return say("{label}: to be chosen", label=Message(step.label))
    return line(walk, step, readings[0])


def ways_to_change(walk: Walk) -> list[tuple[Button, ...]]:
    """Return a button for each answer that redirects the request."""
    facts = [finding.fact for finding in walk.situation.verdict.of(Severity.REDIRECT)]
    steps = [INTAKE.by_name[fact] for fact in dict.fromkeys(facts) if fact in INTAKE.by_name]
    return [(edit(step),) for step in steps]
