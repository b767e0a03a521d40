"""What a decision grants far from what was asked: likelier a slip than what the committee decided."""

from conversations.committee.decisions import Decision
from conversations.dossiers.lifecycle import WITH_ADVANCE, WITH_DAYS
from conversations.messages import Euros, Message, say, say_n

FAR = 2
"""How many times what was asked is asked about."""


def far_from_what_was_asked(decision: Decision, advance: int | None, days: object) -> list[Message]:
    """Return a question for each line of a decision that is far from what its applicant asked.

    ``advance``, ``days``: the most they asked for, None where they did not say.
    """
    if not decision.grants:
        return []
    found = []
    if decision.event not in WITH_ADVANCE:
        if advance:
            amount = Euros(advance)
            found.append(
                say("An advance of {amount} is asked for: this decision grants none.", amount=amount)
            )
    elif decision.amount and not advance:
        found.append(say("Is it {amount}? No advance was asked for.", amount=Euros(decision.amount)))
    elif decision.amount and advance and decision.amount >= FAR * advance:
        found.append(
            say(
                "Is it {amount}? {asked} were asked for.", amount=Euros(decision.amount), asked=Euros(advance)
            )
        )
    granted = decision.days if decision.event in WITH_DAYS else None
    if granted and isinstance(days, int) and granted >= FAR * days:
        found.append(
            say_n(
                "Is it {n} day? {most} at most were asked for.",
                "Is it {n} days? {most} at most were asked for.",
                granted,
                most=days,
            )
        )
    return found
