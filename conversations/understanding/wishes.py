"""What people type that answers no question: they do not know, take it back, stop, want a person.

A whole message is such a wish or is none: "personne" means nobody, "la personne de la banque" somebody.
Where words are the answer itself, a wish is never written down as one.
"""

import re
from enum import Enum, auto

from conversations.understanding.words import NOT_KNOWING, PASSING, fold


class Wish(Enum):
    """What is meant by a message that is no answer. ``NOTHING``: courtesy, or a wish to pass."""

    NOT_KNOWING = auto()
    NOBODY = auto()
    ERASING = auto()
    STOPPING = auto()
    A_PERSON = auto()
    FINISHED = auto()
    NOTHING = auto()


_AROUND = (
    r"euh|heu|hum|bah|ben|bon|alors|franchement|desolee?|pardon|sorry|stp|svp|s il (?:te|vous) plait|please"
    r"|merci|thanks|thank you|bonjour|bonsoir|salut|hello|hi|en fait|vraiment|pour (?:l instant|le moment)"
)
_FIRST, _LAST = re.compile(rf"(?:{_AROUND}|non|oui)\s+"), re.compile(rf"\s+(?:{_AROUND}|du tout|trop)$")

_NOT_KNOWING = re.compile(
    r"(?:moi )?(?:je |j )?(?:ne |n )?(?:en |l )?(?:sais|vois) (?:rien|pas|plus)"
    r"(?: quoi (?:dire|mettre|repondre|ecrire))?"
    r"|(?:je |j )?(?:n )?(?:en )?(?:ai )?(?:aucune|pas d|pas la moindre) idee|jsp|nsp"
)
_NOBODY = re.compile(
    r"(?:a |il n y a |y a |il y a |n y a )?(?:personne|nobody|no one|anyone)"
    r"(?: (?:en|de) (?:particulier|special))?"
    r"|(?:not )?(?:anybody|nobody)(?: in particular)?"
    r"|rien(?: (?:de|en) (?:special|particulier))?|nothing(?: special| in particular)?"
    r"|aucune?s?(?: d (?:entre )?eux)?|neant|none|nil|non|no|nope|n a|ras|pas (?:concernee?|applicable)"
)
_ERASING = re.compile(
    r"(?:(?:peux tu|pouvez vous|tu peux|vous pouvez|je (?:veux|voudrais)|j aimerais|il faut|veuillez"
    r"|merci de?|can you|could you|i want to) )?"
    r"(?:supprim|effac|enlev|retir|annul|oubli|delet|eras|remov|forget|cancel|clear|undo)\w*"
    r"(?: (?:tout|tous|toute|ca|cela|moi|le|la|les|ce|cette|mon|ma|mes|messages?|textes?|reponses?"
    r"|phrases?|mots?|dernier|derniere|precedente?|que|qu|j ai|ai|je|viens|de|d|ecrire|ecrit|ecrite"
    r"|dit|tape|saisi|note|mis|my|what|i|have|wrote|written|typed|said|the|last|that|this|it|all|everything|answer|text|message))*"
)
_STOPPING = re.compile(
    r"(?:(?:je |j |i )?(?:(?:veux|voudrais|aimerais|prefere|vais|want to|would like to) )?)?(?:m )?"
    r"(?:stop|arret(?:e|er|ez|ons)|quitter|quit|abandonner?|laisser? tomber|laissez tomber|give up)"
    r"(?: (?:tout|la|ici|ca|everything|here|now|maintenant))*"
)
_A_PERSON = re.compile(
    r"(?:(?:je (?:veux|voudrais|souhaite|prefere|peux)|j aimerais|puis je|on peut|est ce que je peux|i want"
    r"|i would like|i d like|can i|passez moi|donnez moi|il me faut)(?: to)? )"
    r"(?:(?:parler|discuter|echanger|joindre|avoir|voir|talk|speak|contacter)(?: (?:a|avec|au|to|with))? )?"
    r"(?:(?:un|une|des|l|le|la|a|an|quelqu un de) )?(?:vraie? |real )?(?:etre )?"
    r"(?:humaine?s?|personne|quelqu un|conseill\w+|operat\w+|agent|human|person|someone|somebody|adviser)"
    r"(?: (?:reel(?:le)?|humaine?|en vrai|au telephone|on the phone))?"
    r"|(?:un |une |a )?(?:humaine?|vraie personne|human|real person)"
)
_FINISHED = re.compile(
    r"(?:voila )?(?:c est tout|c est fini|j ai fini|fini|termine|that is all|that s all|done)"
)
_NOTHING = re.compile(
    rf"{_AROUND}|ok(?:ay)?|oui|yes|d accord|voila|super|parfait|tres bien|c est bon|allo|coucou"
    rf"|start|test|{'|'.join(PASSING)}"
)

_LONGEST = 120  # characters: longer, it tells something
_MEANT = (
    (Wish.NOBODY, _NOBODY),
    (Wish.NOT_KNOWING, _NOT_KNOWING),
    (Wish.ERASING, _ERASING),
    (Wish.STOPPING, _STOPPING),
    (Wish.A_PERSON, _A_PERSON),
    (Wish.FINISHED, _FINISHED),
    (Wish.NOTHING, _NOTHING),
)


def wish_of(text: str) -> Wish | None:
    """Return what a message wishes when that is all it says; None for anything else."""
    said = fold(text)
    if len(said) > _LONGEST:
        return None
    if said in NOT_KNOWING:
        return Wish.NOT_KNOWING
    while True:
        found = next((wish for wish, wording in _MEANT if wording.fullmatch(said)), None)
        shorter = _LAST.sub("", _FIRST.sub("", said, count=1), count=1)
        if found or shorter == said:
            return found
        said = shorter
