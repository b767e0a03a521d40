"""The part of the staff that words name: everybody, half of them, all but two; so many each year."""

import re

from conversations.understanding.quantities.reading import read_figure
from conversations.understanding.quantities.wording import in_digits
from conversations.understanding.words import fold

EVERYBODY = re.compile(
    r"(?:(?:je|on|nous|we|i|veux|voulons|want|to|garde|gardons|garder|maintenir|maintien|conserver|conserve|sauver"
    r"|keep|save|de|pour|oui|yes) )*"
    r"(?:tou(?:s|t|tes|te)|(?:l |la )?(?:ensemble|totalite|integralite)"
    r"|(?:l |le |notre )?(?:equipe|effectif|personnel)|all|every(?:body|one)|(?:the )?whole)"
    r"(?: (?:monde|le|les|l|la|de|des|du|mes|nos|notre|mon|emplois|postes|salaries|equipe|effectif|personnel"
    r"|ensemble|totalite|entreprise|actuels?|actuelle|of|them|us|the|our|my|jobs|staff|team|here|existing))*"
)
"""Folded words that say the whole staff, and nothing else."""

SOON = re.compile(r"\b(?:bient[oô]t|soon)\b", re.IGNORECASE)
"""What changes no count of jobs to come."""
ONLY_ME = re.compile(
    r"(?:personne|aucune?|rien|nobody|no one|0|zero)(?: d autre)? "
    r"(?:(?:juste|seulement|que|just|only|sauf|a part|but) )*(?:moi|me|myself)"
)
"""Folded words of who works alone: nobody is to be hired, unless the head is the one."""
ALL_BUT = re.compile(
    r"(?:tous|toutes|tout le monde|all|everyone|everybody) (?:sauf|moins|but|except) (?P<few>\w+)"
)
SHARES = {"moitie": 2, "half": 2, "tiers": 3, "third": 3, "quart": 4, "quarter": 4}
OF_ALL = re.compile(r"(?P<some>\w+) (?:sur|of|out of) (?:les |nos |the |our )?(?P<all>\w+)")
THE_TWO = re.compile(
    r"(?:both(?: of us)?|us two|the two of us|(?:nous|tous|toutes|les)(?: (?:les|nous|tous))? deux)"
)
SEVERAL = frozenset(("deux", "trois", "2", "3", "two", "three"))


def some_of(staff: int, typed: str) -> int | None:
    """Return the part of the staff that folded words name: half of it, all but two; None for no part."""
    words = typed.split()
    share = next((SHARES[word] for word in words if word in SHARES), None)
    if share and SEVERAL.isdisjoint(words):
        return -(-staff // share)
    part = OF_ALL.fullmatch(typed)
    if part and [*map(int, read_figure(part["all"]))] == [staff] and (some := read_figure(part["some"])):
        return int(some[0]) if some[0] < staff else None
    but = ALL_BUT.fullmatch(typed)
    few = read_figure(but["few"]) if but else ()
    return staff - int(few[0]) if few and few[0] < staff else None


_BY_YEAR = re.compile(
    r"\b(?P<count>\d{1,3})(?: [a-z]{2,12}){0,2} (?:en|in) 20\d\d\b|\b20\d\d (?P<after>\d{1,3})\b"
    r"|\b(?P<ranked>\d{1,3})(?: [a-z]{3,12})?(?: (?:la|the))?"
    r" (?:premiere|deuxieme|troisieme|seconde|1ere|2eme|3eme|first|second|third)\b"
    r"|\b(?P<soon>\d{1,3})(?: [a-z]{3,12}){0,2} (?:cette annee|l an(?:nee)? prochaine?|d abord|tout de suite"
    r"|apres|plus tard|ensuite|par la suite|this year|next year|later|afterwards|right away)\b"
)
_LONGEST = 100  # characters


def counts_by_year(text: str) -> list[int]:
    """Return the counts of a text that are each of a year of their own: "1 en 2027, 2 en 2028"."""
    words = in_digits(re.sub(r"\bune?\b", "1", fold(text))) if len(text) <= _LONGEST else ""
    return [int(next(filter(None, said.groups()))) for said in _BY_YEAR.finditer(words)]
