"""Texts in exports: whatever people typed, they are texts, and break no file."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from bot.documents.spreadsheets.cells import MOST_CHARACTERS, looks_like_a_formula, safe
from bot.documents.spreadsheets.columns import Kind
from bot.documents.spreadsheets.csv_files import CsvFiles
from bot.documents.spreadsheets.xlsx import Xlsx

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

NASTY = (
    '=HYPERLINK("https://example.com","ici")',
    "=cmd|' /C calc'!A0",
    "+33612345678",
    "-2+3",
    "@SUM(1;2)",
    "  =1+1",
    "\t=1+1",
    "\n=1+1",
    "\r\n=1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "\N{ZERO WIDTH SPACE}=1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1+1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    "\N{SMALL EQUALS SIGN}1",
    "\N{MINUS SIGN}1",
    "- first point\n- second point",
)
"""What a spreadsheet might compute."""

HARMLESS = ("Boulangerie des Tilleuls", "12 rue de l'Église", "(=) égal", "«Oui»", "1=1", "", "é+", "😀 =1")
ODD = ("<r><t>markup</t></r>", "<b>&amp;</b>", "_x0041_", 'say "hi"; then\nstop', "a\x00b\x0bc\ufffed", "12")


def workbook(rows: Sequence[str], **limits: int) -> io.BytesIO:
    """Return a workbook of one sheet and one column."""
    file = io.BytesIO()
    book = Xlsx(file, about="About", author="Essai", made_at=NOW, **limits)
    with book.sheet("Texts", [("Text", Kind.TEXT)]) as append:
        for row in rows:
            append([safe(row) or None])
    book.about([])
    book.close()
    return file


def in_csv(rows: Sequence[str]) -> list[str]:
    """Return the cells of a CSV file of one column, as a program reads them."""
    file = io.BytesIO()
    book = CsvFiles(file, about="About", zipped=False, yes_no=("non", "oui"))
    with book.sheet("Texts", [("Text", Kind.TEXT)]) as append:
        for row in rows:
            append([safe(row)])
    book.close()
    text = file.getvalue().decode("utf-8-sig")
    return [row[0] if row else "" for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")][1:]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = load_workbook(workbook([text]))["Texts"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix, "nor does it when somebody edits the cell"
    assert str(cell.value) == safe(text)
    assert in_csv([text]) == [f"'{safe(text)}"]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not looks_like_a_formula(text)
    assert in_csv([text]) == [text]


def test_odd_texts_break_no_file() -> None:
    sheet = load_workbook(workbook(ODD))["Texts"]
    read = [unescape(str(cell.value)).strip() for cell in sheet["A"][1:]]  # as spreadsheets do
    assert read == ["<r><t>markup</t></r>", "<b>&amp;</b>", "_x0041_", 'say "hi"; then\nstop', "abcd", "12"]
    assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}
    assert in_csv(ODD) == [safe(text) for text in ODD]


@pytest.mark.parametrize("character", ["a", "é", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_shows_it(character: str) -> None:
    cut = safe(character * 40_000)
    assert cut.endswith(f"{character}…")
    assert MOST_CHARACTERS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert load_workbook(workbook([character * 40_000]))["Texts"]["A2"].value == cut
    assert safe(character * 16_000) == character * 16_000


def test_rows_that_no_sheet_can_hold_go_to_another_one() -> None:
    book = load_workbook(workbook([str(number) for number in range(7)], most_rows=4))
    assert book.sheetnames == ["About", "Texts", "Texts (2)", "Texts (3)"]
    cells = [cell.value for sheet in book.worksheets[1:] for cell in sheet["A"]]
    assert cells == ["Text", "0", "1", "2", "Text", "3", "4", "5", "Text", "6"]
    assert book["Texts (3)"].auto_filter.ref == "A1:A2"
