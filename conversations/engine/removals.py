"""The words that take an answer away: "enlève l'avance", "je ne veux plus créer d'emplois", "no jobs".

What is taken away is called by its name; nothing of it is left.
"""

from conversations.patterns import pattern
from conversations.understanding.words import fold

LONGEST = 90  # characters
_AROUND = (
    r"(?:finalement|en fait|non|no|ah|euh|bon|pardon|desolee?|stp|svp|merci|actually|sorry|please|et|plutot"
    r"|in the end|after all|finally)"
)
_WHO = r"(?:je|j|on|nous|i|we)"
_WANT = (
    r"(?:veux|veut|voulons|voudrais|souhaite|souhaitons|vais|va|allons|compte|comptons|demande|demandons|prends"
    r"|prend|want|need)"
)
_TAKES_AWAY = (
    r"(?:(?:il faut |faut |vous pouvez |peux tu |pouvez vous |tu peux |please )?"
    r"(?:enlev|retir|supprim|effac|annul|oubli|remov|delet|drop|cancel|forget)\w*"
    rf"|{_WHO} (?:ne )?{_WANT} (?:plus|pas)|{_WHO} (?:do not|don t|no longer) {_WANT}(?: to)?"
    rf"|{_WHO} (?:renonce|laisse tomber)|laisse[zr]? tomber|plus"
    r"|(?:finalement|en fait|plutot|actually) (?:pas|sans|aucune?s?|zero|no|without))"
)
_VERB = r"(?:creer|faire|demander|prendre|create|make|take|ask for|have)"
_SMALL = r"(?:l|la|le|les|d|de|des|du|mon|ma|mes|notre|nos|any|the|my|our|an?|plus)"
_REMOVAL = pattern(
    rf"^(?:{_AROUND} )*{_TAKES_AWAY} (?:(?:du tout|anymore) )?(?:{_VERB} )?(?:{_SMALL} )*"
    rf"(?P<called>[a-z]+(?: [a-z]+){{0,3}}?)(?: {_AROUND}| any more| anymore| du tout| after all)*$"
)
_HIRE_NOBODY = pattern(
    rf"^(?:{_AROUND} )*(?:{_WHO} (?:ne |n )?(?:{_WANT} (?:plus|pas) (?:recruter|embaucher)"
    r"|(?:recrute|embauche)\w* (?:plus|pas|personne))"
    rf"|{_WHO} (?:do not|don t|won t|will not) (?:{_WANT} to )?(?:hire|recruit)"
    r"|(?:pas|plus) (?:de recrutement|d embauche)s?|(?:zero|0|aucune?) (?:recrutement|embauche)s?"
    r"|no(?: new)? (?:hiring|hires?|recruitments?))"
    rf"(?: personne| anybody| anyone| {_AROUND}| any more| anymore| after all)*$"
)
HIRING = "embauches"


def taken_away(text: str) -> str:
    """Return what somebody calls the answer of which nothing is left, folded; empty for any other words."""
    if len(text) > LONGEST:
        return ""
    folded = fold(text)
    if _HIRE_NOBODY.search(folded):
        return HIRING
    found = _REMOVAL.search(folded)
    return found["called"] if found else ""
