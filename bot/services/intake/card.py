"""The card of a draft: the question being asked, or the review."""

from collections.abc import Callable, Sequence

from bot.services.core.screens import Button, Rows, Screen, Verb, box, buttons_of, stacked
from bot.services.intake.calls.screens import before_the_call, is_ready
from bot.services.intake.review import (
    SECTION,
    line,
    needs_care,
    review,
    shown,
    stage,
    summed_up,
    to_keep,
    ways_to_change,
)
from conversations.eligibility.verdicts import IN_DIFFICULTY, Finding, doors
from conversations.engine.draft import REVIEW
from conversations.engine.forgotten_answers import is_kept_aside
from conversations.engine.ladder import HELPED, TO_SOMEBODY, explained, may_be_left, way_on
from conversations.engine.overheard import words_heard
from conversations.engine.questionnaire import Walk
from conversations.engine.step import Step
from conversations.inputs import CANDIDATE, Joint, Option, only_candidate
from conversations.intake import ADVICE, INTAKE, WELCOME
from conversations.messages import Message, say
from conversations.network.basins import Rule, Severity

SAMPLE = say("🧪 Sample data: the territories, operators and dates shown here are examples.")
"""What is said wherever a network made of published facts is used instead of the real one."""

BACK = Button(say("⬅️ Back"), Verb.BACK)
WHY = Button(say("ℹ️ Why?"), Verb.WHY)
NOT_CLEAR = Button(say("❓ I do not understand"), Verb.WHY)
TALK_TO_SOMEBODY = Button(TO_SOMEBODY, Verb.PERSON)
OTHER_LANGUAGE = Button(say("🇫🇷 En français"), Verb.LANGUAGE)  # the one after: each catalog names it

ALL_HEARD = "heard"
"""What is kept by the button that confirms all that was said."""

BOTH = "both"
"""What is left unanswered by the button of a screen that asks two questions; an older one asked the first."""

Reviewed = Callable[[Walk, tuple[Message, ...], str], Screen]
"""Draws a review, below what is said first; with the section of that name opened, if it has one."""


def draw(
    walk: Walk,
    *,
    echoes: Sequence[Step] = (),
    note: Message | None = None,
    why: bool = False,
    again: bool = False,
    section: str = "",
    reviewed: Reviewed = review,
) -> Screen:
    """Return the screen of the draft.

    ``echoes``: the questions just answered, repeated as they were understood. ``note``: what there is to say
    of the last entry. ``why``: tell why the question is asked. ``again``: a long question was said
    whole already. ``section``: the one that is opened in the review. ``reviewed``: draws another review.
    """
    top = [_echo(walk, echo) for echo in echoes if len(echoes) == 1 or echo.section is not WELCOME]
    told = news(walk)
    if walk.state == REVIEW:
        first = (*top, *told, *((note,) if note else ()))
        return _correcting(walk, first) or reviewed(walk, first, section)
    if is_ready(walk):
        return before_the_call(walk, (*top, *told, *((note,) if note else ())))
    return question(walk, (*top, *told), note, why, again)


def buttons_shown(walk: Walk, reviewed: Reviewed) -> tuple[Button, ...]:
    """Return the buttons of the screen of the draft, and of the sections of a review.

    ``reviewed``: draws the review of a sent request.
    """
    if walk.state == REVIEW:
        drawn = review if walk.draft.completes is None else reviewed
        if correcting := _correcting(walk, ()):
            return buttons_of(correcting)
        shown = buttons_of(drawn(walk, (), ""))
        sections = [each.key.removeprefix(SECTION) for each in shown if each.key.startswith(SECTION)]
        own = [each.label for each in shown]
        inside = [each for name in sections for each in buttons_of(drawn(walk, (), name))]
        return (*shown, *(each for each in inside if each.label not in own))
    if is_ready(walk):
        return buttons_of(before_the_call(walk, ()))
    step = asked(walk)
    options = _options(walk, step)
    return (*map(_option, options), *(button for row in _ways(walk, step, False) for button in row))


def _correcting(walk: Walk, first: tuple[Message, ...]) -> Screen | None:
    """Return the corrections that what was typed in the review may be, to be confirmed; None if none."""
    rows = tuple(
        (Button(line(walk, step, answer), Verb.ANSWER, f"{CANDIDATE}{place}", primary=True),)
        for place, (step, answer) in enumerate(INTAKE.corrections(walk))
    )
    every = ((Button(say("✅ Correct all of it"), Verb.KEEP, ALL_HEARD),),) if INTAKE.heard(walk) else ()
    leave = Button(say("⬅️ Change nothing"), Verb.EDIT, SECTION)
    asked = say("Is it to be corrected like this? Touch it: nothing changes before.")
    return Screen((*first, asked), rows=(*rows, *every, (leave,))) if rows else None


