"""What is said of a text that tells no way to be reached: what is missing of one, where it is near."""

from conversations.inputs.base import FaultyAnswer, InvalidAnswer
from conversations.messages import say
from conversations.patterns import pattern
from conversations.understanding.contacts.reading import Contact
from conversations.understanding.words import excerpt, fold

_LOST_END = pattern(r"(?<!\S)[^\s@]+@(?:[\w-]*(?!\S))")
_NOT_CALLED = pattern(
    r"\b(?:pas|ne|n|sans|jamais|no|not|don t|never)\b.*\b(?:tel|telephone|appel\w*|phone|call|ring)\b"
)
_HERE = pattern(r"\b(?:telegram|ici|here|ce chat|this chat|messagerie|par message|sms)\b")
_IN_FRANCE, _FEWEST, _MOST = 10, 6, 12  # digits of a number; fewer, or more, are something else


def what_is_missing(contact: Contact, text: str) -> InvalidAnswer:
    """Return what to say of a text that reaches nobody: what is wrong with it, if it is near."""
    counts = [sum(map(str.isdecimal, words)) for words in contact.unread if "@" not in words]
    digits = next((n for n in counts if _FEWEST <= n <= _MOST and n != _IN_FRANCE), None)
    if digits and "+" not in text:
        return FaultyAnswer(
            say("I count {digits} digits: a phone number has ten in France. Please check it.", digits=digits)
        )
    if lost := _LOST_END.search(text):
        return FaultyAnswer(
            say(
                "The end of “{address}” is missing: “.fr”, “.com”… Type it whole.",
                address=excerpt(lost[0], 40),
            )
        )
    if _NOT_CALLED.search(fold(text)):
        return InvalidAnswer(say("An e-mail address is enough. Type yours."))
    if _HERE.search(fold(text)):
        return InvalidAnswer(
            say("The operator can write to you here; a phone number or an e-mail is needed as well.")
        )
    return InvalidAnswer(
        say("I found neither a phone number nor an e-mail address. Type one, or share your number.")
    )
