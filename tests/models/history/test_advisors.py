"""A list of contributor companies is loaded whole or not at all, and says all there is to mend."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import Session, select

from conversations.network.basins import AdvisorEntry, Contributor
from models.database.writer import Database, Transaction
from models.history.advisors import ADVISORS, read_contributors
from models.history.cells import CellReader
from models.history.template import write_template
from models.history.vocabulary import Wordings
from models.places.search import CommuneTable
from models.spreadsheets.sheets import SpreadsheetError
from models.support.contributors import Loaded, advisors_of, load_contributors
from models.support.tables import Advisor, ContributorCompany
from tests.builders import a_basin, a_network
from tests.history import sentence
from tests.models.database.opening import opened

TODAY = date(2026, 11, 23)
NETWORK = a_network(a_basin("vallee"), a_basin("plaine"))
NAMES = {"commercial": "sales", "ressources humaines": "hr"}
CELLS = CellReader(NETWORK, Wordings(NAMES, {}), CommuneTable(), TODAY)
HEADER = "Entreprise;SIREN;Bassin;Intervenant;Fonction;Compétences;Contact;Disponible à partir du"
ROW = "Forges du Val;732 829 320;vallee;Claire Morel;Responsable qualité;quality, commercial;;01/03/2027"


def a_list(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """Write a CSV list."""
    path = tmp_path / "intervenants.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding)
    return path


def faults(path: Path, basin: str | None = None) -> list[str]:
    """Return what is said of a list."""
    with pytest.raises(SpreadsheetError) as caught:
        read_contributors(path, CELLS, basin)
    return [sentence(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_is_read_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    claire = AdvisorEntry("Claire Morel", "Responsable qualité", ("quality", "sales"), None, date(2027, 3, 1))
    read = read_contributors(a_list(tmp_path, ROW, encoding=encoding), CELLS)
    assert read == [("vallee", Contributor("Forges du Val", "732829320", (claire,)))]


def test_the_rows_of_one_firm_are_put_together(tmp_path: Path) -> None:
    path = a_list(tmp_path, ROW, "FORGES DU VAL;;vallee;Paul Weber;;hr;;", "", "Verrerie;;plaine;Léa;;hr;;")
    read = read_contributors(path, CELLS)
    assert [(basin, firm.name, len(firm.advisors)) for basin, firm in read] == [
        ("vallee", "Forges du Val", 2),
        ("plaine", "Verrerie", 1),
    ]


def test_all_that_is_wrong_is_told_at_once_with_its_row_and_column(tmp_path: Path) -> None:
    told = faults(
        a_list(
            tmp_path,
            ";123456789;ailleurs;Claire;;astrology;;un de ces jours",
            ROW,
            ROW.replace("Responsable qualité", "Cheffe d'atelier"),
        )
    )
    assert [line.partition(": ")[0] for line in told] == [
        "intervenants.csv, row 2, Entreprise",
        "intervenants.csv, row 2, SIREN",
        "intervenants.csv, row 2, Bassin",
        "intervenants.csv, row 2, Compétences",
        "intervenants.csv, row 2, Disponible à partir du",
        "intervenants.csv, row 4, Intervenant",
    ]


def test_the_same_row_again_is_one_advisor(tmp_path: Path) -> None:
    [(_, firm)] = read_contributors(a_list(tmp_path, ROW, ROW), CELLS)
    assert len(firm.advisors) == 1


@pytest.mark.parametrize("number", ["73282932000074", "732829320.0", "N° SIREN 732 829 320"])
def test_a_company_number_is_read_as_in_the_other_lists(tmp_path: Path, number: str) -> None:
    path = a_list(tmp_path, ROW.replace("732 829 320", number))
    [(_, firm)] = read_contributors(path, CELLS)
    assert firm.siren == "732829320"


def test_a_list_without_its_columns_says_which_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "intervenants.csv"
    path.write_text("Entreprise;Ville\nForges du Val;Toul", "utf-8")
    assert "Intervenant, Compétences" in faults(path)[0]


def test_a_column_that_is_none_of_the_list_is_told_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "intervenants.csv"
    path.write_text(
        "Entreprise;Intervenant;Compétences;Bassin;Disponible dès;;Nom\nA;B;hr;vallee;;c;B", "utf-8"
    )
    assert faults(path) == [
        "intervenants.csv, row 1, Disponible dès: is no column of this list. "
        "Name it “Disponible à partir du” if that is what it holds, else delete it.",
        "intervenants.csv, row 1, Nom: Intervenant is there twice.",
        "intervenants.csv, row 2, F: has no title, but values: give it one, or delete it.",
    ]


def test_a_fault_names_the_column_as_it_is_in_the_list_under_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "intervenants.csv"
    path.write_text("Intervenants 2026\n\nCompany;Advisor;Skills;Basin\nForges;;hr;vallee", "utf-8")
    assert faults(path) == ["intervenants.csv, row 4, Advisor: must not be empty."]


def test_a_merged_firm_is_that_of_each_of_its_advisors(tmp_path: Path) -> None:
    path, book = tmp_path / "intervenants.xlsx", Workbook()
    sheet = book.worksheets[0]
    for row in (("Entreprise", "Bassin", "Intervenant", "Compétences"), ("Forges", "vallee", "Claire", "hr"),
                (None, None, "Paul", "sales")):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    book.save(path)
    [(basin, firm)] = read_contributors(path, CELLS)
    assert (basin, [each.name for each in firm.advisors]) == ("vallee", ["Claire", "Paul"])


def test_what_is_no_list_is_said_in_a_sentence(tmp_path: Path) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG")
    assert faults(picture) == [
        "photo.xlsx: is neither a CSV nor an XLSX file: open it in a spreadsheet and save it as .xlsx."
    ]
    assert "does not exist" in faults(tmp_path / "nowhere.csv")[0]
    assert "no row is filled in" in faults(a_list(tmp_path))[0]


def test_a_row_without_basin_goes_to_the_one_that_was_named(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Forges du Val;;;Claire;;hr;;")
    assert "row 2, Bassin" in faults(path)[0]
    [(basin, _)] = read_contributors(path, CELLS, "plaine")
    assert basin == "plaine"


def test_a_filled_in_template_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "intervenants.xlsx"
    write_template(path, NETWORK, lambda told: told.msgid, (ADVISORS,))
    assert "no row is filled in" in faults(path)[0]
    book: Workbook = load_workbook(path)
    book["Intervenants"].append(
        ("Forges du Val", 732829320, "Vallee", "Claire", None, "quality", None, TODAY)
    )
    book.save(path)
    [(basin, firm)] = read_contributors(path, CELLS)
    assert (basin, firm.siren) == ("vallee", "732829320")
    assert firm.advisors[0].available_from == TODAY


async def loaded(database: Database, *entries: AdvisorEntry) -> Loaded:
    """Load one firm of the basin "vallee" with these advisors."""
    listed = [("vallee", Contributor("Forges du Val", None, entries))]

    def work(transaction: Transaction) -> Loaded:
        with transaction.session() as session:
            return load_contributors(session, listed, TODAY)

    return await database.run(work)


async def test_loading_again_doubles_nothing_and_removes_nobody(database_url: str) -> None:
    claire = AdvisorEntry("Claire Morel", None, ("quality",), "claire@example.com")
    paul = AdvisorEntry("Paul Weber", None, ("hr",))
    async with opened(database_url) as database:
        assert await loaded(database, claire, paul) == Loaded(1, 2, 0)
        assert not await loaded(database, claire, paul)
        assert await loaded(database, AdvisorEntry("claire morel", "Cheffe", ("sales",))) == Loaded(0, 0, 1)
        with Session(database.engine) as session:
            people = [advisor for _, advisor in advisors_of(session, "vallee")]
    assert [(each.name, each.job, each.skills, each.contact) for each in people] == [
        ("Claire Morel", "Cheffe", ["sales"], "claire@example.com"),
        ("Paul Weber", None, ["hr"], None),
    ]


async def test_a_firm_that_is_listed_again_takes_part_again(database_url: str) -> None:
    claire = AdvisorEntry("Claire Morel", None, ("quality",))
    async with opened(database_url) as database:

        def span(since: date | None, until: date | None) -> None:
            with Session(database.engine) as session:
                firm = session.exec(select(ContributorCompany)).one()
                assert (firm.since, firm.until) == (since, until)

        await loaded(database, claire)

        def took_part(transaction: Transaction) -> None:
            with transaction.session() as session:
                firm = session.exec(select(ContributorCompany)).one()
                firm.since, firm.until = date(2017, 4, 3), date(2017, 9, 29)

        await database.run(took_part)
        await loaded(database, claire)
        span(date(2017, 4, 3), None)

        def will_leave(transaction: Transaction) -> None:
            with transaction.session() as session:
                session.exec(select(ContributorCompany)).one().until = date(2027, 12, 31)

        await database.run(will_leave)
        await loaded(database, claire)
        span(date(2017, 4, 3), date(2027, 12, 31))  # a day to come stays as it was told


async def test_who_has_left_stays_gone_when_an_old_list_is_loaded(database_url: str) -> None:
    claire = AdvisorEntry("Claire Morel", None, ("quality",))
    async with opened(database_url) as database:
        await loaded(database, claire)

        def leave(transaction: Transaction) -> None:
            with transaction.session() as session:
                session.exec(select(Advisor)).one().left_on = TODAY

        await database.run(leave)
        await loaded(database, claire)
        with Session(database.engine) as session:
            assert session.exec(select(Advisor)).one().left_on == TODAY
