"""Rewrite what people type about days, so that names of periods stand alone, in digits and one spelling."""

import calendar
import re
import unicodedata
from datetime import date, timedelta
from functools import partial

from conversations.patterns import pattern
from conversations.understanding.dates.denied import without_denied
from conversations.understanding.dates.spelling import (
    FIRSTS,
    apart,
    either,
    in_a_row,
    in_words,
    joined,
    this_day,
    weekday_in_full,
    without_slips,
)
from conversations.understanding.dates.weekdays import without_some_weekday
from conversations.understanding.named_periods import (
    MONTH_NAMES,
    MONTHS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    months_later,
)
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.rewriting import rules

_units = partial(COUNTED.text, "lasting")

# "5-mars-2027", "15/dec", "5 janv. '27": two figures are a year after a day, at the end only.
_APART = r"(?: ?[/.] ?| {1,2}|-)"
_DAY_THEN_MONTH = pattern(rf"\b(\d\d?(?:er|st|nd|rd|th)?){_APART}({MONTH_NAMES})\b(?:[/-](?= |$))?")
_MONTH_THEN_YEAR = pattern(rf"\b({MONTH_NAMES}){_APART}'?((?:19|20)\d\d)\b")
_SHORT_YEAR = pattern(rf"\b(\d\d?(?:er|st|nd|rd|th)?){_APART}({MONTH_NAMES}){_APART}'?(\d\d)$")
_MONTH_THEN_FIGURES = pattern(rf"\b({MONTH_NAMES})(?:[-/]'?| ?')(\d\d)\b(?![-/])")
_NAMES = f"{MONTH_NAMES}|printemps|ete|automne|hiver|spring|summer|autumn|winter"
_PERIOD = rf"(?:{MONTH_NAMES})(?: 20\d\d)?|20\d\d"
_ENDING = {"w": "week", "m": "month", "q": "quarter"}
_SOON = r"des que possible|au plus vite|le plus (?:tot|vite) possible|rapidement|asap|as soon as possible"
_THE_BETTER = r"(?:le plus (?:tot|vite) (?:sera|serait|c'est) le mieux|the (?:sooner|earlier) the better)"
_NUMERIC = r"\d\d?[/.]\d\d?(?:[/.](?:\d{4}|\d\d))?"

