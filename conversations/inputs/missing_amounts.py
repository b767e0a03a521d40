"""What is said of a text that tells no amount: in what it is wanted, where one is near."""

from conversations.messages import Message, say
from conversations.patterns import pattern
from conversations.understanding.quantities.reading import Unit, read_figure
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.quantities.words import COUNTED

_LONGEST = 120  # characters
_IN_OTHER_MONEY = COUNTED.pattern("in_other_money")
_EACH_MONTH = pattern(
    r"\d.*(?:/ ?|\b(?:par|per|chaque|each|every|tous les|an?) )"
    r"(?:mois|month|an|annee|year|semaine|week|trimestre)\b"
    r"|\d.*\b(?:mensuel|annuel|monthly|yearly)"
)
_SHARE = pattern(
    r"%|\bpour[- ]cent|\bper ?cent|\b(?:moitie|tiers|quart|double|triple|half|third|quarter|twice)\b"
)
_AS_MUCH_AS = pattern(
    r"\b(?:max|maxi|maximum|plafond|le plus possible|au plus|autant que possible"
    r"|ce que vous (?:pouvez|voulez|voudrez)|as much as (?:possible|you can)|the most)\b"
)
_LESS = pattern(
    r"(?P<whole>\d[\d .,]*(?: ?[km])?(?: ?(?:€|euros?))?),? (?:moins|minus|less) (?P<part>\d[\d .,]*k?)\b.*"
)


def what_is_asked(text: str) -> Message:
    """Return what to say of a text in which no amount was read."""
    words = in_digits(plain(text)) if len(text) <= _LONGEST else ""
    if _IN_OTHER_MONEY.search(words):
        return say("I count in euros. How much is it in euros, roughly?")
    if _EACH_MONTH.search(words):
        return say("I need the whole sum, rather than a sum by the month or the year. How much in all?")
    if _SHARE.search(words):
        return say("I need a sum in euros, rather than a share of another. How much is it, roughly?")
    if _AS_MUCH_AS.search(words):
        return say("The operator will tell you how far it goes. How much would you need, in euros?")
    return say("I found no amount there. Type it like 25,000 € or 25k.")


def without_a_part(text: str) -> list[int]:
    """Return what "80 000 moins 20 000 de subvention" leaves, and the whole; nothing of other words."""
    said = _LESS.fullmatch(in_digits(plain(text))) if len(text) <= _LONGEST else None
    if said is None:
        return []
    whole, part = (read_figure(said[name].strip(), Unit.EURO)[:1] for name in ("whole", "part"))
    return [int(whole[0] - part[0]), int(whole[0])] if whole and part and part[0] < whole[0] else []