def _echo(walk: Walk, step: Step) -> Message:
    if step.section is WELCOME or step.name not in walk.draft.answers:
        return say("✓ Noted.")
    return say("✓ <i>{summary}</i>", summary=summed_up(walk, step))


def news(walk: Walk) -> list[Message]:
    """Tell the findings that were not told yet, and note them as told.

    The first redirection is told by its own question; the rest is told here, with what would change it.
    """
    fired = {finding.rule.value: finding for finding in walk.situation.verdict.findings}
    walk.draft.told = [rule for rule in walk.draft.told if rule in fired]
    new = [finding for rule, finding in fired.items() if _is_news(finding) and rule not in walk.draft.told]
    walk.draft.told = [*walk.draft.told, *(finding.rule.value for finding in new)]
    return [told(finding) for finding in new if _is_told_here(walk, finding) and not needs_care(finding)]


def with_care(walk: Walk, told_before: list[str]) -> tuple[Message, ...]:
    """Tell once, apart from the questions, what is hard to hear, with who else helps; () when there is none.

    ``told_before``: the findings told before the card was drawn.
    """
    for finding in walk.situation.verdict.findings:
        new = finding.rule.value in walk.draft.told and finding.rule.value not in told_before
        if new and needs_care(finding) and _is_told_here(walk, finding):
            others = (say("🚪 {door}", door=Message(door)) for door in IN_DIFFICULTY)
            return (say("💙 {finding}", finding=finding.for_applicant), say("Others can help too:"), *others)
    return ()


def _is_news(finding: Finding) -> bool:
    """Tell what is told as soon as it is known: what a person looks at, and that no advance is known."""
    return finding.severity is not Severity.INFORM or finding.rule is Rule.ADVANCE


def _is_told_here(walk: Walk, finding: Finding) -> bool:
    """Tell whether a finding is for the cards to tell: the first redirection has its own question."""
    return finding.severity is not Severity.REDIRECT or "human_review" in walk.draft.answers


def told(finding: Finding) -> Message:
    """Return a finding with what would change it."""
    if finding.remedy is None:
        return say("ℹ️ {finding}", finding=finding.for_applicant)
    return say("ℹ️ {finding} {remedy}", finding=finding.for_applicant, remedy=finding.remedy)


def asked(walk: Walk) -> Step:
    """Return the question being asked, with the other on its screen if there is one."""
    step = INTAKE.asked(walk)
    assert step is not None
    return step


def question(
    walk: Walk, top: tuple[Message, ...], note: Message | None, why: bool, again: bool = False
) -> Screen:
    """Return the screen of the question being asked."""
    step = asked(walk)
    paragraphs = list(top)
    if step.section is WELCOME:
        paragraphs += _welcome(walk, step, again)
    else:
        paragraphs += [_heading(walk, step), say("<b>{question}</b>", question=step.ask(walk.situation))]
        if step.hint and not _is_known(walk, step):  # what was ticked is the person's own by now
            paragraphs.append(Message(step.hint, walk.situation.words))
    if step.section is ADVICE:
        found = doors(walk.situation.verdict, walk.situation.basin, walk.world.network)
        paragraphs += [say("🚪 {door}", door=door) for door in found]
    if step.example and not walk.draft.entry:
        paragraphs.append(say("<i>For example: {example}</i>", example=Message(step.example)))
    recap = step.input.recap(walk.draft.entry, walk.situation)
    if recap:
        paragraphs.append(recap)
    heard = words_heard(walk.draft)
    if heard == "":
        paragraphs.append(_known(step))
    elif heard:
        paragraphs.append(_written(walk, step, heard))
        paragraphs += _also_heard(walk)
    if note:
        paragraphs.append(say("👉 {note}", note=note))
    if why:
        paragraphs.append(say("ℹ️ <i>{why}</i>", why=explained(step, walk.situation)))
    options = tuple(_option(option) for option in _options(walk, step))
    share = "contact" if step.input.wants_contact else "location" if step.input.wants_location else None
    return Screen(tuple(paragraphs), options=options, rows=_ways(walk, step, why), share=share)