_APART_RANK = pattern(r"\b(\d\d?) (er|ere|eme|ieme)\b")  # "1 er mars"
_SHORT_DAYS = "lun|mer|jeu|ven|vend|sam|dim|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
# In the order they are applied. Words that hedge leave the date as it is.
_REWRITTEN = rules(
    # "Les 5, 6 et 8 mars": from the first to the last.
    (
        rf"\b(\d\d?)(?:er)?(?:, ?\d\d?){{1,9}},? (?:et|and|&) (?:le )?(\d\d?) (?=(?:{MONTH_NAMES})\b)",
        r"\1 a \2 ",
    ),
    (r"[;()«»\"?!…]|,|(?<=[a-z])[.:]|(?<=\d)[.](?= |$)", " "),
    (r"(?:\b(?:a|at|vers|by|around) |@ ?)?\b\d\d?(?::\d\d)? ?[ap]\.?m\b\.?", " "),
    (lambda: rf"^\+ ?(?=\d+ ?(?:{_units()})\b)", "dans "),
    (r"\bapres[- ]demain\b", "surlendemain"),
    (
        r"\b(?:si (?:c'est )?possible|if possible|si tout va bien|sauf imprevu|sans doute|peut-etre"
        r"|pourquoi pas|petit a petit|peu a peu|why not|pas (?:encore )?de date(?: precise| fixee?)?)\b",
        " ",
    ),
    (
        rf"((?:{_NAMES}|20\d\d)\b.*?) (?:et |and )?{_THE_BETTER}$",
        r"\1",
    ),  # a date, "le plus tôt sera le mieux"
    # "Été" is the summer, unless it is what somebody has been.
    (
        r"\b((?:\w')?(?:ai|as|a|avons|avez|ont|avait|avais|avaient|aurait|avoir|ayant)"
        r"(?: (?:pas|jamais|toujours|deja|bien|aussi|tous|toutes|recemment))*) ete\b",
        r"\1 been",
    ),
    (r"\b(?:week-? ?end|w-e)s?\b", "weekend"),
    (
        r"\bsaint(e?) (?=valentin|jean|sylvestre|nicolas)|\bst[ -](?=valentin|jean|sylvestre|nicolas)",
        "saint-",
    ),
    (r"\b(dans|sous|in|within|d'ici) (?:les |the (?:next )?)?(24|48|72) ?(?:h|heures?|hours?)\b", joined),
    (r"\bpremier (?=du mois\b)", "1er "),
    (r"^(?:dans )?(?:le )?(?:lendemain|jour (?:suivant|d'apres))$", "dans 1 jour"),
    (lambda: rf"^(?:d'ici )?((?:~ )?\w+(?:[- ]\w+)? (?:{_units()})) (?:plus tard|apres|later)$", r"dans \1"),
    (lambda: rf"\b(\w+ (?:{_units()})) (?:ou|or) (\d+|deux|trois|quatre|cinq|six|two|three|four)$", either),
    (r"\b(?:de |d')?l'annee (?=(?:19|20)\d\d\b)", ""),
    (r"\bdeux mille vingt[- ]?(?:(?:et[- ])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf))?\b", in_words),
    (
        rf"^(?:le )?({_SHORT_DAYS}|mon) *$"
        rf"|\b(?:(?<=\bnext )|(?<=\bthis )|(?<=\bcoming )|(?<=\bon ))({_SHORT_DAYS}|mon)\b"
        rf"|\b({_SHORT_DAYS})(?= pro(?:chain)?\b)"
        rf"|(?<=er )(lun|mar|mer|jeu|ven|sam|dim)(?= (?:de |d'|en ))"
        rf"|(?<=me )(lun|mar|mer|jeu|ven|sam|dim)(?= (?:de |d'|en ))",
        weekday_in_full,
    ),
    (rf"\b({WEEKDAY_NAMES}) dans (?:une|1) semaine\b", r"\1 en huit"),
    (r"\b(?:cet )?(?:apres[- ]?midi|aprem)\b|\bce jour\b", this_day),
    (
        r"\b(?:en |in the |au |le |dans la |fin de |fin d')?"
        r"(?:(?:debut|fin|milieu) de journee|matinee|soiree|(?<!ce )matin|(?<!ce )soir|morning|evening"
        r"|afternoon)\b",
        " ",
    ),
    (r"(?:\b(?:a|at|vers|des) |@ ?)?\b\d\d? ?(?:h|heures?|:)(?: ?\d\d)?\b", " "),
    (rf"\b({MONTH_NAMES})[-/](?:{MONTH_NAMES})[-/]({MONTH_NAMES})\b", r"\1 a \2"),
    (r"^(?:a partir de |des )?j ?\+ ?(\d+)(?: (?:j|jours|days))?$", r"dans \1 jours"),
    (rf"\b({_NAMES})(?:[-/]| [-/] )(?=(?:{_NAMES}|(?:mi|debut|fin)[ -])\b)", r"\1 a "),
    (
        rf"\b({MONTH_NAMES}) (?:du |entre |from |between )?(?:le )?(\d\d?)"
        r"(?: ?- ?| (?:au|a|et|to|and|jusqu'au|jusqu'a) )(?:le )?(\d\d?)\b(?!/)",
        r"\2 a \3 \1",
    ),
    (r"\b(\d\d?) jusqu'au? (?:le )?(?=\d\d? )", r"\1 a "),
    (r"\b(20\d\d)(?:[./]| ?- )(\d\d?)$", r"\2/\1"),
    (r"\b(\d\d?) - (\d\d?) - (20\d\d)\b", r"\1-\2-\3"),
    (r"\b(weeks?|months?|years?)'s? time\b", r"\1 time"),
    (r"\b(dans|d'ici|sous|in|within) (?:un|1|one|a) (?:semestre|semester|half[- ]year)\b", r"\1 6 mois"),
    (r"\b(dans|d'ici|sous|in|within) (?:deux|2|two) (?:semestres|semesters|half[- ]years)\b", r"\1 12 mois"),
    (r"\ba (?:l')?(?:echeance|horizon)(?: de)? (?=\d)", "dans "),
    (r"\bdans le mois (?:qui vient|a venir)\b|\bdans le prochain mois\b", "d'ici 1 mois"),
    (r"(^|\bles )(?:tout )?premiers mois (?=d(?:e|u|')\b)", r"\1debut "),
    (r"(^|\bles )derniers mois (?=d(?:e|u|')\b)", r"\1fin "),
    (rf"\b({WEEKDAY_NAMES}) after next\b", r"\1 week"),
    (r"\bnew years (?=day|eve)", "new year's "),
    (rf"^(?:{_SOON})[ ,]+(?:idealement|(?:de|par) preference|plutot|ideally|preferably) (?=\S)", ""),
    (r"\b(?:early )?in the new year\b", "beginning of next year"),
    (r"\beoy\b|\byear[- ]end\b", "end of year"),
    (r"\beo[wmq]\b", lambda said: f"end of {_ENDING[said[0][-1]]}"),
    (r"\b(\d\d?) ?- (20\d\d)\b", r"\1/\2"),
    (rf"\b(\d\d?)[-/](\d\d? (?:{MONTH_NAMES})\b)", r"\1 a \2"),
    (rf"\b({_NUMERIC}) ?- ?({_NUMERIC})\b", r"\1 a \2"),
    (lambda: rf"(?<![\d/-])(\d{{1,3}}) ?[-/] ?(\d{{1,3}} ?(?:{_units()}))\b", r"\1 a \2"),
    (r"\bqtrs?\b", "quarter"),
    (r"\byrs?\b", "year"),
    (r"\b(w|m)(?:ks|ths)\b", lambda said: "weeks" if said[1] == "w" else "months"),
    (r"^(?:le )?(\d\d?)(?:er)? (\d\d?) ((?:20)?[2-4]\d)$|^(?:le|du) (\d\d?) (\d\d?)$", apart),
    (rf"\b(\d\d?)(?:i?eme|e)? d(?:e |')(?=(?:{MONTH_NAMES})\b)", r"\1 "),
    (rf"\b(\d\d?)(?:i?eme|e) (?=(?:(?:a|au|et) (?:le )?\d\d?(?:e(?:me)?)? )?(?:{MONTH_NAMES})\b)", r"\1 "),
    (r"\b([tqsh]\d) ?/ ?(20\d\d)\b", r"\1 \2"),
    (
        rf"(?<!\d )\b({MONTH_NAMES}) (\d\d?)(?:st|nd|rd|th)? ?(?:-|to|until|through|thru) ?"
        r"(\d\d?)(?:st|nd|rd|th)?\b(?![/ ]\d)",
        r"\2 a \3 \1",
    ),
    (r"\b(?:through|thru|till)\b", "until"),
    # "Fin janvier début février", "mars avril": from one to the other.
    (
        rf"\b(fin|mi|debut) ({_PERIOD}) (?=(?:debut|mi|fin) (?:{_PERIOD})\b)",
        r"\1 \2 a ",
    ),
    (
        rf"^((?:(?!(?:{MONTH_NAMES}|avant|apres|des|pas|d'ici|fin|mi|debut|before|after"
        rf"|not)\b)[a-z']+ ){{0,4}})"
        rf"((?:{MONTH_NAMES})(?:[ ,]+(?:{MONTH_NAMES}))+)((?: 20\d\d)?)$",
        in_a_row,
    ),
    (r"\btrim\b|(?<=1er )t\b|(?<=[234]e )t\b", "trimestre"),
    (r"\b(1er|2e|2eme|2nd) sem\b", r"\1 semestre"),
    (r"\bsem (?=pro\b|prochaine|derniere)", "semaine "),
    (rf"\b(semaine|mois|annee|weekend|{WEEKDAY_NAMES}) pro\b", r"\1 prochain"),
    (rf"\b(?:a )?week on ({WEEKDAY_NAMES})\b", r"\1 week"),
    (r"\b([tqsh]\d)[-/']+(\d\d)\b", r"\1 \2"),
    (rf"\b(\d\d?(?:er)?)({MONTH_NAMES})(?=\d|\b)", r"\1 \2 "),
    (r"\b([tqsh]\d|\d[tqsh]) ?[-/] ?([tqsh]\d|\d[tqsh])\b", r"\1 a \2"),
    (r"\b(hiver|winter|saison|annee|exercice) (\d\d)/(\d\d)\b", r"\1 20\2 a 20\3"),
    (r"\b(20\d\d) ?[-/] ?(20\d\d)\b", r"\1 a \2"),
    (r"\b(semaine|sem|week|wk|s|w) ?(\d\d?)/(20\d\d)\b", r"\1 \2 \3"),
    *(
        (rf"\b(?:{word}(?: of)? ({MONTH_NAMES})|({MONTH_NAMES}) (?:the )?{word})\b", rf"{n} \1\2")
        for n, word in enumerate(FIRSTS, start=1)
    ),
    (r"\b(20\d\d)[- ]([sh][12])\b", r"\2 \1"),
    (r"\b(20\d\d) (?:le |au |the )?(\w+ (?:trimestre|semestre|quarter|half))\b", r"\2 \1"),
    (r"\b(semaine|mois|annee|trimestre) (?:d'apres|qui suit)\b", r"\1 prochain"),
    (rf"\b(?:(?:du|de) )?mois d(?:e |')(?=(?:{MONTH_NAMES})\b)", ""),
    (
        rf"\b((?:(?:{WEEKDAY_NAMES}) )?\d\d?) (?:et|and) (?:le )?"
        rf"(?=(?:(?:{WEEKDAY_NAMES}) )?\d\d? (?:{MONTH_NAMES})\b)",
        r"\1 a ",
    ),
    (r"\b(?:une?|1|a|one) (semaine|mois|jour|week|month)s? (?:ou|or) (?:2|deux|two)\b", r"1 ou 2 \1"),
    (r"(?<=\d) ?/ ?(?=\d)", "/"),
    (r"\b(20\d\d)[- ]([tq] ?[1-4]|[tq]?[1-4][tq])\b", r"\2 \1"),
    (_MONTH_THEN_YEAR.pattern, r"\1 \2"),
    (_MONTH_THEN_FIGURES.pattern, r"\1 \2"),
    (r"\b(?:mi|mid|debut|fin|courant)-(?=\w)", joined),
    # "Sept" is September, unless it counts something or ends a number.
    (r"(?<![a-z]-)(?<!mille )\bsept\b(?! (?:jours?|semaines?|mois|ans?)\b)", "septembre"),
    (r"^(\d\d) (\d\d)(?: ((?:20)?\d\d))?$", joined),
)


