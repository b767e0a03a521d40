"""The report that may be published: what is left out of it cannot be found again by who reads it all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import inf
from pathlib import Path
from typing import Any

import pytest

from bot.services.figures import indicators
from bot.services.reports.findings import GUARDED, Findings
from conversations.figures.periods import year_of
from conversations.understanding.named_periods import Period
from models.figures.queries import Scope
from tests.history import TOWNS, a_history_of_2017, a_network_of_2017
from tests.reports import Records, in_markdown, records_in

YEAR, FIRST_QUARTER = year_of(2017), Period(date(2017, 1, 1), date(2017, 3, 31))
PERIODS = (year_of(2014), year_of(2016), YEAR, FIRST_QUARTER)

BY_TERRITORY = [each.name for each in indicators.BY_TERRITORY]
COUNTS = [each.name for each in GUARDED if each.over is None]


@pytest.fixture(scope="module")
def past(past_of_2017: Path) -> Records:
    """The past, read on the first of February 2018."""
    return records_in(past_of_2017, a_network_of_2017())


@pytest.fixture(scope="module", params=PERIODS, ids=str)
def network(past: Records, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What is published of the whole network."""
    return past.figures(request.param, public=True)


def told(figure: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give a figure, then that of the year before where there is one."""
    yield figure
    if "year_before" in figure:
        yield figure["year_before"]


def known(figure: Mapping[str, Any], name: str) -> tuple[float, float]:
    """Return between what a reader knows a figure to be."""
    if "withheld" not in figure:
        return figure["value"], figure["value"]
    if figure["withheld"] == "under_5":
        return 1, 4
    return (5 if name in COUNTS else 0), inf


def recomputed(parts: list[tuple[float, float]], total: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Give what a reader can tell of each part, from the others and their total."""
    for place, (low, high) in enumerate(parts):
        others = parts[:place] + parts[place + 1 :]
        yield (
            max(low, total[0] - sum(high for _, high in others)),
            min(high, total[1] - sum(low for low, _ in others)),
        )


def columns(report: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]], Mapping[str, Any]]]:
    """Give all that adds up in a report: territories, this year and the year before, and months."""
    for name in BY_TERRITORY:
        parts = [list(told(each["figures"][name])) for each in report["territories"]]
        for place, total in enumerate(told(report["figures"][name])):
            yield name, [part[place] for part in parts], total
    months = list(report["received_by_month"].values())
    yield "received", months, report["figures"]["received"]


def test_no_count_from_1_to_4_is_published(network: dict[str, Any]) -> None:
    for name, figure in (network["figures"] | network["other_figures"]).items():
        for each in told(figure):
            if name in COUNTS:
                assert each["value"] not in {1, 2, 3, 4}
    for name, parts, _ in columns(network):
        assert name not in COUNTS or not {part["value"] for part in parts} & {1, 2, 3, 4}
    for skill in network["skills"]["asked_for"]:
        assert not {each["value"] for each in skill["requests"]} & {1, 2, 3, 4}


def test_nothing_left_out_is_found_again_by_subtraction(network: dict[str, Any]) -> None:
    for name, parts, total in columns(network):
        bounds = [known(part, name) for part in parts]
        for part, (low, high) in zip(parts, recomputed(bounds, known(total, name)), strict=True):
            if part.get("withheld") == "under_5":
                assert (low, high) == (1, 4), name
            elif "withheld" in part:
                assert high - low >= 1, name


def test_something_is_left_out_and_the_published_figures_are_not(past: Records) -> None:
    report = past.figures(YEAR, public=True)
    assert any("withheld" in part for _, parts, _ in columns(report) for part in parts)
    values = {name: figure["value"] for name, figure in report["figures"].items()}
    assert [values[name] for name in ("companies_supported", "days_contracted", "advance_mean")] == [
        131, 399, 23_000,
    ]  # fmt: skip


def test_a_territory_alone_tells_nothing_that_the_network_left_out(past: Records) -> None:
    for period in PERIODS:
        network = {each["code"]: each["figures"] for each in past.figures(period, public=True)["territories"]}
        for code in TOWNS:
            for scope in ({"basin": code}, {"scope": Scope(frozenset({code, "vosges"}))}):
                report = past.figures(period, public=True, **scope)
                alone = {each["code"]: each["figures"] for each in report["territories"]}
                for name, place in product(BY_TERRITORY, (0, 1)):
                    both = [list(told(each[code][name])) for each in (network, alone) if code in each]
                    published = [figures[place] for figures in both if len(figures) > place]
                    if len(published) == 2 and "withheld" in published[0]:
                        assert "withheld" in published[1]
                if "basin" in scope and code in alone:
                    for name in BY_TERRITORY:
                        same, whole = alone[code][name], report["figures"][name]
                        assert ("withheld" in same) == ("withheld" in whole)


@pytest.fixture(scope="module")
def all_found(past: Records) -> list[Findings]:
    """What is found of every period and territory for the public."""
    return [
        past.findings(period, public=True, basin=basin) for period, basin in product(PERIODS, (None, *TOWNS))
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_tells_no_small_number_either(
    past: Records, all_found: list[Findings], language: str
) -> None:
    of_few = re.compile(
        r"(?<![\d,.])[1-4] (?!%|territ|autre|more|January|janvier)"
        r"(?=request|compan|job|mission|project|grant|refus|postpon|demande|entreprise|emploi|projet|accord|ajourn)"
    )
    for found in all_found:
        said = past.text(found, language)
        assert not of_few.search(said), said
    said = in_markdown(past.paper(YEAR, language, public=True))
    assert ("non publié" if language == "fr" else "not published") in said
    assert ("version publique" if language == "fr" else "Public version") in said


def test_nobody_is_named_in_any_version(past: Records) -> None:
    history = a_history_of_2017()
    named = {row.company for row in history.dossiers} | {row.firm for row in history.shares}
    named |= {row.advisor for row in history.shares}
    for public in (False, True):
        said = in_markdown(past.paper(YEAR, public=public))
        assert not {name for name in named if name in said}
