"""The cells of a spreadsheet are read as people and their programs write them, or refused with what to do.

Each refusal is the sentence that somebody in France reads: what was understood, and what to write.
"""

from datetime import date

import pytest

from bot.i18n import speak
from conversations.inputs import Money, Settled
from conversations.situation import Situation
from models.history.cells import CellReader, Kind
from models.history.vocabulary import Wordings
from models.places.search import CommuneTable
from models.spreadsheets.raw_cells import Unreadable
from tests.builders import a_basin, a_network
from tests.conversations.worlds import sample_world

TODAY = date(2026, 11, 29)
READER = CellReader(a_network(a_basin("meuse")), Wordings({}, {}), CommuneTable(), TODAY)


def read(kind: Kind, cell: object) -> object:
    """Return what a cell gives, else the French sentence that refuses it."""
    try:
        return READER.read(kind, cell)
    except Unreadable as unreadable:
        return " ".join(speak(unreadable.message, "fr", markup=False).split())


BOTH = "« {} » peut vouloir dire {} ou {} : écrivez celui des deux qui convient, sans séparateur de milliers."
CENTS = "« {} » a des centimes : écrivez un nombre entier d’euros, par exemple {}."
ROUNDED = (
    "« {} » a été arrondi par le tableur : reprenez-le dans le document d’origine, "
    "dans une colonne au format Texte."
)
NO_SIREN = "{} n’est pas un numéro SIREN : vérifiez ses neuf chiffres."
NO_AMOUNT = "doit être un nombre entier de 0 à 10 000 000."


@pytest.mark.parametrize(
    ("kind", "cell", "meant"),
    [
        (Kind.EUROS, "23000", 23_000),
        (Kind.EUROS, "23 000 €", 23_000),
        (Kind.EUROS, "23\N{NARROW NO-BREAK SPACE}000,00", 23_000),
        (Kind.EUROS, "12.000 €", 12_000),
        (Kind.EUROS, "12,000 EUR", 12_000),
        (Kind.EUROS, "24,975.00", 24_975),
        (Kind.EUROS, "25.000,00", 25_000),
        (Kind.EUROS, "1.250.000", 1_250_000),
        (Kind.EUROS, "25 k€", 25_000),
        (Kind.EUROS, 25.0, 25),  # a number, not words: nothing is to be guessed
        (Kind.EUROS, 123.456, CENTS.format("123,456", "123 €")),
        (Kind.EUROS, 74_902.5, CENTS.format("74 902,5", "74 903 €")),
        (Kind.EUROS, "74902.5", CENTS.format("74902.5", "74 903 €")),
        (Kind.EUROS, "24 975,50", CENTS.format("24 975,50", "24 976 €")),
        (Kind.EUROS, "25.000", BOTH.format("25.000", "25 000", "25")),
        (Kind.EUROS, "25,000", BOTH.format("25,000", "25", "25 000")),
        (Kind.EUROS, "2,5E+04", ROUNDED.format("2,5E+04")),
        (Kind.EUROS, "15 jours", NO_AMOUNT),
        (Kind.EUROS, "-500", NO_AMOUNT),
        (Kind.EUROS, "(1 500)", NO_AMOUNT),
        (Kind.EUROS, "100 000 XPF", NO_AMOUNT),
        (Kind.EUROS, "environ 20 000", NO_AMOUNT),
        (Kind.EUROS, "20 000 à 25 000", NO_AMOUNT),
        (Kind.EUROS, True, NO_AMOUNT),
        (Kind.EUROS, float("inf"), NO_AMOUNT),
        (Kind.EUROS, "9" * 200, NO_AMOUNT),
        (Kind.COUNT, "12", 12),
        (Kind.COUNT, "3 emplois", 3),
        (Kind.COUNT, "1 000", 1_000),
        (Kind.COUNT, "1.000", BOTH.format("1.000", "1 000", "1")),
        (Kind.COUNT, "1,500", BOTH.format("1,500", "1,5", "1 500")),
        (Kind.COUNT, "25.000", BOTH.format("25.000", "25 000", "25")),  # even where one is out of bounds
        (Kind.COUNT, "2 jours", "doit être un nombre entier de 0 à 10 000."),
        (Kind.DAYS, "04", 4),
        (Kind.DAYS, "12 mois", "doit être un nombre entier de 1 à 100."),
        (Kind.TENTHS, "2,5", 25),
        (Kind.TENTHS, "2 ½ jours", 25),
        (Kind.TENTHS, 2.5, 25),
        (Kind.TENTHS, ",5", 5),
        (Kind.TENTHS, "2.500", BOTH.format("2.500", "2 500", "2,5")),
        (Kind.INSTALMENTS, "36 mois", 36),
        (
            Kind.TENTHS,
            date(2026, 5, 2),  # 2.5, in a French spreadsheet
            "le tableur en a fait une date, le 2 mai 2026 : "
            "récrivez la valeur dans une colonne au format Texte.",
        ),
    ],
)  # fmt: skip
def test_a_figure_is_read_or_refused_with_its_readings(kind: Kind, cell: object, meant: object) -> None:
    assert read(kind, cell) == meant