def _known(step: Step) -> Message:
    """Say that what is known needs one tap."""
    if isinstance(step.input, Joint):
        return say("👇 If it is this, touch it: I ask the rest next. Otherwise, type your answer.")
    return say("👇 If it is this, one tap is enough. Otherwise, type your answer.")


def _welcome(walk: Walk, step: Step, again: bool) -> list[Message]:
    """Return the welcome, in short when it was said whole, and what is asked at once."""
    asked = [Message(step.hint)] if step.hint else []
    if again and step.again:
        return [Message(step.again), *asked]
    return [step.ask(walk.situation), *([SAMPLE] if walk.world.network.sample else []), *asked]


def _written(walk: Walk, step: Step, heard: str) -> Message:
    """Ask whether what was said elsewhere is the answer; instead of which one, where there is one."""
    only = only_candidate(walk.draft.entry)
    if only is None:
        return say("📝 You wrote: “{words}”. Which one is it?", words=heard)
    if step.name not in walk.draft.answers:
        return say("📝 You wrote: “{words}”. Is it this?", words=heard)
    return say(
        "📝 You wrote: “{words}”. Is it {other}, and not {former}?",
        words=heard,
        other=step.show(only, walk.situation),
        former=step.show(walk.draft.answers[step.name], walk.situation),
    )


def _heading(walk: Walk, step: Step) -> Message:
    """Return how far the question is on the way, or what it does beside it."""
    title, progress = Message(step.section.title), INTAKE.progress(walk)
    if step.section is ADVICE:
        return title
    if progress.number is not None:
        return stage(progress, title)
    if step.name in walk.draft.answers:
        return say("Correction · {section}", section=title)
    return say("One more point · {section}", section=title)


def _options(walk: Walk, step: Step) -> tuple[Option, ...]:
    """Return the options of a question: what was said of it elsewhere comes first, then the usual ones."""
    shown = step.input.options(walk.draft.entry, walk.situation)
    if words_heard(walk.draft) is None:
        return shown
    usual, labels = step.input.options({}, walk.situation), [option.label for option in shown]
    same = [each for each in usual if each.label in labels]
    first = [next((each for each in same if each.label == option.label), option) for option in shown]
    return (*first, *(each for each in usual if each not in same))


def _option(option: Option) -> Button:
    label = option.label if option.ticked is None else box(option.label, option.ticked)
    return Button(label, Verb.ANSWER, option.key, primary=option.key == "done")


def _ways(walk: Walk, step: Step, why: bool) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if INTAKE.heard(walk):
        rows.append((Button(say("✅ All of it is right"), Verb.KEEP, ALL_HEARD, primary=True),))
    if _is_known(walk, step) and step.section not in (ADVICE, WELCOME):
        rows.append((Button(say("Keep: {answer}", answer=shown(walk, step)), Verb.KEEP),))
    if step.skip:
        rows.append((Button(Message(step.skip), Verb.SKIP, BOTH if isinstance(step.input, Joint) else ""),))
    elif may_be_left(walk.draft, step) and step.later and not _is_offered(walk, step):
        rows.append((Button(way_on(step), Verb.SKIP),))
    rows += to_keep(walk)
    helped = walk.draft.missed >= HELPED
    if helped:
        rows.append((TALK_TO_SOMEBODY,))
    if step.section is WELCOME:
        rows.append((Button(say("🔒 Your data, in full"), Verb.NOTICE), OTHER_LANGUAGE))
        return tuple(rows)
    if step.section is ADVICE:
        rows += ways_to_change(walk)
        rows.append((Button(say("Stop here"), Verb.PAUSE),))
    rows.append((BACK,) if why else (BACK, NOT_CLEAR if helped else WHY))
    return tuple(rows)


def _is_known(walk: Walk, step: Step) -> bool:
    """Tell whether a question was answered before."""
    return step.name in walk.draft.answers or is_kept_aside(walk, step)


def _also_heard(walk: Walk) -> list[Message]:
    """Return what else was said, which one tap confirms with the answer that is offered."""
    others = [line(walk, step, answer) for step, answer in INTAKE.heard(walk) if step.name != walk.state]
    if not others:
        return []
    return [stacked([say("I also read:"), *(say("• {line}", line=each) for each in others)])]


def _is_offered(walk: Walk, step: Step) -> bool:
    """Tell whether what leaves a question is among its answers already."""
    return any(
        each.label.msgid == step.later for each in step.input.options(walk.draft.entry, walk.situation)
    )