# A participle is told by its accent, which the plain words lack; "sera lancé" is to come, and so is
# "on veut commencé".
_DONE = pattern(
    r"(?<!\bsera )(?<!\bseront )(?<!\bserait )(?<!\b[eê]tre )(?<!\b[aà] )(?<!\bde )(?<!\bpour )(?<!er )"
    r"(?<!oir )(?<!(?:veu|peu|doi|rai)[xst] )(?<!ons )(?<!\bva )(?<!\bd[eé]j[aà] )"
    r"\b((?:commenc|d[eé]marr|d[eé]but|lanc|achet|d[eé]m[eé]nag|install|embauch|recrut|sign|termin|arr[eê]t"
    r"|inaugur)ée?s?)\b"
)


def prepared(text: str, today: date) -> str:
    """Return the words of a text, as the names of periods are read."""
    words = without_slips(plain(_DONE.sub(r"deja \1", unicodedata.normalize("NFC", text.lower()))))
    words = _FIRST_OF_MONTH.sub("1 ", without_some_weekday(without_denied(words)))
    words = _OF_MONTH_BESIDE.sub(lambda said: _in_month(said, today), words)
    words = _OF_WEEK_BESIDE.sub(lambda said: _in_week(said, today), words)
    words = _DAYS_ALONE.sub(lambda said: _in_next_month(said, today), words)
    words = _DAY_THEN_MONTH.sub(r"\1 \2", re.sub(r"(?<=[a-z])\.", " ", _APART_RANK.sub(r"\1\2", words)))
    for found, replacement in _REWRITTEN:
        words = found.sub(replacement, words)
    words = " ".join(words.split()).strip(" .-")
    words = _SHORT_YEAR.sub(lambda said: f"{said[1]} {said[2]} {_full_year(int(said[3]), today)}", words)
    words = " ".join(in_digits(words).split())
    return _YEAR_BESIDE.sub(lambda said: f"{said[1]} {today.year + _years_away(said[0])}", words)


