"""The part of the staff that words name: everybody, half of them, all but two; so many each year."""

import re

from conversations.intake.own_words import GROWING
from conversations.patterns import Ways, pattern
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import read_figure
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.turns import turns
from conversations.understanding.words import fold

_SAID = turns("staff_shares")
_TO_COME, _PERHAPS_ALL, _INSTEAD_OF, _FROM_TO, _AND_ME = (
    _SAID.ways(each) for each in ("staff_to_come", "perhaps_all", "staff_instead_of", "from_to", "and_me")
)
_DIGITS = _SAID.rules("digits", collective=lambda said: COUNTED.table("collectives")[said[1]])

EVERYBODY = pattern(
    r"(?!(?:equipe|effectif|personnel)(?: de)?$)"
    r"(?:(?:je|on|nous|we|i|veux|voulons|want|to|garde|gardons|garder|maintenir|maintien|conserver|conserve|sauver"
    r"|keep|save|de|pour|oui|yes|juste|seulement|just|only) )*"
    r"(?:(?:les|la|le) (?:miens?|miennes?|notres?)|mine|ours|tou(?:s|t|tes|te)"
    r"|(?:l |la )?(?:ensemble|totalite|integralite)"
    r"|(?:l |le |notre )?(?:equipe|effectif|personnel)|all|every(?:body|one)|(?:the )?whole)"
    r"(?: (?:monde|le|les|l|la|de|des|du|mes|nos|notre|mon|emplois|postes|salaries|equipe|effectif|personnel"
    r"|ensemble|totalite|entreprise|actuels?|actuelle|of|them|us|the|our|my|jobs|staff|team|here|existing))*"
)
"""Folded words that say the whole staff, and nothing else."""

_MORE = pattern(r"\b(?:(?:de|en) plus|more|autres?|nouv\w+|embauch\w*|recrut\w*|cre\w+|hir\w+)\b")


def keeps_all(text: str) -> bool:
    """Tell whether the whole staff is said, and who comes beside: "on garde tout le monde, et 3 de plus"."""
    told, _, beside = text.partition(",")
    return EVERYBODY.fullmatch(fold(told)) is not None and _MORE.search(fold(beside)) is not None


