"""Find requests again by what people type: a reference, a SIREN, or the names of a company and a town.

Names are compared all at once, outside Python: thousands take a few milliseconds.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.fuzz import partial_ratio
from rapidfuzz.utils import default_process
from sqlalchemy import Connection, Select, or_

from conversations.name_masking import is_taken_up
from conversations.places import Place
from conversations.words import fold
from models.statements import tables_of
from models.tables import Company, Dossier

REFERENCE_TYPED: Final = re.compile(r"(?:az)?\W*(?:(\d\d)\W+)?(\d{1,9})", re.IGNORECASE)
"""A reference in full or in short: "AZ-26-0007", "26-7", "7"."""

SEARCHED_AT_MOST: Final = 5_000
"""Latest requests whose names are compared with what is typed."""

_ALIKE: Final = 82  # out of 100
_EXACT: Final = 101
_LONGEST: Final = 100  # characters looked for
_SIREN_DIGITS: Final = 9
_SIGNS: Final = 8  # characters by which two ways to write one name differ: accents, hyphens, blanks

_DOSSIERS, _COMPANIES = tables_of(Dossier, Company)


def find_requests(
    connection: Connection, chosen: Select[Any], words: str, commune: Callable[[str], Place | None]
) -> tuple[list[int], int]:
    """Return the numbers of the requests that words may mean, best then latest first; of how many looked at.

    ``chosen``: a query of the numbers of those to look among. A reference or a SIREN names exactly. The name
    of a company that nobody may read yet finds its request in full only, as those who know it type it.
    """
    columns = (
        _DOSSIERS.c.id, _DOSSIERS.c.reference, _DOSSIERS.c.commune, _COMPANIES.c.name,
        _DOSSIERS.c.holder_id, _DOSSIERS.c.source,
    )  # fmt: skip
    joined = _DOSSIERS.outerjoin(_COMPANIES, _COMPANIES.c.id == _DOSSIERS.c.company_id)
    query = chosen.with_only_columns(*columns).select_from(joined)
    query = query.order_by(_DOSSIERS.c.submitted_at.desc(), _DOSSIERS.c.id.desc())
    words = " ".join(words.split())[:_LONGEST]
    digits = "".join(filter(str.isdecimal, words))
    typed = REFERENCE_TYPED.fullmatch(words)
    exact = _COMPANIES.c.siren == digits[:_SIREN_DIGITS]
    if typed:
        exact = or_(exact, _DOSSIERS.c.id == int(typed[2]))
    if typed or len(digits) >= _SIREN_DIGITS:
        year = f"-{typed[1]}-" if typed and typed[1] else ""
        if named := [row.id for row in connection.execute(query.where(exact)) if year in row.reference]:
            return named, len(named)
    rows = connection.execute(query.limit(SEARCHED_AT_MOST)).all()
    towns = {code: place.name for code in {row.commune for row in rows} if code and (place := commune(code))}
    sought = fold(words)
    scores: dict[int, float] = {
        row.id: _EXACT
        for row in rows
        if row.name and abs(len(row.name) - len(words)) <= _SIGNS and fold(row.name) == sought
    }
    for names in (
        [row.reference for row in rows],
        [row.name if is_taken_up(row.holder_id, row.source) else None for row in rows],
        [towns.get(row.commune) for row in rows],
    ):
        for _, score, at in process.extract(
            words, names, scorer=partial_ratio, processor=default_process, score_cutoff=_ALIKE, limit=None
        ):
            scores[rows[at].id] = max(score, scores.get(rows[at].id, 0))
    return sorted(scores, key=lambda number: (-scores[number], -number)), len(rows)
