"""The report: the published figures of 2017 in every form and language, and sentences that stay sentences."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from docx import Document

from bot.documents.spoken import SpokenPaper
from bot.documents.word.docx import word
from bot.i18n import speak
from bot.services.figures.key_sections import key as key_section
from bot.services.reports.findings import Findings
from bot.services.reports.outcomes import advances, results
from conversations.figures.periods import quarter_of, year_of
from conversations.messages import Euros
from conversations.understanding.named_periods import Period
from models.figures.queries import Scope
from tests.history import a_network_of_2017
from tests.reports import Records, in_markdown, in_pdf, in_word, records_in, records_of_2017

YEAR = year_of(2017)
FORMS = {"pdf": in_pdf, "docx": in_word, "md": in_markdown}
STATED = {
    "fr": (
        "243 personnes représentaient 194 entreprises apporteuses",
        "131 entreprises ont été soutenues",
        "399 jours d'expertise contractualisés",
        "439 emplois à créer et 1 156 emplois à maintenir",
        "ce sont des prévisions",
        "69 entreprises ont obtenu une avance remboursable",
        "L'avance moyenne est de 23 000 €",
        "« Stratégie » sont de plus en plus fréquentes : 10 % en 2014, 40 % en 2017",
        "« Commercial » restent parmi les plus fréquentes : 46 % en 2017",
        "1 bassin a ouvert pendant la période : Marseille Métropole",
        "4 autres étaient annoncés",
    ),
    "en": (
        "243 people represented 194 contributor companies",
        "131 companies were supported",
        "399 days of expertise",
        "439 jobs to create and 1,156 jobs to keep",
        "these are forecasts",
        "69 companies received a repayable advance",
        "The average advance is €23,000",
        "“Strategy” is asked for more and more: 10 % of requests in 2014, 40 % in 2017",
        "“Sales” stays among the skills most asked for: 46 % of requests in 2017",
        "1 territory began in this period: Marseille Métropole",
        "4 more were announced",
    ),
}


@pytest.fixture(scope="module")
def past(past_of_2017: Path) -> Records:
    """The past, read on the first of February 2018."""
    return records_in(past_of_2017, a_network_of_2017())


@pytest.mark.parametrize("language", list(STATED))
@pytest.mark.parametrize("form", list(FORMS))
def test_the_report_of_2017_states_the_published_figures(past: Records, form: str, language: str) -> None:
    said = FORMS[form](past.paper(YEAR, language))
    for sentence in STATED[language]:
        assert sentence in said


def test_other_programs_read_the_published_figures(past: Records) -> None:
    figures = {name: each["value"] for name, each in past.figures(YEAR)["figures"].items()}
    expected = {
        "representatives": 243,
        "contributor_companies": 194,
        "basins_created": 1,
        "basins_announced": 4,
        "companies_supported": 131,
        "days_contracted": 399,
        "jobs_created_planned": 439,
        "jobs_kept_planned": 1156,
        "advance_companies": 69,
        "advance_mean": 23_000,
    }
    assert figures.items() >= expected.items()
    [strategy] = [each for each in past.figures(YEAR)["skills"]["asked_for"] if each["code"] == "strategy"]
    assert strategy["course"] == "growing" and strategy["share_percent"] == sorted(strategy["share_percent"])


def test_what_is_computed_is_apart_and_said_to_be(past: Records) -> None:
    derived = {name: each["value"] for name, each in past.figures(YEAR)["derived_figures"].items()}
    assert derived == {
        "days_contracted_per_company": 3.05,
        "jobs_created_planned_per_company": 3.35,
        "jobs_kept_planned_per_company": 8.82,
        "advance_companies_share": 53,
        "representatives_per_company": 1.25,
    }
    said = in_markdown(past.paper(YEAR, "en"))
    assert "computed from the figures above, not counted" in said
    assert "Days contracted per company supported | 3.05 |" in said


def test_the_report_has_the_numbers_of_the_key_figures(past: Records) -> None:
    told = past.figures(YEAR)["figures"]
    with past.engine.connect() as connection:
        section = key_section(past.asked(connection, YEAR, Scope(), None))
    assert len(section.rows) == len(told)
    for row, each in zip(section.rows, told.values(), strict=True):
        for figure, value in zip(row.figures, (each["value"], each["year_before"]["value"]), strict=True):
            number = figure.value.amount if isinstance(figure.value, Euros) else figure.value
            if number is not None:  # what firms observed is not set beside the year before
                assert (float(number) if isinstance(number, Decimal) else number) == value


def test_the_parts_come_in_the_order_of_the_published_page(past: Records) -> None:
    blocks = past.paper(YEAR, "en")["blocks"]
    assert [block["rows"][0][0] for block in blocks if block["kind"] == "heading"] == [
        "People mobilised",
        "The activity",
        "Results",
        "Repayable advances",
        "Needs and how they change",
        "What figures leave out",
        "Key figures",
        "In pictures",
        "Territory by territory",
        "How it is counted",
    ]
    assert sum(block["kind"] == "chart" for block in blocks) == 3


def tables(paper: SpokenPaper) -> list[list[list[str]]]:
    return [block["rows"] for block in paper["blocks"] if block["kind"] == "table"]


def test_each_figure_is_beside_that_of_the_year_before_with_its_change(past: Records) -> None:
    key, derived, *territories = tables(past.paper(YEAR, "en"))
    assert key[0] == ["Figure", "2017", "2016", "Change"]
    assert ["Companies supported", "131", "108", "+23 (+21 %)"] in key
    assert derived[0][1:] == ["2017", "2016"]
    assert territories[0][0] == [
        "Territory",
        "Requests",
        "2016",
        "Companies",
        "2016",
        "Days contracted",
        "2016",
    ]
    assert territories[0][-1][1:3] == ["<b>220</b>", "<b>180</b>"]


def test_territories_add_up_to_the_whole(past: Records) -> None:
    for rows in tables(past.paper(YEAR, "en"))[2:]:
        *each, total = rows[1:]
        for place in range(1, len(total)):
            whole = Decimal(re.sub(r"</?b>|,", "", total[place]))
            assert sum(Decimal(row[place].replace(",", "")) for row in each) == whole


def test_before_anything_was_on_record_there_is_no_year_before(past: Records) -> None:
    paper = past.paper(year_of(2014), "en")
    key, *_ = tables(paper)
    assert key[0] == ["Figure", "2014"]
    assert "a year before" not in past.paragraphs(year_of(2014), "en")


PERIODS = [year_of(year) for year in range(2013, 2019)]
PERIODS += [quarter_of(date(2017, month, 1)) for month in (1, 4, 7, 10)]
PERIODS += [Period(date(2015, 1, 1), date(2017, 12, 31)), Period(date(2017, 3, 9), date(2017, 3, 9))]
PLACES = [None, "vosges", "marseille", "grand-dijonnais", ""]


@pytest.fixture(scope="module")
def all_found(past: Records) -> list[Findings]:
    """What is found of every period and place, for the public or not."""
    return [
        past.findings(period, basin=basin, public=public)
        for period, basin, public in product(PERIODS, PLACES, (False, True))
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sentences_stay_sentences_whatever_is_zero_or_unknown(
    past: Records, all_found: list[Findings], language: str
) -> None:
    zero = re.compile(r"(?<![\d,.])0 (?!%|in |en |dans )[a-zé]")
    wrong = re.compile(
        r"\b1 (?:companies|people|jobs|days|requests|missions|entreprises|personnes|emplois|jours|demandes)\b"
    )
    for found in all_found:
        said = past.text(found, language)
        assert not zero.search(said), said
        assert not wrong.search(said), said
        unknown = said.replace("“–”", "").replace("« – »", "")
        assert not any(wrong in unknown for wrong in ("–", "{", " .", " ,", "..")), said


def test_advances_whose_amounts_are_not_known_are_not_said_to_be_none(past: Records) -> None:
    found = past.findings(YEAR)
    assert found.now.whole.decisions["grant_both"]
    unknown = replace(found.now.whole, advance_companies=0, advances=0, advance_total=0)
    said = " ".join(
        speak(line, "en", markup=False)
        for line in advances(replace(found, now=replace(found.now, whole=unknown)))
    )
    assert "No repayable advance" not in said
    assert "amounts" in said


def test_more_days_than_contracted_are_not_said_to_be_of_them(past: Records) -> None:
    found = past.findings(YEAR)
    whole = replace(found.now.whole, tenths_delivered=found.now.whole.tenths_contracted + 25)
    more = replace(found, now=replace(found.now, whole=whole))
    said = " ".join(speak(line, "en", markup=False) for line in results(more))

    assert "more than was contracted" in said
    assert "of them" not in said


def test_a_year_under_way_says_up_to_when(tmp_path: Path) -> None:
    running = records_of_2017(tmp_path / "running.db", datetime(2017, 11, 23, 9, tzinfo=UTC))
    said = running.paragraphs(YEAR, "en")
    assert "In 2017, up to 23 November 2017, " in said
    assert "On 23 November 2017, " in said
    key, *_ = tables(running.paper(YEAR, "en"))
    assert key[0] == ["Figure", "2017", "A year before", "Change"]
    assert "“A year before” is from 1 January 2016 to 23 November 2016." in said
    assert running.figures(YEAR)["told_until"] == "2017-11-23"


def test_of_one_territory_alone(past: Records) -> None:
    said = past.paragraphs(YEAR, "en", basin="marseille")
    assert "The territory began in this period." in said
    assert "Repayable advances are not practised here." in said
    assert past.paper(YEAR, "en", basin="marseille")["subtitle"].startswith("Marseille Métropole · ")
    assert past.figures(YEAR, basin="marseille")["figures"]["received"]["value"] == 5


def test_of_several_territories_names_them_and_adds_them_up(past: Records) -> None:
    scope = Scope(frozenset({"vosges", "meuse"}))
    assert past.paper(YEAR, "en", scope=scope)["subtitle"].startswith("Meuse and Vosges · ")
    alone = [past.figures(YEAR, basin=code)["figures"]["received"]["value"] for code in ("vosges", "meuse")]
    assert past.figures(YEAR, scope=scope)["figures"]["received"]["value"] == sum(alone)


def test_the_word_document_can_be_edited_and_read_aloud(past: Records) -> None:
    document = Document(BytesIO(word(past.paper(YEAR, "fr"))))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style and paragraph.text]
    assert styles.count("Heading 1") == 10 and "Title" in styles
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == 3 and all("2017" in text for text in described)
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables[:4])
    assert document.core_properties.language == "fr-FR"
    assert 'w:val="fr-FR"' in document.styles.element.xml