@pytest.mark.parametrize("typed", ["12.000 €", "24,975.00", "25.000,00", "25 k€"])
def test_a_figure_has_the_same_answer_in_the_chat_and_in_a_file(typed: str) -> None:
    answer = Money(10_000_000).read(typed, {}, Situation({}, sample_world()))
    assert isinstance(answer, Settled)
    assert read(Kind.EUROS, typed) == answer.answer


@pytest.mark.parametrize("typed", ["25.000", "25,000"])
def test_a_file_asks_what_nobody_is_there_to_put_right(typed: str) -> None:
    assert "peut vouloir dire" in str(read(Kind.EUROS, typed))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("732829320", "732829320"),
        ("732 829 320 00074", "732829320"),
        ("732829320.0", "732829320"),
        ("732829320,00", "732829320"),
        (732829320.0, "732829320"),
        (73282932000074, "732829320"),
        (9990011, "009990011"),  # its zeros were lost
        ("9990011", "009990011"),
        (999001100018, "009990011"),
        ("0600700009", NO_SIREN.format("0600700009")),  # a phone number, though its check digit would do
        (9990012, NO_SIREN.format("9990012")),
        ("123456789", NO_SIREN.format("123456789")),
        ("néant", NO_SIREN.format("néant")),
        (
            "73282932000075",
            "73282932000075 : le SIREN 732 829 320 est juste, mais pas les cinq chiffres qui suivent. "
            "Écrivez le SIREN seul, ou corrigez le SIRET.",
        ),
        ("7,86E+13", ROUNDED.format("7,86E+13")),
        ("7.22009E+12", ROUNDED.format("7.22009E+12")),
        ("43955400000000", ROUNDED.format("43955400000000")),
    ],
)
def test_a_company_number_is_read_as_spreadsheets_damage_it(cell: object, meant: str) -> None:
    assert read(Kind.SIREN, cell) == meant


NO_DAY = "doit être une date, par exemple 18/03/2017."


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("16/01/2017 00:00:00", date(2017, 1, 16)),
        ("16/01/2017 00:00", date(2017, 1, 16)),
        ("16.1.17 8:30", date(2017, 1, 16)),
        ("2017-03-09T00:00:00Z", date(2017, 3, 9)),
        ("2017-03-08T23:00:00.000Z", date(2017, 3, 9)),  # midnight in Paris, as programs write it
        ("2017-03-09T00:00:00+01:00", date(2017, 3, 9)),
        ("2017-03-09 00:00:00", date(2017, 3, 9)),
        ("20170309", date(2017, 3, 9)),
        ("09-mars-17", date(2017, 3, 9)),
        ("9 mars 17", date(2017, 3, 9)),
        ("9 févr. 2017", date(2017, 2, 9)),
        ("1er mars 2017", date(2017, 3, 1)),
        ("jeudi 9 mars 2017", date(2017, 3, 9)),
        ("09-Mar-17", date(2017, 3, 9)),
        (42803, "« 42803 » est un nombre, pas une date : donnez à la colonne le format Date."),
        ("31/02/2017", NO_DAY),
        ("03/14/2017", NO_DAY),
        ("2017-02-30T00:00:00Z", NO_DAY),
        ("mars-17", NO_DAY),
        ("9999-12-31T23:59:59Z", NO_DAY),
        ("12/01/98", date(1998, 1, 12)),
        ("12/01/2027", "le 12 janvier 2027 est encore à venir."),
    ],
)
def test_a_day_is_read_as_programs_write_it(cell: object, meant: object) -> None:
    assert read(Kind.PAST, cell) == meant


CEDEX = (
    "« {} » est une adresse CEDEX, celle d’un bureau de poste : écrivez {} si l’entreprise est à {}, "
    "sinon le code INSEE de sa commune."
)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("49600 BEAUPREAU", "49023"),  # now Beaupréau-en-Mauges
        ("CHEMILLE 49120", "49092"),
        ("OLONNE SUR MER", "85194"),  # now a part of Les Sables-d'Olonne
        ("72300 SABLE", "72264"),
        ("97150 MARIGOT", "97801"),
        ("12 RUE DE LA GARE 54200 TOUL", "54528"),
        ("PRES DE TOUL", "« PRES DE TOUL » n’est pas sûr : écrivez le code INSEE de la commune, "
         "ou son nom et son code postal."),
        ("49600 PARIS", "« 49600 PARIS » n’est pas sûr : écrivez le code INSEE de la commune, "
         "ou son nom et son code postal."),
        (1004, "01004"),
        ("97127", "97801"),  # Saint-Martin, when it was of Guadeloupe
        ("97123", "97701"),
        ("98508", "97608"),  # Mamoudzou, when Mayotte was 985
        ("49045 ANGERS CEDEX 01", CEDEX.format("49045 ANGERS CEDEX 01", "49007", "Angers")),
        ("72000 LE MANS CEDEX 2", "72181"),  # the postal code of the town itself, not of an office
    ],
)  # fmt: skip
def test_a_commune_is_the_only_one_the_words_may_mean(cell: object, meant: str) -> None:
    assert read(Kind.COMMUNE, cell) == meant


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.REFERENCE])
def test_words_that_the_spreadsheet_made_a_day_are_asked_again(kind: Kind) -> None:
    assert read(kind, date(2017, 4, 1)) == (
        "le tableur en a fait une date, le 1er avril 2017 : "
        "récrivez la valeur dans une colonne au format Texte."
    )
