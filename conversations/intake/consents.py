"""What an applicant agrees to before the request leaves, with whom, and how it is said in words.

A consent is a legal act: a whole message says it plainly, with no word left over, or it is none. What asks,
denies or makes a condition is never one.
"""

from enum import Enum, auto

from conversations.eligibility.assessment import Outcome
from conversations.engine.questionnaire import Walk
from conversations.messages import Message, say
from conversations.patterns import pattern
from conversations.understanding.turns import turns
from conversations.understanding.words import fold

AGREEMENTS = ("operator", "committee")


class Consented(Enum):
    """What a message says that it agrees to. ``NEXT``: what was not agreed to yet and comes first."""

    NEXT = auto()
    BOTH = auto()
    OPERATOR = auto()
    COMMITTEE = auto()
    SENDING = auto()


NAMED = {
    Consented.OPERATOR: AGREEMENTS[:1],
    Consented.COMMITTEE: AGREEMENTS[1:],
    Consented.BOTH: AGREEMENTS,
}
"""The agreements that words name."""


_SAID = turns("consents")
_MEANT = (
    (Consented.SENDING, _SAID.pattern("sends")),
    (Consented.BOTH, _SAID.pattern("agrees_to_both")),
    (Consented.OPERATOR, _SAID.pattern("agrees_that_the_operator_reads")),
    (Consented.COMMITTEE, _SAID.pattern("agrees_that_the_committee_reads")),
    (Consented.NEXT, _SAID.pattern("agrees")),
)
_THEN_SENDS = _SAID.pattern("then_sends")
_TAKEN_BACK = _SAID.pattern("takes_back")
_NOT_THE_COMMITTEE = _SAID.pattern("not_the_committee")
_NO_COMMITTEE = _SAID.pattern("no_committee")
_RIGHT = _SAID.pattern("finds_it_right")
_PLAIN = pattern(r"[\w\s.,;:!'’´`«»“”\"()\-–—…]*(?:[👍✅🙏🙂😊]️?\s*)*")
"""No question mark, and no sign that may turn the words round."""
_LONGEST = 120  # characters


def is_plain(text: str) -> bool:
    """Tell whether a text has nothing that may ask, or turn its words round."""
    return len(text) <= _LONGEST and _PLAIN.fullmatch(text) is not None


def consented(text: str) -> Consented | None:
    """Return what a message plainly agrees to when that is all it says; None for anything else."""
    if not is_plain(text):
        return None
    said = fold(text)
    return next((meant for meant, wording in _MEANT if wording.fullmatch(said)), None)


def agreed_before_sending(text: str) -> Consented | None:
    """Return what a message agrees to before it asks to be sent: "j'accepte, envoyez"; None without."""
    sends = _THEN_SENDS.search(fold(text)) if is_plain(text) else None
    return consented(sends.string[: sends.start()]) if sends else None


def taken_back(text: str) -> Consented | None:
    """Return which agreement a message plainly takes back; None for anything else."""
    if not is_plain(text) or consented(text) is not None:
        return None  # "the operator, and not the committee" agrees to one
    said = fold(text)
    found = _TAKEN_BACK.fullmatch(said)
    if found is None:
        refused = _NOT_THE_COMMITTEE.search(said) or _NO_COMMITTEE.fullmatch(said)
        return Consented.COMMITTEE if refused else None
    return Consented.COMMITTEE if found["committee"] else Consented.BOTH


def agreements(walk: Walk) -> tuple[str, ...]:
    """Return the agreements asked for: that of the committee where one may see the request as it stands."""
    situation = walk.situation
    no_committee = situation.basin is None or situation.verdict.outcome is Outcome.REDIRECTED
    return AGREEMENTS[:1] if no_committee else AGREEMENTS


def agreement(walk: Walk, name: str) -> str:
    """Return an agreement with whom it is given to: another operator needs another one."""
    basin = walk.situation.basin
    return f"{name}@{basin.code if basin else 'national'}"


def is_all_right(text: str) -> bool:
    """Tell whether a text, in all it says, finds the answers right: it is asked whether that agrees."""
    return is_plain(text) and _RIGHT.fullmatch(fold(text)) is not None


def still_needed(walk: Walk) -> Message:
    """Tell what is left to do in the review before the request leaves."""
    if walk.draft.completes is None and agreement(walk, "operator") not in walk.draft.agreements:
        return say("Your agreement is missing: touch “{agreement}”, or type “I agree”.",
                   agreement=wordings(walk)["operator"])  # fmt: skip
    return say("To send it, touch “Send” or type it.")


def wordings(walk: Walk) -> dict[str, Message]:
    """Return how each agreement is given."""
    return {
        "operator": say("I agree that {operator} reads my request", **walk.situation.words),
        "committee": say("I agree that the committee reads it later"),
    }


def what_is_agreed(walk: Walk, asked: tuple[str, ...]) -> Message:
    """Return what each agreement is for."""
    if asked == AGREEMENTS:
        return say(
            "<b>Two separate agreements</b>\n"
            "1. {operator} reads your request and gets back to you: needed to send it.\n"
            "2. The committee (local firms, banks, public bodies) reads it later: "
            "you may also decide when the operator gets back to you.",
            **walk.situation.words,
        )
    return say(
        "<b>Your agreement</b>\n{operator} reads your request and gets back to you: needed to send it.",
        **walk.situation.words,
    )


def toggle(walk: Walk, name: str) -> None:
    """Tick an agreement that is asked for, or untick it."""
    toggled = {agreement(walk, name)} ^ set(walk.draft.agreements)
    walk.draft.agreements = [
        kept for kept in (agreement(walk, each) for each in agreements(walk)) if kept in toggled
    ]


def untick(walk: Walk, names: tuple[str, ...]) -> Message:
    """Take agreements back; return what is said of it."""
    gone = [
        name for name in agreements(walk) if name in names and agreement(walk, name) in walk.draft.agreements
    ]
    for name in gone:
        toggle(walk, name)
    left = still_needed(walk)
    if gone:
        return say("Unticked. {left}", left=left)
    return (
        say("Noted: the committee will not read it. {left}", left=left) if names == AGREEMENTS[1:] else left
    )


def ticked(walk: Walk, names: tuple[str, ...]) -> Message:
    """Tick agreements; return which ones were, with what is left to do."""
    asked = agreements(walk)
    new = [name for name in asked if name in names and agreement(walk, name) not in walk.draft.agreements]
    for name in new:
        toggle(walk, name)
    left = still_needed(walk)
    if len(new) > 1:
        return say("Both agreements are ticked. {left}", left=left)
    return say("Ticked: “{agreement}”. {left}", agreement=wordings(walk)[new[0]], left=left) if new else left
