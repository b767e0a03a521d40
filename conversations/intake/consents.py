"""What is typed where a request is read over before it leaves: an agreement given, or the wish to send.

A consent is a legal act: a whole message says it plainly, with no word left over, or it is none. What asks,
denies or makes a condition is never one.
"""

import re
from enum import Enum, auto

from conversations.understanding.words import fold


class Consented(Enum):
    """What a message says that it agrees to. ``NEXT``: what was not agreed to yet and comes first."""

    NEXT = auto()
    BOTH = auto()
    OPERATOR = auto()
    COMMITTEE = auto()
    SENDING = auto()


_YES = (
    r"(?:(?:oui|ok|okay|d accord|daccord|bien sur|tres bien|parfait|c est bon|allez|allez y|go|vas y|yes|yep"
    r"|sure|fine|all right|alright|of course) )*"
)
_COURTESY = r"(?: (?:merci|svp|stp|s il (?:te|vous) plait|please|thanks|thank you|aussi|too|as well))*"
_AGREEING = (
    r"(?:j accepte|je (?:suis|reste) d accord|je donne mon (?:accord|consentement)|j autorise|je consens"
    r"|j (?:y )?consens|nous acceptons|on accepte|i (?:do )?(?:agree|accept|consent)|agreed|we agree)"
)
_BOTH = r"(?:(?:pour|a|avec|to|with) )?(?:(?:les|aux) deux(?: accords)?|both(?: of them| agreements)?)"
_ALL = r"(?:(?:pour|a|avec|to|with) )?(?:tout|all|everything)"
_READS = (
    r"(?:lise|lit|lira|lire|voie|voir|consulte|consulter|read|reads|see|sees)(?: (?:la|le|ma demande"
    r"|mon dossier|it|my request|plus tard|ensuite|apres|later|then|aussi|too|as well))*"
)
_OPERATOR = (
    r"(?:que |qu |that )?(?:vous|you|(?:l |the )?(?:operateur|operator)) (?:lisiez|lise|lit|read|reads)"
    r"(?: (?:la|le|it|ma demande|mon dossier|my request))*"
)
_COMMITTEE = (
    r"(?:(?:et )?(?:pour |que |qu |that |for )?(?:le |the )?(?:comite|committee)(?: d agrement)?"
    rf"(?: (?:peut |pourra |can |may )?(?:la |le |l )?{_READS})?(?: (?:aussi|too|as well|egalement))?)"
)
_SENDING = (
    r"(?:(?:je veux|je voudrais|je souhaite|on peut|vous pouvez|tu peux|il faut|i want to|you can"
    r"|you may|let s) )?"
    r"(?:l |la |le )?(?:j |je l |je |on )?(?:envoi|envoie|envoies|envoyer|envoye|envoyez|envoyons|send)"
    r"(?: (?:la|le|ca|tout|ma demande|mon dossier|la demande|le dossier|it|that|my request|the request|all"
    r"|off|maintenant|now|away))*"
)
_MEANT = (
    (Consented.SENDING, re.compile(rf"{_YES}{_SENDING}{_COURTESY}")),
    (Consented.BOTH, re.compile(rf"{_YES}(?:(?:{_AGREEING} )?{_BOTH}|{_AGREEING} {_ALL}){_COURTESY}")),
    (Consented.OPERATOR, re.compile(rf"{_YES}{_AGREEING} {_OPERATOR}{_COURTESY}")),
    (
        Consented.COMMITTEE,
        re.compile(rf"{_YES}{_AGREEING} {_COMMITTEE}{_COURTESY}"
                   rf"|{_YES}(?:que )?(?:le |the )?(?:comite|committee)(?: d agrement)?"
                   rf" (?:peut|pourra|can|may) (?:la |le |l )?{_READS}{_COURTESY}"),
    ),
    (Consented.NEXT, re.compile(rf"{_YES}{_AGREEING}{_COURTESY}")),
)  # fmt: skip
_TAKEN_BACK = re.compile(
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
_PLAIN = re.compile(r"[\w\s.,;:!'’´`«»“”\"()\-–—…]*(?:[👍✅🙏🙂😊]️?\s*)*")
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


def taken_back(text: str) -> Consented | None:
    """Return which agreement a message plainly takes back; None for anything else."""
    found = _TAKEN_BACK.fullmatch(fold(text)) if is_plain(text) else None
    if found is None:
        return None
    return Consented.COMMITTEE if found["committee"] else Consented.BOTH
