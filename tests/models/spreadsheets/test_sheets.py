"""Each way to break a spreadsheet gets the sentence that says what to do, in French; or is read right.

The table of each test is: the file, and what is said of it.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from conversations.dossiers.lifecycle import Event
from models.history.cells import CellReader
from models.history.checks import Known, check_history
from models.history.reader import read_history
from models.history.rows import Past, PastAdvance, PastDossier
from models.history.vocabulary import Wordings
from models.places.search import CommuneTable
from tests.builders import a_basin, a_network
from tests.history import sentence, silent

TODAY = date(2026, 11, 29)
NETWORK = a_network(a_basin("meuse"), a_basin("vosges"))
CELLS = CellReader(NETWORK, Wordings({}, {}), CommuneTable(), TODAY)

TITLES = ("Référence d'origine", "Entreprise", "Reçu le", "Bassin", "Décision", "Décidé le")
ROW = ("D-1", "Société Générale du Val", "16/01/2017", "meuse", "Refusé", "09/03/2017")
DOSSIER = PastDossier(
    "D-1",
    "Société Générale du Val",
    date(2017, 1, 16),
    "meuse",
    decision=Event.REFUSE,
    decided=date(2017, 3, 9),
)
ADVANCES = ("Référence d'origine", "Montant")
LINES = ";".join(TITLES) + "\n" + ";".join(ROW) + "\n"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

Rows = Sequence[Sequence[object]]
Told = Sequence[str]


def read(*paths: Path) -> tuple[list[Past], list[str]]:
    """Return the rows of files, and the French sentences about what is to be mended."""
    found = read_history(paths, CELLS, silent)
    faults = [*found.faults, *check_history(found, Known({}, (), {}), silent)]
    return [line.row for line in found.lines], [sentence(fault, "fr") for fault in faults]


def a_book(rows: Rows = (TITLES, ROW), title: str = "Dossiers") -> Workbook:
    """Return a workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list[Any](row))
    return book


