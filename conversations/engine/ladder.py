"""What is said of words that answer nothing, miss after miss: never the same sentence twice in a row.

First the kind of answer's own sentence; then other words, with an example from the person's own case and a
person to talk to; then which question is open, and how to leave it to the operator, where an answer can wait.
"""

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import words_heard
from conversations.engine.step import LATER, Step
from conversations.inputs import CompanyInput, Entry, InvalidAnswer
from conversations.messages import N_, Message, say
from conversations.situation import Situation
from conversations.understanding.agreement import says_done, says_no, says_yes
from conversations.understanding.company_answers import is_not_the_one, is_the_one
from conversations.understanding.wishes import Wish

TO_SOMEBODY = say("🙋 Talk to somebody")
HELPED, LEFT = 2, 3
"""The misses in a row from which help is offered, and from which the question can be left."""

_HOW_TO_STOP = say(
    "To stop here, or to delete this request: /cancel. To erase everything that is about you: /delete."
)
_REVIEW = say(
    "To change an answer, touch it below. To send it all: tick what you agree to, then “Send”. "
    "To stop: /cancel."
)


LEAVING = N_("I still lack “{question}”. We can pass over this question: touch “{button}”.")
_LEAVES = frozenset(
    ("on en reste la", "oui on en reste la", "ok on en reste la", "restons en la", "on peut en rester la",
     "laissez", "laisse", "on laisse", "laissons", "voyez avec moi", "on verra ensemble", "passons",
     "leave it", "leave it there", "let s leave it", "yes leave it", "ok leave it", "fine", "fine leave it")
)  # fmt: skip


class Helped(InvalidAnswer):
    """What was typed asks for help: the message is what is said, and ``rung`` the help that comes with it."""

    def __init__(self, message: Message, rung: int) -> None:
        super().__init__(message)
        self.rung = rung


class Noted(InvalidAnswer):
    """What was typed answers other questions: it is no miss."""


def missed(walk: Walk, step: Step | None, invalid: InvalidAnswer) -> Message:
    """Count a miss at the question being asked, None for the review; return what is said of it."""
    draft, note = walk.draft, invalid.message
    if isinstance(invalid, Noted):
        draft.missed, draft.said = 0, ""
        return note
    helped = isinstance(invalid, Helped)
    draft.missed = min(max(draft.missed + 1, invalid.rung if isinstance(invalid, Helped) else 1), LEFT)
    sentences: tuple[Message, ...]
    if step is None:
        sentences = (note, _REVIEW)
    elif helped or draft.missed < HELPED:
        sentences = (note, _in_other_words(step, walk.situation), _last(step))
    elif draft.missed < LEFT:
        sentences = (_in_other_words(step, walk.situation), note)
    else:
        sentences = _after(
            draft.said, (_in_other_words(step, walk.situation), _last(step), _still_open(step), note)
        )
    told = next(sentence for sentence in sentences if sentence.msgid != draft.said)
    draft.said = told.msgid
    if told.msgid == LEAVING:
        draft.missed = LEFT  # the button that leaves the question goes with it
    return told


def _after(said: str, sentences: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return sentences from the one after what was said, so that none comes back before all are told."""
    place = next((place for place, each in enumerate(sentences, 1) if each.msgid == said), 1)
    return (*sentences[place:], *sentences[:place])


def instead_of(
    invalid: InvalidAnswer, step: Step | None, wish: Wish | None, situation: Situation, *, passes: bool
) -> InvalidAnswer:
    """Return what is said to who wishes something, instead of what the kind of answer says of their words.

    ``passes``: they do not know the answer, or want to go on without.
    """
    own = step is not None and step.input.keeps_words  # it has an answer to every wish but to stop
    if wish in (Wish.STOPPING, Wish.ERASING):  # nothing of the answer is left to erase
        return Noted(_HOW_TO_STOP)
    if step is None or not passes:
        return invalid
    return Helped(invalid.message if own else at_a_loss(step, situation), LEFT)


def leaves(walk: Walk, step: Step, words: str) -> bool:
    """Tell whether folded words leave the question, as was just proposed; not where a yes answers it."""
    if walk.draft.said != LEAVING or "candidates" in walk.draft.entry:
        return False
    answers = offers(step, {}, walk, "yes") or offers(step, walk.draft.entry, walk, "done")
    return words in _LEAVES or (says_yes(words) and not says_done(words) and not answers)


def agrees(draft: Draft, words: str, wish: Wish | None) -> bool:
    """Tell whether folded words say yes to what is offered."""
    return (wish is Wish.AGREEING or is_the_one(words)) and "candidates" in draft.entry


def declines(walk: Walk, step: Step, words: str) -> bool:
    """Tell whether folded words refuse what is offered; a bare no, only what was said elsewhere."""
    if words_heard(walk.draft):
        no = says_no(words) or is_not_the_one(words)
        return no and not offers(step, {}, walk, "no")
    offered = "candidates" in walk.draft.entry and not isinstance(step.input, CompanyInput)
    return offered and " " in words and is_not_the_one(words)  # companies go on with the name as typed


def offers(step: Step, entry: Entry, walk: Walk, key: str) -> bool:
    """Tell whether a question has this option."""
    return any(option.key == key for option in step.input.options(entry, walk.situation))


def stops_here(walk: Walk, step: Step | None, words: str) -> bool:
    """Tell whether folded words stop: a no to "shall I go on?" can only mean so."""
    return step is not None and asks_to_go_on(walk, step) and says_no(words)


def asks_to_go_on(walk: Walk, step: Step) -> bool:
    """Tell whether it is asked whether to go on, to which a yes is the only answer."""
    return offers(step, {}, walk, "yes") and not offers(step, {}, walk, "no")


def start_afresh(draft: Draft) -> None:
    """Count no miss: the question is answered, or another one is asked."""
    draft.missed, draft.said, draft.asked = 0, "", ""


def way_on(step: Step) -> Message:
    """Return the label of what leaves a question that can be left."""
    if step.later == LATER:
        return say("⏭ Pass, the operator will see it with you")
    left = step.skip or step.later
    assert left is not None, step.name
    return Message(left)


def may_be_left(draft: Draft, step: Step) -> bool:
    """Tell whether the question can be left to the operator by now."""
    return step.later is not None and draft.missed >= LEFT


def explained(step: Step, situation: Situation) -> Message:
    """Return why a question is asked, with an example from the person's own case."""
    why = Message(step.why, situation.words)
    example = _example(step, situation)
    return say("{why} {example}", why=why, example=example) if example else why


def at_a_loss(step: Step, situation: Situation) -> Message:
    """Return what is said to who does not know the answer."""
    if step.later:
        return say(
            "No matter: an idea is enough, or leave it for {operator} to see with you.", **situation.words
        )
    return say("No matter. {explained}", explained=explained(step, situation))


def _example(step: Step, situation: Situation) -> Message | None:
    if step.case:
        return Message(step.case, situation.words)
    return say("For example: {example}", example=Message(step.example)) if step.example else None


def _in_other_words(step: Step, situation: Situation) -> Message:
    return say("Let me put it another way. {explained}", explained=explained(step, situation))


def _last(step: Step) -> Message:
    if step.later or step.skip:
        return say(LEAVING, question=Message(step.label), button=way_on(step))
    return _still_open(step)


def _still_open(step: Step) -> Message:
    return say(
        "I still lack “{question}”. Touch one of the buttons, or “{person}”.",
        question=Message(step.label),
        person=TO_SOMEBODY,
    )