_FIRST_OF_MONTH = pattern(
    r"\b(?:premier|first) (?:jour |day )?(?=(?:du|of) (?:the )?(?:mois|next month|this month))"
)

# "Le 15 du mois prochain" is a day of December.
_OF_MONTH_BESIDE = pattern(
    r"\b(?P<day>\d\d?(?:er|st|nd|rd|th)?) (?:du |de |of |le )?"
    r"(?:(?P<next>mois prochain|(?:the )?next month)|(?:ce mois|this month))(?:-ci)?\b"
)

# "Mercredi de la semaine prochaine"; "du 13 au 15", of this month or of the next one.
_OF_WEEK_BESIDE = pattern(
    rf"\b(?P<weekday>{WEEKDAY_NAMES}),? (?:de |of )?"
    r"(?:(?P<next>la semaine (?:prochaine|suivante|d'apres|qui (?:vient|suit))|next week)"
    r"|(?:cette semaine|this week))\b"
)
_DAYS_ALONE = pattern(r"^(?:du|entre le) (?P<first>\d\d?) (?:au|et le) (?P<last>\d\d?)$")


def _in_week(said: re.Match[str], today: date) -> str:
    days = WEEKDAYS[said["weekday"]] - today.weekday() + (7 if said["next"] else 0)
    return (today + timedelta(days)).isoformat()


