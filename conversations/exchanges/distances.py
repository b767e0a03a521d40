"""How far two firms are, as it is told before they know each other: by classes, none finer than 10 km."""

from conversations.messages import Message, say

CLASSES = (10, 20, 30, 50, 100)
FARTHER = 200
"""What is kept of any distance above the last class."""


def classed(km: float | None) -> int | None:
    """Return the class of a distance, by its upper bound; None where nothing tells it."""
    if km is None:
        return None
    return next((bound for bound in CLASSES if km <= bound), FARTHER)


def how_far(bound: int | None, *, neighbour: bool = False) -> Message:
    """Return a distance in words. ``bound``: its class; None for one that nothing tells."""
    if bound is None:
        return say("in a neighbouring territory") if neighbour else say("in your territory")
    if bound > CLASSES[-1]:
        return say("more than {n} km away", n=CLASSES[-1])
    return say("less than {n} km away", n=bound)
