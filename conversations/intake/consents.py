"""What an applicant agrees to before the request leaves, with whom, and how it is said in words.

A consent is a legal act: a whole message says it plainly, with no word left over, or it is none. What asks,
denies or makes a condition is never one.
"""

from enum import Enum, auto

from conversations.eligibility.assessment import Outcome
from conversations.engine.questionnaire import Walk
from conversations.messages import Message, say
from conversations.patterns import pattern
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


_YES_WORD = (
    r"(?:oui|ok|okay|d accord|daccord|bien sur|tres bien|parfait|allez|allez y|go|vas y|yes|yep"
    r"|sure|fine|all right|alright|of course)"
)
_ALL_RIGHT = (
    r"(?:(?:c est )?tout (?:est )?(?:bon|ok|juste|correct|parfait|en ordre)|(?:pour|a) tout|valide"
    r"|rien a changer"
    r"|c est (?:tout )?bon(?: pour moi)?|(?:all|everything) (?:is )?(?:right|good|fine|correct))"
)
_YES = rf"(?:(?:{_YES_WORD}|{_ALL_RIGHT}) )*"
_COURTESY = (
    r"(?: (?:merci|svp|stp|s il (?:te|vous) plait|please|thanks|thank you|aussi|too|as well|finalement"
    r"|en fait|after all))*"
)
_AGREEING = (
    r"(?:j ?accepte|jautorise|je coche"
    r"|je (?:suis|reste) d accord|je donne mon (?:accord|consentement)|j autorise|je consens"
    r"|j (?:y )?consens|nous acceptons|on accepte|i (?:do )?(?:agree|accept|consent)|agreed|we agree)"
)
_BOTH = r"(?:(?:pour|a|avec|to|with) )?(?:(?:les|aux) deux(?: accords)?|both(?: of them| agreements)?)"
_ALL = r"(?:(?:pour|a|avec|to|with) )?(?:tout|all|everything)"
_READS = (
    r"(?:lise|lit|lira|lire|voie|voir|consulte|consulter|read|reads|see|sees)(?: (?:la|le|ma demande"
    r"|mon dossier|it|my request|plus tard|ensuite|apres|later|then|aussi|too|as well))*"
)
_ONLY = (
    r"(?: (?:seulement|uniquement|seul|only))?(?: (?:mais|et|but|and) (?:pas|non|not)"
    r"(?: (?:pour|a|au|for|to))? ?(?:le |the )?(?:comite|committee))?"
)
_OPERATOR = (
    r"(?:que |qu |that )?(?:vous|you|(?:l |the )?(?:operateur|operator)) (?:lisiez|lise|lit|read|reads)"
    r"(?: (?:la|le|it|ma demande|mon dossier|my request))*"
)
_COMMITTEE = (
    r"(?:(?:et )?(?:(?:pour|que|qu|that|for) )*(?:le |the )?(?:comite|committee)(?: d agrement)?"
    rf"(?: (?:peut |pourra |can |may )?(?:la |le |l )?{_READS})?(?: (?:aussi|too|as well|egalement))?)"
)
_SENDING = (
    r"(?:(?:je veux|je voudrais|je souhaite|on peut|vous pouvez|tu peux|il faut|i want to|you can"
    r"|you may|let s) )?"
    r"(?:l |la |le )?(?:j ?|je l |je |on )?(?:envoi|envoie|envoies|envoyer|envoye|envoyez|envoyons|send)"
    r"(?: (?:la|le|ca|tout|ma demande|mon dossier|la demande|le dossier|it|that|my request|the request|all"
    r"|off|maintenant|now|away))*"
)
_MEANT = (
    (Consented.SENDING, pattern(rf"{_YES}{_SENDING}{_COURTESY}")),
    (Consented.BOTH, pattern(rf"{_YES}(?:(?:{_AGREEING} )?{_BOTH}|{_AGREEING} {_ALL}){_COURTESY}")),
    (
        Consented.OPERATOR,
        pattern(rf"{_YES}{_AGREEING} {_OPERATOR}{_COURTESY}"
                   rf"|{_YES}(?:{_YES_WORD}|{_AGREEING}) (?:pour|a|avec|for|with|to) (?:l |the )?"
                   rf"(?:operateur|operator){_ONLY}{_COURTESY}"),
    ),
    (
        Consented.COMMITTEE,
        pattern(rf"{_YES}(?:{_AGREEING}|{_YES_WORD}) {_COMMITTEE}{_COURTESY}"
                   rf"|{_YES}(?:que )?(?:le |the )?(?:comite|committee)(?: d agrement)?"
                   rf" (?:peut|pourra|can|may) (?:la |le |l )?{_READS}{_COURTESY}"),
    ),
    (Consented.NEXT, pattern(rf"{_YES}{_AGREEING}{_COURTESY}")),
)  # fmt: skip
_TAKEN_BACK = pattern(
    r"(?:(?:finalement|en fait|actually|non|no) )*"
    r"(?:(?:(?:je|j|nous|on|i|we) )?(?:(?:veux|voudrais|souhaite|prefere|want to|would like to) )?"
    r"(?:retir\w+|annul\w+|enlev\w+|repren\w+|decoch\w+|withdraw\w*|take back|cancel|untick) "
    r"(?:mon|mes|notre|nos|l|les|le|my|our|the) "
    r"(?:accords?|consentements?|autorisations?|agreements?|consents?)"
    r"|(?:je|on|nous) (?:(?:ne|n) )?(?:suis|est|sommes|accepte|acceptons) plus(?: d accord)?"
    r"|(?:i|we) (?:no longer agree|do not agree any more|don t agree anymore))"
    r"(?P<committee> (?:pour |du |au |avec |que |to |for |with )?(?:le |the )?(?:comite|committee)"
    r"(?: la lise| lise)?)?"
    r"(?: (?:merci|svp|stp|please|thanks|finalement))*"
)
_DENIED = r"(?:pas|plus|sauf|ni|jamais|sans|not|except|never|don t|without|refuse\w*|interdi\w+)"
_NOT_THE_COMMITTEE = pattern(
    r"(?=.*\b(?:veux|veut|souhait\w+|accept\w+|accord|lise|lit|lire|voie|voir|sauf|sans|mais pas|want|agree"
    rf"|reads?|sees?|except|without)\b).*?(?:\b{_DENIED}\b.{{0,40}}\b(?:comite|committee)\b"
    r"|\b(?:comite|committee)\b.{0,25}\b(?:pas|non|jamais|not|never)\b)"
)
"""Words that want it to read nothing, however they are said: to untick is safe, and undone by one tap."""
_NO_COMMITTEE = pattern(
    r"(?:(?:ah|oh|oui|non|no|en fait|finalement|surtout|mais|et|actually) )*(?:pas|sauf|sans|not"
    r"|except|without) (?:(?:pour|par|avec|for|by) )?(?:le |the )?(?:comite|committee)(?: d agrement)?"
    r"(?: (?:finalement|merci))*"
)
_PLAIN = pattern(r"[\w\s.,;:!'’´`«»“”\"()\-–—…]*(?:[👍✅🙏🙂😊]️?\s*)*")
"""No question mark, and no sign that may turn the words round."""
_RIGHT = pattern(rf"{_YES}(?:{_YES_WORD}|{_ALL_RIGHT}|(?:vous pouvez |tu peux )?y aller){_COURTESY}")
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