def _in_next_month(said: re.Match[str], today: date) -> str:
    month = months_later(today.replace(day=1), 0 if int(said["first"]) >= today.day else 1)
    name = next(name for name, number in MONTHS.items() if number == month.month)
    return f"{said['first']} a {said['last']} {name} {month.year}"


def _in_month(said: re.Match[str], today: date) -> str:
    month = months_later(today.replace(day=1), 1 if said["next"] else 0)
    name = next(name for name, number in MONTHS.items() if number == month.month)
    return f"{said['day']} {name} {month.year}"


def _full_year(figures: int, today: date) -> int:
    """Return the year that two figures mean: the nearest one that ends with them."""
    return min((1900 + figures, 2000 + figures), key=lambda year: abs(year - today.year))


# "Juin de l'année prochaine" is June of a year.
_YEAR_BESIDE = pattern(
    rf"\b({MONTH_NAMES}|[tqsh]\d|trimestre|semestre|quarter|half|printemps|spring|ete|summer|automne|autumn)"
    r" (?:de |of )?(?:l'(?:annee|an) (?:prochaine?|derniere?|passee?|qui vient)|(?:next|last|this) year"
    r"|cette annee|de l'annee(?: en cours)?)\b(?! \w*(?:19|20)\d\d)"
)


def _years_away(said: str) -> int:
    if re.search("prochain|next|qui vient", said):
        return 1
    return -1 if re.search("derni|pass|last", said) else 0


_DAY_AND_MONTH = pattern(
    rf"(?<![\d/.-])(?:(?P<day>\d\d?)(?:er|st|nd|rd|th)? (?:of )?(?P<month>{MONTH_NAMES})\b"
    r"(?: (?P<year>(?:19|20)\d\d)\b)?"
    r"|(?P<the>\b(?:le|du|au) )?(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)"
    r"(?:(?P=mark)(?P<y>(?:20)?\d\d))?(?![\d/.-]))"
)
_LEAP = 2028


def no_such_day(words: str) -> str | None:
    """Return the first day said that no calendar has: "31 fevrier"; None when there is none."""
    return next((said[0] for said in _DAY_AND_MONTH.finditer(words) if not _is_a_day(said)), None)


def _is_a_day(said: re.Match[str]) -> bool:
    if said["month"]:
        year, month = int(said["year"] or _LEAP), MONTHS[said["month"]]
        return 1 <= int(said["day"]) <= calendar.monthrange(year, month)[1]
    if said["y"] is None and said["mark"] != "/":
        return True  # a version, a price, hours
    year = 2000 + int(said["y"]) % 100 if said["y"] else _LEAP
    orders = ((int(said["a"]), int(said["b"])), (int(said["b"]), int(said["a"])))[: 1 if said["the"] else 2]
    if said["y"] is None and int(said["a"]) <= 12 and not said["the"]:
        return True  # 04/27 is a month
    return any(1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] for day, month in orders)
