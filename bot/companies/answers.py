"""What the public company registry answers, read cautiously: a field of another form is a missing one."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from conversations.companies import RegisteredCompany, section_of_naf

RESULTS = 6  # as many as a phone shows as buttons
MASKED = "[NON-DIFFUSIBLE]"
LONGEST_TEXT = 200  # characters: no name of a company or a commune comes near
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # what neither a message nor a database takes

Record: TypeAlias = Mapping[str, object]
Companies: TypeAlias = tuple[RegisteredCompany, ...]


def read_companies(results: list[object], number: str | None) -> Companies:
    """Read what can be read; ``number`` is the SIREN or SIRET asked for, None after a search by name."""
    companies = (_read_company(_record(result), number) for result in results)
    return tuple(
        company for company in companies if company and (number is None or company.siren == number[:9])
    )[:RESULTS]


def _read_company(record: Record, number: str | None) -> RegisteredCompany | None:
    """Return the company of a result; None for a ghost, with no number or with neither name nor state."""
    siren, state = _text(record, "siren", r"\d{9}"), _text(record, "etat_administratif")
    place = _establishment(record, number)
    name = _text(record, "nom_complet") or _text(record, "nom_raison_sociale")
    if siren is None or not (name or state):
        return None
    naf = _text(record, "activite_principale")
    turnover_year, turnover = _last_turnover(_record(record.get("finances")))
    asked_place_shut = place.get("etat_administratif") == "F" and place.get("siret") == (number or "")
    return RegisteredCompany(
        siren=siren,
        name=(name or "").removesuffix(" ()"),
        siret=_text(place, "siret", r"\d{14}"),
        commune=_text(place, "commune", r"\d[\dAB]\d{3}"),
        city=_text(place, "libelle_commune"),
        created_on=_day(_text(record, "date_creation")),
        headcount_band=_text(record, "tranche_effectif_salarie"),
        headcount_year=_year(_text(record, "annee_tranche_effectif_salarie")),
        naf=naf,
        section=section_of_naf(naf),
        legal_form=_text(record, "nature_juridique"),
        category=_text(record, "categorie_entreprise"),
        active=False if asked_place_shut else {"A": True, "C": False}.get(state or ""),
        turnover=turnover,
        turnover_year=turnover_year,
    )


def _establishment(record: Record, number: str | None) -> Record:
    """Return the establishment asked for, empty when it is not there: another one may be in another basin."""
    head_office = _record(record.get("siege"))
    if number is None or len(number) == 9:
        return head_office
    matching = record.get("matching_etablissements")
    places = [*(_record(place) for place in (matching if isinstance(matching, list) else [])), head_office]
    return next((place for place in places if place.get("siret") == number), {})


def _last_turnover(finances: Record) -> tuple[int | None, int | None]:
    """Return the last year with a turnover and its euros; zero stands next to profits, so it is no figure."""
    for year in sorted(finances, reverse=True):
        turnover = _record(finances[year]).get("ca")
        if _year(year) and type(turnover) is int and turnover > 0:
            return _year(year), turnover
    return None, None


def _record(value: object) -> Record:
    return value if isinstance(value, dict) else {}


def _text(record: Record, key: str, pattern: str = r".+") -> str | None:
    """Return a text of the expected form; None when it is missing, masked, endless or anything else."""
    value = record.get(key)
    if (
        not isinstance(value, str)
        or len(value) > LONGEST_TEXT
        or MASKED in value
        or _UNSPEAKABLE.search(value)
    ):
        return None
    text = value.strip()
    return text if re.fullmatch(pattern, text, re.ASCII) else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{4}", text, re.ASCII) else None
