"""Spreadsheets of the past: read as people write them, and all there is to mend in them said at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from conversations.dossiers.lifecycle import WHY_STOPPED, Event
from conversations.dossiers.reasons import Reason
from models.history.cells import CellReader, Kind
from models.history.checks import Known, check_history
from models.history.reader import HistoryFile, read_history
from models.history.rows import SUBJECTS, History, Past, PastAdvance, PastContributor, PastDossier, PastShare
from models.history.template import template_files, write_template
from models.history.vocabulary import DECISIONS, Wordings
from models.places.search import CommuneTable
from models.spreadsheets.raw_cells import Unreadable
from models.spreadsheets.sheets import LEGEND
from tests.builders import a_basin, a_network
from tests.history import a_history_of_2017, a_network_of_2017, save, save_each, sentence, silent, siren

TODAY = date(2026, 11, 23)
NETWORK = a_network(a_basin("meuse"), a_basin("haute-rive", name="Haute-Rive"))
COMMUNES = CommuneTable()
WORDINGS = Wordings(
    {"commercial": "sales", "organisation production": "industrial_organisation"}, {"trop tot": "not_mature"}
)
NOTHING_KNOWN = Known({}, (), {})

DOSSIERS = "Référence d'origine;Entreprise;Reçu le;Bassin;Décision;Décidé le"
DOSSIER = "D-1;Menuiserie du Val;16/01/2017;meuse;Compétences et avance accordées;09/03/2017"
MISSIONS = "Référence d'origine;Entreprise apporteuse;Intervenant;Convention signée le;Jours contractualisés"
ADVANCES = "Référence d'origine;Montant"
CONTRIBUTORS = "Entreprise apporteuse;Bassin;SIREN;Représentant;Depuis;Jusqu'au"
FOLLOW_UPS = "Référence d'origine;Mois;Répondu le"


def a_list(folder: Path, *rows: str, name: str = "liste.csv", encoding: str = "utf-8") -> Path:
    """Write a CSV file."""
    path = folder / name
    path.write_text("\n".join(rows), encoding)
    return path


def read(*paths: Path) -> HistoryFile:
    """Read files."""
    return read_history(paths, CellReader(NETWORK, WORDINGS, COMMUNES, TODAY), silent)


def rows(*paths: Path) -> list[Past]:
    """Return the rows of files in which nothing is to be mended."""
    found = read(*paths)
    assert [sentence(fault) for fault in found.faults] == []
    return [line.row for line in found.lines]


def faults(*paths: Path, known: Known = NOTHING_KNOWN) -> list[str]:
    """Return all that is said of files."""
    found = read(*paths)
    return [sentence(fault) for fault in (*found.faults, *check_history(found, known, silent))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_is_recognised_by_its_columns_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    assert rows(a_list(tmp_path, DOSSIERS, DOSSIER, encoding=encoding)) == [
        PastDossier(
            source="D-1",
            company="Menuiserie du Val",
            received=date(2017, 1, 16),
            basin="meuse",
            decision=Event.GRANT_BOTH,
            decided=date(2017, 3, 9),
        )
    ]


def test_columns_may_have_their_english_names_and_any_order(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Amount,Original reference,Paid on", '"23 000 €",D-1,2017-04-18')
    assert rows(path) == [PastAdvance("D-1", 23_000, paid=date(2017, 4, 18))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017-03-09", date(2017, 3, 9)),
        ("2017-03-09 00:00:00", date(2017, 3, 9)),
        ("09/03/2017", date(2017, 3, 9)),
        ("9.3.17", date(2017, 3, 9)),
        ("9 mars 2017", date(2017, 3, 9)),
        ("31/02/2017", None),
        ("mars 2017", None),
        ("9 mars", None),
        ("0017-03-09", None),
        ("2027-03-09", None),
        ("hier", None),
    ],
)
def test_a_day_of_the_past_is_read_when_it_is_whole(tmp_path: Path, written: str, meant: date | None) -> None:
    path = a_list(tmp_path, "Référence d'origine;Entreprise;Reçu le", f"D-1;Scierie;{written}")
    found = [line.row for line in read(path).lines]
    assert [row.received for row in found if isinstance(row, PastDossier)] == ([meant] if meant else [])
    assert bool(faults(path)) is (meant is None)


@pytest.mark.parametrize(
    ("written", "tenths"),
    [("2", 20), ("2,5", 25), ("2.5 jours", 25), ("½", 5), ("1½", 15), ("0", 0), ("2,3", None), ("-1", None)],
)
def test_days_go_by_halves(tmp_path: Path, written: str, tenths: int | None) -> None:
    path = a_list(tmp_path, MISSIONS, f"D-1;Forges;Claire;2017-04-03;{written}")
    found = [line.row.contracted for line in read(path).lines if isinstance(line.row, PastShare)]
    assert found == ([] if tenths is None else [tenths])


@pytest.mark.parametrize("decision", list(DECISIONS))
def test_a_decision_is_understood_by_its_code_and_by_each_of_its_names(
    tmp_path: Path, decision: Event
) -> None:
    words = (decision.value, decision.value.upper(), *DECISIONS[decision])
    path = a_list(
        tmp_path,
        "Référence d'origine;Entreprise;Reçu le;Décision",
        *(f"D-{place};Scierie;2017-01-16;{word}" for place, word in enumerate(words)),
    )
    assert {row.decision for row in rows(path) if isinstance(row, PastDossier)} == {decision}


def test_skills_reasons_communes_and_basins_are_read_by_code_or_by_name(tmp_path: Path) -> None:
    header = "Référence d'origine;Entreprise;Reçu le;Bassin;Commune;Motif;Compétences;Compétence prioritaire"
    path = a_list(
        tmp_path,
        header,
        'D-1;A;2017-01-16;Haute-Rive;55545;Trop tôt;"Organisation / production, Commercial";Commercial',
        "D-2;B;2017-01-16;MEUSE;Verdun 55100;not_mature;hr/sales;",
        "D-3;C;2017-01-16;;1004;;;",
    )
    first, second, third = (row for row in rows(path) if isinstance(row, PastDossier))
    assert (first.basin, first.commune, first.reason) == ("haute-rive", "55545", Reason.NOT_MATURE)
    assert (first.skills, first.priority) == (("industrial_organisation", "sales"), "sales")
    assert (second.basin, second.commune, second.skills) == ("meuse", "55545", ("hr", "sales"))
    assert (third.basin, third.commune) == (None, "01004")


def test_all_that_is_wrong_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    dossiers = a_list(
        tmp_path,
        f"{DOSSIERS};SIREN;Compétences;Motif;Emplois à créer (prévus)",
        ";Scierie;un jour;ailleurs;peut-être;;123456789;stratgy, sales;parce que;beaucoup",
        f"{DOSSIER};;;;",
        f"{DOSSIER};;;;",
        "D-2;Scierie;2017-01-16;;Refusé;2017-01-03;;;;",
        "D-3;Scierie;2017-01-16;meuse;Refusé;;;;;",
        "D-4;Scierie;2017-01-16;meuse;;2017-03-03;;;Trop tôt;",
    )
    others = [
        a_list(tmp_path, MISSIONS, "D-9;Forges;Claire;2017-04-03;2", "D-2;Forges;Claire;2017-01-02;2",
               name="missions.csv"),
        a_list(tmp_path, f"{ADVANCES};Versée le;Remboursé", "D-1;15000;2017-03-01;16000", "D-2;15000;;",
               name="avances.csv"),
        a_list(tmp_path, CONTRIBUTORS, "Forges;meuse;;Paul;2017-03-01;2016-03-01",
               "Forges;meuse;;Paul;;", f"Forges;meuse;{siren(1)};Léa;;", f"FORGES;meuse;{siren(2)};Awa;;",
               name="contributeurs.csv"),
        a_list(tmp_path, FOLLOW_UPS, "D-1;12;2017-03-01", "D-1;7;2018-03-01", name="suivis.csv"),
    ]  # fmt: skip
    assert sorted(faults(dossiers, *others)) == sorted([
        "liste.csv, row 2, Référence d'origine: must not be empty.",
        "liste.csv, row 2, Reçu le: must be a day, such as 18/03/2017.",
        "liste.csv, row 2, Bassin: “ailleurs” is unknown. Write one of these: "
        "meuse, Meuse, haute-rive, Haute-Rive.",
        "liste.csv, row 2, Décision: “peut-être” is unknown. Write one of these: "
        + ", ".join(name for names in DECISIONS.values() for name in names[:2])
        + ".",
        "liste.csv, row 2, SIREN: 123456789 is not a SIREN number: check its nine digits.",
        "liste.csv, row 2, Compétences: “stratgy” is unknown. Did you mean “strategy”?",
        "liste.csv, row 2, Motif: “parce que” is unknown. Write one of these: "
        + ", ".join(reason.value for reason in WHY_STOPPED)
        + ".",
        "liste.csv, row 2, Emplois à créer (prévus): must be a whole number from 0 to 10,000.",
        "liste.csv, row 4, Référence d'origine: is there already: liste.csv, row 3. "
        "Delete one of the two rows.",
        "liste.csv, row 5, Décidé le: is before 16 January 2017.",
        "liste.csv, row 5, Bassin: a committee decided: write the territory it belongs to.",
        "liste.csv, row 6, Décidé le: must not be empty.",
        "liste.csv, row 7, Décision: must not be empty.",
        "liste.csv, row 7, Motif: goes with a dossier that was not granted.",
        "missions.csv, row 2, Référence d'origine: "
        "no dossier has this reference, in these files or imported before.",
        "missions.csv, row 3, Référence d'origine: its decision grants no day of expertise.",
        "missions.csv, row 3, Convention signée le: is before 3 January 2017.",
        "avances.csv, row 2, Versée le: is before 9 March 2017.",
        "avances.csv, row 2, Remboursé: is more than the advance, €15,000.",
        "avances.csv, row 3, Référence d'origine: its decision grants no advance.",
        "contributeurs.csv, row 2, Jusqu'au: is before 1 March 2017.",
        "contributeurs.csv, row 3, Représentant: is there already: contributeurs.csv, row 2. "
        "Delete one of the two rows.",
        f"contributeurs.csv, row 5, SIREN: FORGES is known with another SIREN: {siren(1)}.",
        "suivis.csv, row 2, Répondu le: is before 9 March 2017.",
        "suivis.csv, row 3, Mois: “7” is unknown. Write one of these: 3, 6, 12, 18.",
    ])  # fmt: skip


def test_a_firm_that_is_listed_again_word_for_word_is_one_line(tmp_path: Path) -> None:
    path = a_list(tmp_path, CONTRIBUTORS, *["Forges;meuse;;;;"] * 3, *["Forges;meuse;;Paul;;"] * 2,
                  "FORGES;meuse;;;2017-01-01;")  # fmt: skip
    assert faults(path) == [
        "liste.csv, row 7, Entreprise apporteuse: is there already: liste.csv, row 2. "
        "Delete one of the two rows."
    ]


UNDATED = (
    "its name says {year}, and {rows} tell no day: they would count in every year. Write 01/01/{year} in "
    "“Depuis” and 31/12/{year} in “Jusqu'au” if they took part in {year} only; else take the year out of the "
    "name."
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("contributeurs-2016.csv", UNDATED.format(year=2016, rows="2 rows from this one on")),
        ("apporteurs_2016.csv", UNDATED.format(year=2016, rows="2 rows from this one on")),
        ("contributeurs.csv", None),
        ("contributeurs-2014-2017.csv", None),  # no one year
        ("contributeurs-2026-11-29.csv", None),  # the day it was made
        ("contributeurs-20161.csv", None),
    ],
)
def test_the_firms_of_one_years_list_say_when_they_took_part(
    tmp_path: Path, name: str, told: str | None
) -> None:
    rows_told = (CONTRIBUTORS, "Forges;meuse;;;2014-01-01;", "Verrerie;meuse;;;;", "Câbles;meuse;;Paul;;")
    assert faults(a_list(tmp_path, *rows_told, name=name)) == (
        [f"{name}, row 3, Depuis: {told}"] if told else []
    )


def test_a_mission_has_one_agreement_whoever_comes(tmp_path: Path) -> None:
    missions = a_list(
        tmp_path,
        f"{MISSIONS};Fin",
        "D-1;Forges;Claire;2017-04-03;2;2017-10-03",
        "D-1;Forges;Paul;2017-04-03;2;",
        "D-1;Forges;Léa;2017-04-04;2;2017-11-03",
        "D-1;FORGES;léa;2017-04-03;2;",
        name="missions.csv",
    )
    told = faults(a_list(tmp_path, DOSSIERS, DOSSIER), missions)
    assert told == [
        "missions.csv, row 4, Convention signée le: is another day in row 2: a mission has one.",
        "missions.csv, row 4, Fin: is another day in row 2: a mission has one.",
        "missions.csv, row 5, Intervenant: is there already: missions.csv, row 4. "
        "Delete one of the two rows.",
    ]


def test_an_unknown_column_is_told_with_the_one_it_resembles(tmp_path: Path) -> None:
    path = a_list(tmp_path, "Référence d'origine;Entreprise;Reçu;Remarques", "D-1;Scierie;2017-01-16;")
    told = faults(path)
    assert told[0] == "liste.csv, row 1: these columns are missing: Reçu le."
    assert told[1] == (
        "liste.csv, row 1, Reçu: is no column of this list. "
        "Name it “Reçu le” if that is what it holds, else delete it."
    )
    assert "row 1, Remarques: is no column of this list: delete it, or give it one of these names:" in told[2]


def test_a_fault_names_the_column_as_it_is_in_the_file(tmp_path: Path) -> None:
    path = a_list(
        tmp_path,
        "Original reference,Company,Received on,Decided on",
        "D-1,Scierie,un jour,",
        "D-2,Scierie,2017-01-16,2016-01-16",
        "D-3,,2017-01-16,",
    )
    assert [told.partition(": ")[0] for told in faults(path)] == [
        "liste.csv, row 2, Received on",
        "liste.csv, row 4, Company",
        "liste.csv, row 3, Decided on",
        "liste.csv, row 3, Décision",  # which is not there
    ]


def test_a_column_is_there_once(tmp_path: Path) -> None:
    [told] = faults(a_list(tmp_path, f"{ADVANCES};Amount", "D-1;1;1"))[:1]
    assert told == "liste.csv, row 1, Amount: Montant is there twice."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("vide.csv", b"", "no row is filled in."),
        ("entete.csv", DOSSIERS.encode(), "no row is filled in."),
        (
            "photo.xlsx",
            b"\x89PNG",
            "is neither a CSV nor an XLSX file: open it in a spreadsheet and save it as .xlsx.",
        ),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "its first row names the columns of no list."),
        ("lettre.csv", "Bonjour;à tous\n".encode(), "its first row names the columns of no list."),
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    [fault] = faults(path)
    assert told in fault
    assert name in fault


def test_a_broken_workbook_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = save(History(advances=[PastAdvance("D-1", 1)]), tmp_path / "passé.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert faults(path) == ["passé.xlsx: is broken: open it in a spreadsheet and save it again."]
    assert "does not exist" in faults(tmp_path / "nulle part.xlsx")[0]


def test_a_sheet_is_recognised_by_its_title_else_by_its_columns(tmp_path: Path) -> None:
    book = Workbook()
    first = book.worksheets[0]
    first.title = "Feuil1"
    for row in (ADVANCES.split(";"), ("D-1", 15_000.0)):
        first.append(row)
    missions = book.create_sheet("Missions")
    missions.append(["Référence d'origine"])
    book.create_sheet(LEGEND).append(["Montant"])
    book.create_sheet("Vide")
    book.save(tmp_path / "passé.xlsx")
    found = read(tmp_path / "passé.xlsx")
    assert [line.row for line in found.lines] == [PastAdvance("D-1", 15_000)]
    [fault] = found.faults
    assert sentence(fault).startswith("passé.xlsx, Missions, row 1: these columns are missing")


def _told(history: History) -> Sequence[Past]:
    return tuple(history)


def test_what_is_written_is_read_back_the_same_from_a_workbook_or_from_lists(tmp_path: Path) -> None:
    past = a_history_of_2017()
    cells = CellReader(a_network_of_2017(), Wordings({}, {}), COMMUNES, TODAY)
    workbook = read_history([save(past, tmp_path / "passé.xlsx")], cells, silent)
    lists = read_history(save_each(past, tmp_path), cells, silent)
    assert workbook.faults == lists.faults == []
    assert _told(workbook.history) == _told(lists.history) == _told(past)


@pytest.mark.parametrize("name", ["passé.xlsx", "passé.csv"])
def test_the_template_explains_every_column_and_is_read_as_empty(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_template(path, NETWORK, lambda told: told.msgid)
    files = template_files(path)
    assert {fault.split(": ", 1)[1] for fault in faults(*files)} == {"no row is filled in."}
    if path in files:
        legend = [[str(cell or "") for cell in row] for row in load_workbook(path)[LEGEND].values]
    else:
        legend = [line.split(";") for line in files[-1].read_text("utf-8-sig").splitlines()]
    explained = {(row[0], row[1]) for row in legend if len(row) > 1}
    assert {(each.title, column.names[0]) for each in SUBJECTS for column in each.columns} <= explained
    codes = {code for _, code in explained}
    assert {"meuse", "haute-rive", "grant_both", "not_mature", "strategy"} <= codes


def test_of_the_lists_of_a_template_one_alone_may_be_filled_in(tmp_path: Path) -> None:
    write_template(tmp_path / "passé.csv", NETWORK, lambda told: told.msgid)
    files = template_files(tmp_path / "passé.csv")
    titles = files[0].read_text("utf-8-sig").strip()
    row = {"Référence d'origine": "2017-1", "Entreprise": "Tôlerie", "Reçu le": "05/02/2017"}
    files[0].write_text(f"{titles}\n{';'.join(row.get(title, '') for title in titles.split(';'))}\n", "utf-8")
    assert faults(*files) == []
    files[1].write_text("", "utf-8")
    assert faults(*files) == [f"{files[1].name}: no row is filled in."], (
        "nothing tells what it was meant to be"
    )


def test_the_examples_of_the_template_can_be_read(tmp_path: Path) -> None:
    paths = []
    for subject in SUBJECTS:
        header = ";".join(column.names[0] for column in subject.columns)
        example = ";".join(f'"{column.example}"' for column in subject.columns)
        paths.append(a_list(tmp_path, header, example, name=f"{subject.title}.csv"))
    assert faults(*paths) == []
    firm = next(row for row in rows(*paths) if isinstance(row, PastContributor))
    assert firm == replace(firm, firm="Forges de Meuse", contact="Paul Weber")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in WHY_STOPPED])
def test_what_is_no_reason_to_stop_a_request_is_not_taken_for_one(reason: Reason) -> None:
    with pytest.raises(Unreadable) as refused:
        CellReader(NETWORK, WORDINGS, COMMUNES, TODAY).read(Kind.REASON, reason.value)
    assert reason.value not in str(refused.value.message.values["known"])
