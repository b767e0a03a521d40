"""Who must not read a request, opinions counted, and what is typed of a session."""

from datetime import date, time

import pytest

from conversations.committee.opinions import (
    Appointment,
    Opinion,
    excluded,
    read_appointment,
    read_jobs,
    read_number,
    same_firm,
    tally,
    unmatched,
)
from conversations.messages import ConversationError
from conversations.understanding.quantities.reading import Unit

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("by_applicant", "name", "firm"),
    [
        ("Jean Dupont", "JEAN DUPONT", None),
        ("jean dupont", "Dupont Jean", None),
        ("M. Dupont", "Jean Dupont", None),
        ("Mme Durand de la CIC", "Durand Claire", None),
        ("Durant", "Claire Durand", None),
        ("Hélène Lefèvre", "Helene Lefevre", None),
        ("Sacha", "Sacha Petit", None),
        ("Ma sœur, ou Inès Roy", "Ines Roy", "Mairie"),
        ("Banque des Étangs", "Paul Girard", "BANQUE DES ETANGS Lorraine"),
        ("les gens de Fonderex", "Paul Girard", "Fonderex Golbey"),
        ("BanqueDesEtangs", "Paul Girard", "Banque des Étangs"),
        ("la banque du lac", "Paul Girard", "Banque des Lacs"),
        ("BDL", "Paul Girard", "Banque des Lacs"),
        ("la Banque des Lacs", "Paul Girard", "BDL"),
        ("les banques", "Paul Girard", "Banque des Lacs"),
        ("mon banquier", "Paul Girard", "Crédit Imaginaire"),
        ("Claire Petit de la BDE", "Paul Girard", "BDE Conseil"),
        ("Banque", "Paul Girard", "Banque"),
        ("Vérandas & Fils; Garage Roux", "Paul Girard", "SARL Garage Roux"),
    ],
)
def test_whoever_may_be_meant_is_excluded(by_applicant: str, name: str, firm: str | None) -> None:
    assert excluded(by_applicant, name, firm)


@pytest.mark.parametrize(
    ("by_applicant", "name", "firm"),
    [
        ("Jean Martin", "Jean Dupont", None),
        ("personne", "Sacha Petit", "Fonderex"),
        ("aucune entreprise", "Sacha Petit", "Entreprise Roux"),
        ("Vérandas de Lorraine", "Paul Girard", "Banque des Étangs Lorraine"),
        ("Banque du Val", "Paul Girard", "Banque des Étangs"),
        ("mon banquier", "Paul Girard", "Menuiserie Olivier Nord"),
        ("les entreprises du Val", "Paul Girard", "Entreprise Roux"),
        ("", "Paul Girard", "Fonderex"),
    ],
)
def test_somebody_else_is_not_excluded(by_applicant: str, name: str, firm: str | None) -> None:
    assert not excluded(by_applicant, name, firm)


@pytest.mark.parametrize(
    ("by_applicant", "nobody"),
    [
        ("BRN et la banque du lac", ["BRN"]),
        ("mon concurrent Dupont, Paul Girard", ["mon concurrent Dupont"]),
        ("mon beau-frère", ["mon beau-frère"]),
        ("personne", []),
        ("aucune entreprise", []),
        ("Banque des Lacs", []),
    ],
)
def test_words_that_name_no_member_are_told(by_applicant: str, nobody: list[str]) -> None:
    assert unmatched(by_applicant, [("Paul Girard", "Banque des Lacs"), ("Nour Lambert", None)]) == nobody


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FONDERIE IMAGINAIRE DE L'ORNAIN", "Fonderie imaginaire", True),
        ("SARL Garage Roux", "Garages Roux", True),
        ("Boulangerie des Tilleuls", "boulangerie du tilleul", True),
        ("Boulangerie des Tilleuls", "Boulangerie Roux", False),
        ("Boulangerie des Tilleuls", "Banque des Lacs", False),
        ("", "Banque des Lacs", False),
    ],
)
def test_a_firm_is_known_by_its_name_however_it_is_typed(one: str, other: str, same: bool) -> None:
    assert same_firm(one, other) is same