SOON = pattern(r"\b(?:bient[oô]t|soon)\b", re.IGNORECASE)
"""What changes no count of jobs to come."""
ONLY_ME = pattern(
    r"(?:(?:personne|aucune?|rien|nobody|no one|0|zero)(?: d autre| else)? )?"
    r"(?:(?:juste|seulement|que|just|only|sauf|a part|but) )*(?:moi|me|myself)"
)
"""Folded words of who works alone: nobody is to be hired, unless the head is the one."""
ALL_BUT = pattern(
    r"(?:tous|toutes|tout le monde|all|everyone|everybody) (?:sauf|moins|but|except) (?P<few>\w+)"
)
SHARES = {"moitie": 2, "half": 2, "tiers": 3, "third": 3, "quart": 4, "quarter": 4}
OF_ALL = pattern(r"(?P<some>\w+) (?:sur|of|out of) (?:les |nos |the |our )?(?P<all>\w+)")
THE_TWO = pattern(
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


_BY_YEAR = pattern(
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


def _staff_to_come(text: str, staff: int) -> list[int]:
    """Return the jobs that a text may mean which tells how many they will be; empty where it does not."""
    words = " ".join(_DIGITS.rewrite(in_digits(fold(text))).split())

    def told(ways: Ways, *, whole: bool = False) -> re.Match[str] | None:
        found = (way.fullmatch(words) if whole else way.search(words) for way in ways)
        return next(filter(None, found), None)

    if said := told(_AND_ME, whole=True):
        return [int(said["then"]), int(said["then"]) + 1]
    if (said := told(_FROM_TO, whole=True)) and staff == int(said["now"]) < int(said["then"]):
        return [int(said["then"]) - staff, staff, int(said["then"])]
    if said := told(_INSTEAD_OF):
        return _more(int(said["now"]), int(said["then"]))
    if said := told(_TO_COME):
        return _more(staff, int(said["then"]))
    said = told(_PERHAPS_ALL) if staff else None
    return _more(staff, int(said["then"])) if said and int(said["then"]) >= staff else []


def _more(now: int, then: int) -> list[int]:
    return [then - now, then] if 0 < now <= then else [then]


_REPLACED = pattern(
    r"\b(?:remplac|replac)\w* (?:(?P<count>\d{1,2})|une?|a|one|someone|quelqu un|mon|ma|notre|le|la)\b"
    r"(?!.*\b(?:machine|materiel|vehicule|camion|logiciel|four)\b)"
)
_PERCENT = pattern(
    r"\b(?P<share>\d{1,3}) ?(?:%|pour cent|percent) (?:de |of )?(?:plus|l'|l |notre |nos |the |our )?"
    r"(?:effectif|equipe|staff|team|salaries)"
)
DOUBT = pattern(r"\b(?:peut etre|maybe|perhaps|eventuellement|possibly)\b")
"""Folded words that leave in doubt the jobs that come after them, or before."""


def jobs_to_confirm(text: str, staff: int) -> list[int]:
    """Return the jobs that a text may tell in other words than their count, likeliest first.

    "1 en 2027, 2 en 2028", "passer de 6 à 10", "on sera 10"; none where it counts them.
    """
    typed = fold(text)
    if ONLY_ME.fullmatch(typed):
        return [0, 1]
    if len(parts := counts_by_year(text)) > 1:
        return [*dict.fromkeys((sum(parts), *parts))]
    said = GROWING.search(typed)
    if said and (more := int(said["then"]) - int(said["now"])) > 0:
        grown = [] if said["grows"] else [int(said["now"])]
        return [*dict.fromkeys((more, *grown, int(said["then"])))]
    if instead := _REPLACED.search(in_digits(typed)):
        return [0, int(instead["count"] or 1)]
    if share := _PERCENT.search(plain(text)):
        return [-(-staff * int(share["share"]) // 100)] if staff else []
    return _staff_to_come(text, staff)


TWO_COUNTS = pattern(r"\s(?:et|and)\s(?!.*\b20\d\d\b)", re.IGNORECASE)  # "1 en 2027 et 2 en 2028" is 3
"""What stands between jobs to create and those to keep, where both are said: what comes first is offered."""
THEN = pattern(r"\b(?:puis|ensuite|then)\b", re.IGNORECASE)
"""What stands between jobs of now and those of later: "1 la première année puis 2"."""
_MANY, _TIMES = 10, 4  # jobs, and times the staff, beyond which a count may be a slip


def are_many(jobs: Answer, situation: Situation) -> bool:
    """Tell whether so many jobs to create, beside the staff there is, may be a slip."""
    staff = situation.number("headcount") or 0
    return isinstance(jobs, int) and 0 < staff * _TIMES < jobs > _MANY


_TERM = pattern(
    r",? (?:(?:en|d'ici|fin|debut|mi|courant|pour|in|by) )+(?:(?:[ld]'|la |de )?annee|(?P<year>20\d\d))$"
    r"|,? (?:a la rentree|a terme|au printemps|cet(?:te)? (?:ete|automne|hiver|annee))$"
)
"""When jobs will be there, at the end of what is said of them."""
_COUNTS = pattern(r"\d+|\b(?:une?|deux|trois|quatre|cinq|puis|one|two|three)\b")
_YEARS_AHEAD = 3


def without_term(text: str, year: int) -> str:
    """Say only that jobs are planned, of a text that tells when, within three years: "2 en septembre"."""
    words = plain(text)
    said = _TERM.search(words)
    if said is None or len(_COUNTS.findall(words[: said.start()])) != 1:
        return text
    soon = not said["year"] or int(said["year"]) <= year + _YEARS_AHEAD
    return f"{words[: said.start()]} prevu" if soon else text


def usual_jobs(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Return the jobs created and kept that are offered together: the whole staff being kept, or nobody."""
    staff = situation.number("headcount") or 0
    everybody = tuple((created, staff) for created in (0, 1, 2, 3))
    nobody = tuple((created, 0) for created in ((1, 2) if staff else (5,)))
    return tuple((str(created), str(kept)) for created, kept in (*everybody, *nobody))


def all_are_kept(created: Answer, kept: Answer, situation: Situation) -> bool:
    """Tell whether "12 et 2", in a firm of twelve, may be the twelve that are kept."""
    return kept == situation.number("headcount") and isinstance(created, int) and created < int(str(kept))