def content(book: Workbook, **parts: bytes) -> bytes:
    """Return a workbook as it is saved, with other parts in its archive, ``_`` standing for a slash."""
    saved = io.BytesIO()
    book.save(saved)
    with ZipFile(saved, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return saved.getvalue()


def rewritten(book: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook in whose parts something is written otherwise."""
    saved = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as before, ZipFile(saved, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return saved.getvalue()


def merged(cells: str, rows: Rows = (TITLES, ROW), title: str = "Dossiers") -> bytes:
    """Return a workbook in which cells are merged."""
    book = a_book(rows, title)
    book.worksheets[0].merge_cells(cells)
    return content(book)


def hidden() -> bytes:
    """Return a workbook with a sheet that nobody sees."""
    book = a_book()
    other = book.create_sheet("Avances")
    other.append(("Référence d'origine", "Montant"))
    other.append(("D-1", 15_000))
    other.sheet_state = "veryHidden"
    return content(book)


def archive(**parts: bytes) -> bytes:
    """Return an archive that is no workbook."""
    saved = io.BytesIO()
    with ZipFile(saved, "w") as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), part)
    return saved.getvalue()


def swollen(part: str, size: int) -> bytes:
    """Return a small workbook that says a part of it unpacks to so many bytes."""
    saved = io.BytesIO()
    with ZipFile(io.BytesIO(content(a_book()))) as before, ZipFile(saved, "w") as after:
        for name in {*before.namelist(), part}:
            after.writestr(name, before.read(name) if name in before.namelist() else b"")
        after.getinfo(part).file_size = size
    return saved.getvalue()


AS_CSV_UTF8 = "enregistrez de nouveau le fichier d’origine au format « CSV UTF-8 » ou .xlsx."
UNCALCULATED = (
    "est une formule qui n’a pas été calculée : ouvrez le fichier dans un tableur, enregistrez-le, "
    "puis chargez-le."
)

BROKEN: dict[str, tuple[str, Callable[[], bytes], Told]] = {
    "wrong dates": (
        "liste.csv",
        lambda: LINES.replace("09/03/2017", "31/02/2017").encode(),
        ["liste.csv, ligne 2, colonne « Décidé le » : doit être une date, par exemple 18/03/2017."],
    ),
    "days out of order": (
        "liste.csv",
        lambda: LINES.replace("09/03/2017", "09/01/2017").encode(),
        ["liste.csv, ligne 2, colonne « Décidé le » : est avant le 16 janvier 2017."],
    ),
    "unknown basin": (
        "liste.csv",
        lambda: LINES.replace("meuse", "Vosge").encode(),
        ["liste.csv, ligne 2, colonne « Bassin » : « Vosge » est inconnu. Est-ce « Vosges » ?"],
    ),
    "doubled rows": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, ROW, ROW))),
        [
            "liste.xlsx, Dossiers, ligne 3, colonne « Référence d'origine » : "
            "est déjà là : liste.xlsx, Dossiers, ligne 2. Supprimez l’une des deux lignes."
        ],
    ),
    "merged figures": (
        "liste.xlsx",
        lambda: merged("B2:B3", (ADVANCES, ("D-1", 15_000), ("D-2", None)), "Avances"),
        [
            f"liste.xlsx, Avances, ligne {row}, colonne « Montant » : les cellules B2:B3 sont fusionnées : "
            "séparez-les, et écrivez dans chaque ligne le chiffre qui lui revient."
            for row in (2, 3)
        ],
    ),
    "cells merged across columns": (
        "liste.xlsx",
        lambda: merged("B2:C2"),
        [
            f"liste.xlsx, Dossiers, ligne 2, colonne « {column} » : les cellules B2:C2 sont fusionnées : "
            "séparez-les, et écrivez une valeur dans chacune."
            for column in ("Entreprise", "Reçu le")
        ],
    ),
    "titles merged across columns": (
        "liste.xlsx",
        lambda: merged("B1:C1"),
        [
            "liste.xlsx, Dossiers, ligne 1 : les cellules B1:C1 sont fusionnées : séparez-les, "
            "et écrivez une valeur dans chacune."
        ],
    ),
    "a letter": (
        "liste.csv",
        lambda: "\n".join(f"Bonjour {n}" for n in range(30)).encode(),
        [
            "liste.csv, ligne 1 : sa première ligne n’a les titres d’aucune liste. Listes : "
            "Dossiers (Référence d'origine, Entreprise, Reçu le); "
            "Missions (Référence d'origine, Entreprise apporteuse, Intervenant, Convention signée le, "
            "Jours contractualisés); Avances (Référence d'origine, Montant); "
            "Contributeurs (Entreprise apporteuse, Bassin); Suivis (Référence d'origine, Mois, Répondu le)."
        ],
    ),
    "formulas that were not calculated": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, (*ROW[:2], "=DATE(2017,1,16)", *ROW[3:])))),
        [f"liste.xlsx, Dossiers, ligne 2, colonne « Reçu le » : {UNCALCULATED}"],
    ),
    "formulas in a text": (
        "liste.csv",
        lambda: LINES.replace("16/01/2017", "=AUJOURDHUI()").encode(),
        [f"liste.csv, ligne 2, colonne « Reçu le » : {UNCALCULATED}"],
    ),
    "errors of formulas": (
        "liste.csv",
        lambda: LINES.replace("Société Générale du Val", "#N/A").encode(),
        [
            "liste.csv, ligne 2, colonne « Entreprise » : « #N/A » est une erreur du tableur : "
            "écrivez la valeur elle-même."
        ],
    ),
    "hidden sheets": (
        "liste.xlsx",
        hidden,
        [
            "liste.xlsx, Avances : cette feuille est masquée : affichez-la si elle doit être chargée, "
            "sinon supprimez-la."
        ],
    ),
    "extra columns": (
        "liste.xlsx",
        lambda: content(a_book(((*TITLES, "Zzz"), (*ROW, "à voir")))),
        [
            "liste.xlsx, Dossiers, ligne 1, colonne « Zzz » : n’est pas une colonne de cette liste : "
            "supprimez-la, ou donnez-lui l’un de ces noms : Référence d'origine, Bassin, Entreprise, SIREN, "
            "Commune, Reçu le, Pris en charge le, Décision, Décidé le, Jours accordés, "
            "Emplois à créer (prévus), Emplois à maintenir (prévus), Motif, Compétences, "
            "Compétence prioritaire, Origine."
        ],
    ),
    "a column without title": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, (*ROW, None, "à voir"), (*ROW, None, "aussi")))),
        [
            "liste.xlsx, Dossiers, ligne 2, colonne « H » : n’a pas de titre, mais des valeurs : "
            "donnez-lui un titre, ou supprimez-la.",
            "liste.xlsx, Dossiers, ligne 3, colonne « Référence d'origine » : "
            "est déjà là : liste.xlsx, Dossiers, ligne 2. Supprimez l’une des deux lignes.",
        ],
    ),
    "a title that was erased": (
        "liste.csv",
        lambda: LINES.replace("Bassin", "").encode(),
        [
            "liste.csv, ligne 2, colonne « D » : n’a pas de titre, mais des valeurs : donnez-lui un titre, "
            "ou supprimez-la.",
            "liste.csv, ligne 2, colonne « Bassin » : un comité a décidé : écrivez son bassin.",
        ],
    ),
    "a story in a cell": (
        "liste.csv",
        lambda: LINES.replace("meuse", "x" * 40_000).encode(),
        ["liste.csv, ligne 2, colonne « Bassin » : est trop long : au plus 200 caractères."],
    ),
    "far too many columns": (
        "liste.xlsx",
        lambda: content(a_book(((*TITLES, *("Zzz" for _ in range(300))), ROW))),
        [
            "liste.xlsx, Dossiers, ligne 1 : a plus de colonnes qu’aucune liste : supprimez celles qui n’en "
            "font pas partie."
        ],
    ),
    "huge once unpacked": (
        "liste.xlsx",
        lambda: swollen("xl/worksheets/sheet2.xml", 1_000_000_000),
        ["liste.xlsx : est trop gros une fois décompressé : partagez-le en plusieurs fichiers."],
    ),
    "wrong encoding": (
        "liste.csv",
        lambda: LINES.encode().decode("cp1252").encode(),
        [f"liste.csv, ligne 1 : « RÃ©fÃ©rence d'origine » a des lettres mal lues : {AS_CSV_UTF8}"],
    ),
    "wrong encoding of one cell": (
        "liste.csv",
        lambda: LINES.replace("Générale", "GÃ©nÃ©rale").encode(),
        [
            "liste.csv, ligne 2, colonne « Entreprise » : « Société GÃ©nÃ©rale du Val » a des lettres mal "
            f"lues : {AS_CSV_UTF8}"
        ],
    ),
    "letters that were lost": (
        "liste.csv",
        lambda: LINES.replace("Générale", "G\N{REPLACEMENT CHARACTER}nérale").encode(),
        [
            "liste.csv, ligne 2, colonne « Entreprise » : "
            f"« Société G\N{REPLACEMENT CHARACTER}nérale du Val » a des lettres mal lues : {AS_CSV_UTF8}"
        ],
    ),
    "a byte of no encoding": (
        "liste.csv",
        lambda: LINES.encode().replace("é".encode(), b"\x8f"),
        [
            "liste.csv, ligne 1 : « R\N{REPLACEMENT CHARACTER}f\N{REPLACEMENT CHARACTER}rence d'origine » "
            f"a des lettres mal lues : {AS_CSV_UTF8}"
        ],
    ),
    "NUL in a text": (
        "liste.csv",
        lambda: LINES.replace("Val", "V\0al").encode(),
        [
            "liste.csv, ligne 2, colonne « Entreprise » : contient un caractère invisible (NUL) : "
            "retapez le contenu de la cellule."
        ],
    ),
    "control characters in a workbook": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, ("D-1", "Société_x0007_", *ROW[2:])))),
        [
            "liste.xlsx, Dossiers, ligne 2, colonne « Entreprise » : contient un caractère invisible "
            "(U+0007) : retapez le contenu de la cellule."
        ],
    ),
    "NUL in a workbook": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, ("D_x0000_1", *ROW[1:])))),
        [
            "liste.xlsx, Dossiers, ligne 2, colonne « Référence d'origine » : contient un caractère "
            "invisible (NUL) : retapez le contenu de la cellule."
        ],
    ),
    "NUL in a merged cell": (
        "liste.xlsx",
        lambda: merged("B2:B3", (TITLES, ("D-1", "Val_x0000_", *ROW[2:]), ("D-2", None, *ROW[2:]))),
        [
            f"liste.xlsx, Dossiers, ligne {row}, colonne « Entreprise » : contient un caractère invisible "
            "(NUL) : retapez le contenu de la cellule."
            for row in (2, 3)
        ],
    ),
    "half a character in a workbook": (
        "liste.xlsx",
        lambda: content(a_book((TITLES, ("D-1", "Société_xD83D_", *ROW[2:])))),
        [
            "liste.xlsx, Dossiers, ligne 2, colonne « Entreprise » : contient un caractère invisible "
            "(U+D83D) : retapez le contenu de la cellule."
        ],
    ),
    "a reference that was rounded": (
        "liste.csv",
        lambda: LINES.replace("D-1", "7,86E+13").encode(),
        [
            "liste.csv, ligne 2, colonne « Référence d'origine » : « 7,86E+13 » a été arrondi par le "
            "tableur : "
            "reprenez-le dans le document d’origine, dans une colonne au format Texte."
        ],
    ),
    "a table of texts that fills the memory": (
        "liste.xlsx",
        lambda: swollen("xl/styles.xml", 200_000_000),
        ["liste.xlsx : est trop gros une fois décompressé : partagez-le en plusieurs fichiers."],
    ),
    "password": (
        "liste.xlsx",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        [
            "liste.xlsx : est protégé par un mot de passe : ouvrez-le, retirez le mot de passe et "
            "enregistrez-le de nouveau."
        ],
    ),
    ".xls": (
        "liste.xls",
        lambda: COMPOUND + "Workbook".encode("utf-16-le"),
        ["liste.xls : est à l’ancien format d’Excel (.xls) : ouvrez-le et enregistrez-le en .xlsx."],
    ),
    "a web page named .xls": (
        "liste.xls",
        lambda: b"<html><table><tr><td>D-1</td></tr></table></html>",
        ["liste.xls : est à l’ancien format d’Excel (.xls) : ouvrez-le et enregistrez-le en .xlsx."],
    ),
    ".xlsb": (
        "liste.xlsb",
        lambda: archive(xl__workbook_bin=b""),
        ["liste.xlsb : est un classeur binaire (.xlsb) : ouvrez-le et enregistrez-le en .xlsx."],
    ),
    ".ods": (
        "liste.ods",
        lambda: archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b""),
        ["liste.ods : est au format de LibreOffice (.ods) : ouvrez-le et enregistrez-le en .xlsx."],
    ),
    "macros": (
        "liste.xlsm",
        lambda: content(a_book(), xl__vbaProject_bin=b"macro"),
        [
            "liste.xlsm : contient des macros, qui ne sont jamais exécutées ici : enregistrez-le en .xlsx, "
            "sans elles."
        ],
    ),
    "what is no spreadsheet": (
        "photo.png",
        lambda: b"\x89PNG\r\n",
        [
            "photo.png : n’est ni un fichier CSV ni un fichier XLSX : ouvrez-le dans un tableur et "
            "enregistrez-le en .xlsx."
        ],
    ),
    "an archive that is no workbook": (
        "lettre.xlsx",
        lambda: archive(word__document_xml=b"<document/>"),
        ["lettre.xlsx : est abîmé : ouvrez-le dans un tableur et enregistrez-le de nouveau."],
    ),
    "a row beyond any sheet": (
        "liste.xlsx",
        lambda: rewritten(content(a_book()), b'<row r="2"', b'<row r="99999999"'),
        ["liste.xlsx : est abîmé : ouvrez-le dans un tableur et enregistrez-le de nouveau."],
    ),
    "bad XML": (
        "liste.xlsx",
        lambda: rewritten(content(a_book()), b"</sheetData>", b"</sheetDat>"),
        ["liste.xlsx : est abîmé : ouvrez-le dans un tableur et enregistrez-le de nouveau."],
    ),
    "cut short": (
        "liste.xlsx",
        lambda: content(a_book())[:2_000],
        ["liste.xlsx : est abîmé : ouvrez-le dans un tableur et enregistrez-le de nouveau."],
    ),
    "a quotation mark that is never closed": (
        "liste.csv",
        lambda: LINES.replace("Société", '"Société').encode(),
        [
            "liste.csv : à partir de la ligne 2, un guillemet n’est jamais fermé : retirez-le, ou fermez-le."
        ],
    ),
    "nothing": ("liste.csv", lambda: b"", ["liste.csv : aucune ligne n’est remplie."]),
}  # fmt: skip


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_spreadsheet_is_told_what_to_do_and_nothing_of_it_is_kept(tmp_path: Path, way: str) -> None:
    name, made, told = BROKEN[way]
    path = tmp_path / name
    path.write_bytes(made())
    assert read(path)[1] == told


READ: dict[str, tuple[str, bytes]] = {
    "UTF-8": ("liste.csv", LINES.encode()),
    "UTF-8 with its mark": ("liste.csv", LINES.encode("utf-8-sig")),
    "Windows": ("liste.csv", LINES.encode("cp1252")),
    "UTF-16": ("liste.txt", LINES.replace(";", "\t").encode("utf-16")),
    "UTF-16, the other way": ("liste.csv", b"\xfe\xff" + LINES.encode("utf-16-be")),
    "UTF-16 without its mark": ("liste.csv", LINES.encode("utf-16-le")),
    "UTF-32": ("liste.csv", LINES.encode("utf-32")),
    "one stray byte": (
        "liste.csv",
        LINES.encode() + "D-2;Forêt;16/01/2017;meuse;Refusé;09/03/2017\n".encode("cp1252"),
    ),
    "one stray byte under a mark": (
        "liste.csv",
        LINES.encode("utf-8-sig") + "D-2;Forêt;16/01/2017;meuse;Refusé;09/03/2017\n".encode("cp1252"),
    ),
    "sep=;": ("liste.csv", ("sep=;\r\n" + LINES).encode()),
    "sep=, in quotes": ("liste.csv", ('"sep=,"\n' + LINES.replace(";", ",")).encode()),
    "bars": ("liste.csv", LINES.replace(";", "|").encode()),
    "tabs in .tsv": ("liste.tsv", LINES.replace(";", "\t").encode()),
    "a workbook named .csv": ("liste.csv", content(a_book())),
    "a table that says it has one row": (
        "liste.xlsx",
        rewritten(content(a_book()), b'ref="A1:F2"', b'ref="A1:A1"'),
    ),
    "returns as workbooks write them": (
        "liste.xlsx",
        content(a_book((TITLES, ("D-1", "Société_x000a_Générale_x000D_\ndu_x0009_Val", *ROW[2:])))),
    ),
    "a heading over the table": (
        "liste.xlsx",
        merged("A1:F1", (("Demandes de 2017",), (), ("Tenu par la CCI",), TITLES, ROW)),
    ),
    "invisible marks around": (
        "liste.csv",
        LINES.replace("Société", "\u202aSo\u00adci\u200bété\u202c").encode(),
    ),
    "a text that is kept by a formula": ("liste.csv", LINES.replace("D-1", '"=""D-1"""').encode()),
}


@pytest.mark.parametrize("way", READ)
def test_a_spreadsheet_is_read_as_programs_write_it(tmp_path: Path, way: str) -> None:
    name, made = READ[way]
    path = tmp_path / name
    path.write_bytes(made)
    rows, told = read(path)
    assert told == []
    assert rows[0] == DOSSIER
    assert [row.company for row in rows[1:] if isinstance(row, PastDossier)] == ["Forêt"] * (len(rows) - 1)


def test_every_row_of_a_merged_range_has_its_value(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    others = [(f"D-{n}", "Scierie", "16/01/2017", None, "Refusé", "09/03/2017") for n in (2, 3)]
    path.write_bytes(merged("D2:D4", (TITLES, ROW, *others)))
    rows, told = read(path)
    assert told == []
    assert [row.basin for row in rows if isinstance(row, PastDossier)] == ["meuse"] * 3


def test_a_range_merged_beyond_the_last_row_makes_no_row_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(merged("D2:D40"))
    assert read(path) == ([DOSSIER], [])


def test_a_title_merged_with_the_row_below_is_no_value_of_it(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(merged("D1:D2", (TITLES, (*ROW[:3], None, "Sans suite", ROW[5]))))
    rows, told = read(path)
    assert told == []
    assert [row.basin for row in rows if isinstance(row, PastDossier)] == [None]


def test_a_formula_that_was_calculated_gives_its_value(tmp_path: Path) -> None:
    rows = (("Référence d'origine", "Montant", "Versée le"), ("D-1", "=2*7500", '=""'))
    book = rewritten(content(a_book(rows, "Avances")), b'fullCalcOnLoad="1"', b"")
    half = rewritten(book, b"<f>2*7500</f><v></v>", b"<f>2*7500</f><v>15000</v>")
    path = tmp_path / "liste.xlsx"
    path.write_bytes(half)
    assert f"liste.xlsx, Avances, ligne 2, colonne « Versée le » : {UNCALCULATED}" in read(path)[1]
    # An empty text is a value.
    path.write_bytes(rewritten(half, b'<c r="C2"><f>""</f>', b'<c r="C2" t="str"><f>""</f>'))
    assert read(path)[0] == [PastAdvance("D-1", 15_000)]


def test_the_value_of_a_formula_that_asks_to_be_calculated_is_not_taken(tmp_path: Path) -> None:
    rows = (ADVANCES, ("D-1", "=2*7500"))
    path = tmp_path / "liste.xlsx"
    path.write_bytes(rewritten(content(a_book(rows, "Avances")), b"</f><v></v>", b"</f><v>0</v>"))
    assert f"liste.xlsx, Avances, ligne 2, colonne « Montant » : {UNCALCULATED}" in read(path)[1]