def test_opinions_are_counted_one_by_one() -> None:
    said = tally([Opinion.FAVOURABLE, Opinion.FAVOURABLE, Opinion.RECUSED, Opinion.RESERVED])
    assert said is not None
    assert said.values == {"favourable": 2, "reserved": 1, "unfavourable": 0, "recused": 1}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "10 décembre 2026 à 14h30, salle du conseil, CCI",
            Appointment(date(2026, 12, 10), time(14, 30), "salle du conseil, CCI"),
        ),
        ("10/12/2026, 14:30\nSalle B", Appointment(date(2026, 12, 10), time(14, 30), "Salle B")),
        ("le 3 mars", Appointment(date(2027, 3, 3), None, None)),
        ("demain 9h", Appointment(date(2026, 11, 24), time(9), None)),
        (
            "15 janvier 2027 14 h 30, https://visio.example.com/a",
            Appointment(date(2027, 1, 15), time(14, 30), "https://visio.example.com/a"),
        ),
        ("17/12/2026 9h 12 rue de la Gare", Appointment(date(2026, 12, 17), time(9), "12 rue de la Gare")),
        ("17/12/2026 place du 8 mai 1945", Appointment(date(2026, 12, 17), None, "place du 8 mai 1945")),
        ("17/12/2026 mairie 9h", Appointment(date(2026, 12, 17), time(9), "mairie")),
        ("14h30 le 10 décembre salle B", Appointment(date(2026, 12, 10), time(14, 30), "salle B")),
        ("le 10 du mois prochain 9h", Appointment(date(2026, 12, 10), time(9), None)),
        (
            "Thursday, 17 December 2026 at 14:30 town hall",
            Appointment(date(2026, 12, 17), time(14, 30), "town hall"),
        ),
    ],
)
def test_a_session_is_typed_in_one_message(typed: str, read: Appointment) -> None:
    assert read_appointment(typed, TODAY) == read


@pytest.mark.parametrize("typed", ["bientôt", "décembre", "10/12/2020", "10/12/2036", "14h30", ", salle B"])
def test_a_session_without_a_day_to_come_is_not_understood(typed: str) -> None:
    with pytest.raises(ConversationError):
        read_appointment(typed, TODAY)


@pytest.mark.parametrize("typed", ["25h70", "24h", "9h5", "12:75", "9 h 61"])
def test_an_hour_that_no_clock_shows_is_not_passed_over(typed: str) -> None:
    with pytest.raises(ConversationError) as refused:
        read_appointment(f"17/12/2026 {typed} mairie", TODAY)
    assert refused.value.message.values == {"said": typed}


@pytest.mark.parametrize(("typed", "read"), [("4", 4), ("quatre jours", 4), ("4 jours", 4)])
def test_days_are_typed_in_figures_or_in_words(typed: str, read: int) -> None:
    assert read_number(typed, Unit.DAY, 60) == read


@pytest.mark.parametrize(
    "typed", ["", "beaucoup", "3 à 5 jours", "0", "61", "2,5 jours", "4 personnes", "4 heures", "2 mois"]
)
def test_days_that_are_not_one_number_are_not_understood(typed: str) -> None:
    with pytest.raises(ConversationError):
        read_number(typed, Unit.DAY, 60)


def test_jobs_are_those_to_create_then_those_kept() -> None:
    assert read_jobs("trois créés, 12 maintenus") == (3, 12)
    assert read_jobs("1 000 créés et 3 maintenus") == (1_000, 3)
    for wrong in ("3", "3 4 5", "aucun", "1.000", "25 000", "1.000 et 3", "2,5 et 3", "12,000 et 3"):
        with pytest.raises(ConversationError):
            read_jobs(wrong)


@pytest.mark.parametrize(
    "typed",
    ["12 maintenus et 3 créés", "12 emplois gardés, 3 nouveaux", "kept 12, created 3", "créer 3, garder 12"],
)
def test_jobs_said_by_their_names_come_in_any_order(typed: str) -> None:
    assert read_jobs(typed) == (3, 12)
