"""What an applicant agrees to before the request leaves, and with whom."""

from conversations.eligibility.assessment import Outcome
from conversations.engine.questionnaire import Walk
from conversations.messages import Message, say

AGREEMENTS = ("operator", "committee")


def agreements(walk: Walk) -> tuple[str, ...]:
    """Return the agreements asked for: that of the committee where one may see the request as it stands."""
    situation = walk.situation
    no_committee = situation.basin is None or situation.verdict.outcome is Outcome.REDIRECTED
    return AGREEMENTS[:1] if no_committee else AGREEMENTS


def agreement(walk: Walk, name: str) -> str:
    """Return an agreement with whom it is given to: another operator needs another one."""
    basin = walk.situation.basin
    return f"{name}@{basin.code if basin else 'national'}"


def still_needed(walk: Walk) -> Message:
    """Tell what is left to do in the review before the request leaves."""
    if walk.draft.completes is None and agreement(walk, "operator") not in walk.draft.agreements:
        return say("First tick “{agreement}”: without it nobody may read your request.",
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
            "1. {operator} reads your request and calls you back: needed to send it.\n"
            "2. The committee (local firms, banks, public bodies) reads it later: "
            "you may also decide when the operator calls.",
            **walk.situation.words,
        )
    return say(
        "<b>Your agreement</b>\n{operator} reads your request and calls you back: needed to send it.",
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
    for name in agreements(walk):
        if name in names and agreement(walk, name) in walk.draft.agreements:
            toggle(walk, name)
    return say("Unticked. {left}", left=still_needed(walk))


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
