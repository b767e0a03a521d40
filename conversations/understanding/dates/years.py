"""Read the year of something past: "2016", "en 98", "mars 2011", "l'an dernier", "il y a 5 ans"; an age."""

import re
from datetime import date

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES
from conversations.understanding.periods import read_periods, understood_periods
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold

_BARE = pattern(r"(?:(?:en|in|depuis|since) )?((?:1[789]|20)\d\d)", re.ASCII)
_MISTYPED = pattern(r"(?<=\d)[oO](?=\d)")  # 2O15
_THE_YEAR = pattern(r"\b(?:en )?l['’]an (?=\d{4}\b)", re.IGNORECASE)
_TWO_FIGURES = pattern(
    rf"(?P<before>[a-z' ]*?)\b(?:(?P<day>\d\d?[ /.-])?(?:{MONTH_NAMES}|0?[1-9]|1[0-2])[ /.-])?'?"
    r"(?P<figures>\d\d)(?P<after>(?:,? (?:par|by|avec|with|dans|in|a|avant|quand|when) [a-z' -]+)?)",
    re.ASCII,
)
_EPIDEMIC = pattern(  # of 2020
    r"(?:(?:cree\w*|ouver\w*|depuis|since|l annee|juste|just|pendant|during|au|debut|en|plein|milieu"
    r"|du|de|le|la|l|the|(?P<before>avant|before)) )*(?:premier |1er )?"
    r"(?:covid(?: 19)?|confinement|corona\w*|lockdown|pandemi[ce])"
)
_DATING = pattern(r"\b(?:en|in|depuis|since|l'an) $")
_FOUR_FIGURES = pattern(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_SAID_IN_TWO = pattern(r"(?<![\d.,] )\b(19|20) ?(\d\d)\b(?! ?\d)", re.ASCII)  # "nineteen ninety-eight"
_DECADE = pattern(r"\b(?P<century>19|20)?(?P<tens>\d0)'?s\b|\b(?P<named>[a-z]+(?<!twen)ties)\b", re.ASCII)
_DECADES = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_LONGEST_WORKED = 60  # years: "27" alone may well be the age of a firm; "85" is a year
_SOON = 10  # years to come: "en 27" may be the next year as well as 1927
_LONGEST_AGE = 80  # characters: "l'entreprise existe depuis maintenant une bonne quarantaine d'années" has 68
_AGE = pattern(
    r"(?:(?:une?|1|a|an) )?(?:(?:bonne|petite|good) )?(?:\d{1,3}|[a-z]+aine d'|centaine|couple of) ?"
    r"(?:ans?|annees?|years?|mois|months?)\b(?: et demie?| and a half)?"
)
_OF_SOMEBODY = pattern(  # "j'ai 45 ans"
    r"\bj'(?:ai|avais)\b|\bi(?:'m| am|'ve| have| was)\b|\b(?:pere|mere|parents|father|mother)\b|aine d'"
)
_BOUNDED = pattern(r"\b(?:plus|moins) (?:de|d')|\b(?:more|less|over|under|at least|au moins)\b")
_TO_COME = pattern(
    r"\b(?:(?:dans|d'ici|en|in|within) (?:les |the )?(?:\d(?!\d{3})|une? |a |quelques|few)"
    r"|prochaine?s?|next|sera|will)"
)
_AT_ONCE = pattern(r"\b(?:possible|tot|vite|tard|soon|asap|later|immediat\w*|urgen\w*)\b")
_THIS_YEAR = pattern(r"(?:\b(?:cette annee|this year)|,)$")
_SINCE = pattern(
    r"^(?:(?:ca (?:va )?(?:fait|faire)(?: deja)?|deja|depuis"
    r"|voila|for|since|about|environ|un peu|a (?:little|bit)) )+"
)
_OPEN = pattern(r"\b(?:apres|avant|after|before|pre|post)\b")


_CLAUSE = pattern(r"[,;(]| (?:et|puis|and|then|mais|but) ")
_BORN = pattern(
    r"\b(?:cree\w*|creation|fonde\w*|fondation|exist\w*|nee?|ouver\w*|lance\w*|debut\w*|demarr\w*"
    r"|founded|created"
    r"|established|started|opened|set up)\b"
)
_TAKEN_OVER = pattern(
    r"\b(?:rachat|rachet\w*|repri\w*|reprend\w*|transmi\w*|cedee?|cession|bought|took over|taken over"
    r"|acquired)\b"
)


def _born_then_taken_over(words: str) -> Understood[int] | None:
    """Return the year of what was created, then that in which it changed hands, of a text that tells both."""
    clauses = [(part, _FOUR_FIGURES.findall(part)) for part in _CLAUSE.split(words)]
    dated = [(part, years) for part, years in clauses if years]
    if len(dated) != 2 or any(len(years) > 1 for _, years in dated):
        return None
    born = [(part, years[0]) for part, years in dated if _BORN.search(part) and not _TAKEN_OVER.search(part)]
    taken = [years[0] for part, years in dated if _TAKEN_OVER.search(part) and not _BORN.search(part)]
    if len(born) != 1 or len(taken) != 1 or int(born[0][1]) > int(taken[0]):
        return None
    return Understood((int(born[0][1]), int(taken[0])))


_ANNIVERSARY = pattern(
    r"\b(?P<age>\d{1,3}) (?:ans?|bougies|years?)\b(?: d'(?:existence|activite|age))?,? "
    r"(?:en |in )?(?:(?P<year>20\d\d)|(?P<last>l'an(?:nee)? (?:dernier|passe)e?|last year)"
    r"|(?P<next>l'an(?:nee)? prochaine?|next year))$"
)


def _of_an_anniversary(words: str, today: date) -> Understood[int] | None:
    """Return the year from which "20 ans en 2024", "cent ans l'année dernière" are counted."""
    said = _ANNIVERSARY.search(words)
    if said is None:
        return None
    year = int(said["year"] or today.year - 1) if not said["next"] else today.year + 1
    return Understood((year - int(said["age"]),), fold(words[: said.start()]))


_OF_MONEY = pattern(r"\d{2,3}(?:[ .]\d{3})+\b|\d{5,}|\d ?(?:k|m?€|euros?|eur|millions?|mille)\b|\bde ca\b")
"""What was earned that year: "650 000 l'an dernier" tells no beginning."""
_OF_WALLS = pattern(
    r"\b(?:b[âa]timents?|immeubles?|locaux|local|murs|maison|hangar|machines?|camions?|building|premises)\b"
    r"(?= (?:date|datent|est|sont|a [ée]t[ée]|ont|construit|is|was|dates|from)\b)",
    re.IGNORECASE,
)
"""What may well be older, or newer, than the firm: "le bâtiment date de 1850"."""


def understood_years(text: str, today: date) -> Understood[int]:
    """Return the years that a text may mean, likeliest first, and the words that may change them.

    Two figures are of this century or of the last; or an age, where they are no year of this century.
    """
    if bare := _BARE.fullmatch(text):  # as most are: five times as fast
        return Understood((int(bare[1]),))
    if walls := _OF_WALLS.search(text):
        dated = understood_years(f"{text[: walls.start()]}{text[walls.end() :]}", today)
        return Understood(dated.readings, f"{dated.rest} {fold(walls[0])} walls")
    if epidemic := _EPIDEMIC.fullmatch(fold(text)):
        return Understood((2019, 2020) if epidemic["before"] else (2020,), "epidemic")
    text = _THE_YEAR.sub("", _MISTYPED.sub("0", text))
    words = _SAID_IN_TWO.sub(r"\1\2", in_digits(plain(text)).strip(" .!?"))
    if told := _born_then_taken_over(words) or _of_an_anniversary(words, today):
        return told
    if _OF_MONEY.search(words):
        return Understood(())
    if _AGE.search(words):  # "10 ans cette année"
        words = text = _THIS_YEAR.sub("", words).strip()
    short = _TWO_FIGURES.fullmatch(words)
    is_dated = short and (not short["after"] or _DATING.search(short["before"]))  # "20 par an" is no year
    if short and is_dated and "il y a" not in short["before"]:
        return _of_two_figures(short, today)
    said = Understood(()) if _AT_ONCE.search(words) else understood_periods(text, today)
    open_words = " ".join(_OPEN.findall(words))
    past = (period for period in said.readings if period.start < today or period.end == today)
    if years := tuple(dict.fromkeys(year for each in past for year in (each.start.year, each.end.year))):
        return Understood(years, f"{said.rest} {open_words}".strip())
    if decade := _DECADE.search(words):
        tens = _DECADES.get(decade["named"]) if decade["named"] else int(decade["tens"])
        if tens is not None:
            century = int(decade["century"] or (20 if tens <= today.year - 2000 else 19))
            return Understood((century * 100 + tens,), f"decade {fold(words)}")
    if years := tuple(dict.fromkeys(int(figures) for figures in _FOUR_FIGURES.findall(words))):
        return Understood(years, fold(_FOUR_FIGURES.sub(" ", words)))
    return _of_an_age(words, today) if len(words) <= _LONGEST_AGE else Understood(())


def _of_two_figures(short: re.Match[str], today: date) -> Understood[int]:
    figures, now = int(short["figures"]), today.year - 2000
    before = fold(f"{short['before']} {short['after']}")
    if short["day"]:  # of a whole date, the last one
        return Understood(((2000 if figures <= now else 1900) + figures,), before)
    if short["figures"][0] == "0" and figures <= now:  # "en 08"
        return Understood((2000 + figures,), before)
    ages = (today.year - figures,) if now < figures <= _LONGEST_WORKED and not before else ()
    doubt = short["figures"] if now < figures <= now + _SOON else ""
    return Understood((2000 + figures, 1900 + figures, *ages), f"{before} {doubt}".strip())


def _of_an_age(words: str, today: date) -> Understood[int]:
    """Return the year from which "depuis 10 ans", "elle a une dizaine d'années", "6 mois" are counted."""
    if _TO_COME.search(words):
        return Understood(())
    ages = [] if _BOUNDED.search(words) else list(_AGE.finditer(words))
    age = ages[0] if len(ages) == 1 else None
    ago = read_periods(f"il y a {age[0] if age else _SINCE.sub('', words)}", today)
    past = (period for period in ago if period.start < today)
    years = tuple(dict.fromkeys(year for each in past for year in (each.end.year, each.start.year)))
    if age is None or _OF_SOMEBODY.search(words):
        return Understood(years, f"{fold(words)} age")
    return Understood(years, fold(f"{words[: age.start()]} {words[age.end() :]}"))
