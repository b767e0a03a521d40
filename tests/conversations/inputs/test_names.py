"""The name of a person, however it is introduced; never a number, a firm or a sentence."""

import pytest

from conversations.inputs import InvalidAnswer, Kept, Name, Settled
from conversations.situation import Situation
from tests.conversations.inputs.test_measures import candidates, refused, settled
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
NAME = Name()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Camille Durand", "Camille Durand"),
        ("camille durand", "camille durand"),
        ("c'est moi, Camille Durand", "Camille Durand"),
        ("Mme Durand Camille", "Durand Camille"),
        ("Mme Durand", "Mme Durand"),
        ("M. Durand", "M. Durand"),
        ("je m'appelle Camille Durand", "Camille Durand"),
        ("DURAND Camille gérante", "DURAND Camille"),
        ("Camille DURAND - Directrice Générale", "Camille DURAND"),
        ("nom : Durand prénom : Camille", "Durand Camille"),
        ("my name is Camille Durand", "Camille Durand"),
        ("Bonjour, Camille Durand, merci", "Camille Durand"),
        ("Marie-Charlotte de La Tour du Pin", "Marie-Charlotte de La Tour du Pin"),
        ("O'Brien Siobhán", "O'Brien Siobhán"),
        ("Camille et Robin Durand", "Camille et Robin Durand"),
        ("Camille Boulanger", "Camille Boulanger"),
        ("Petit Jean", "Petit Jean"),
        ("Nguyen Van An", "Nguyen Van An"),
        ("Yves Le Goff", "Yves Le Goff"),
        ("Camille", "Camille"),
        ("just Robin", "Robin"),
        ("Just Durand", "Just Durand"),
        ("Mamadou Bah", "Mamadou Bah"),
    ],
)
def test_a_name_is_taken_without_the_words_that_introduce_it(text: str, name: str) -> None:
    assert settled(NAME, text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Camille Durand mais appelez Robin", ["Camille Durand"]),
        ("Camille Durand 06 39 98 12 34", ["Camille Durand"]),
        ("Camille Durand, gérante de la boulangerie Mirabelle", ["Camille Durand"]),
        ("appelez plutôt Robin Morel", ["Robin Morel"]),
        ("Patron Robert", ["Robert", "Patron Robert"]),
        ("Hugo Boss", ["Hugo", "Hugo Boss"]),
        ("bah moi", ["bah"]),
        ("camille", ["camille"]),
    ],
)
def test_a_name_with_other_words_is_proposed(text: str, names: list[str]) -> None:
    assert candidates(NAME, text) == names


@pytest.mark.parametrize("text", ["10k", "06 39 98 12 34", "+33 (0)6 39 98 12 34", "camille@example.com"])
def test_a_number_or_an_address_is_no_name(text: str) -> None:
    assert refused(NAME, text).startswith("Only a name here")


@pytest.mark.parametrize(
    "text", ["SARL Durand", "Boulangerie Mirabelle", "Durand Frères SAS", "le garage Petit"]
)
def test_a_firm_is_no_person(text: str) -> None:
    assert refused(NAME, text).startswith("A person's name, please")


def test_the_company_told_before_is_no_person() -> None:
    known = Situation({"company": {"kind": "named", "name": "Durand & Morel"}}, sample_world())
    with pytest.raises(InvalidAnswer):
        NAME.read("durand & morel", {}, known)


def test_the_town_told_before_is_no_person() -> None:
    known = Situation({"place": {"code": "54528", "name": "Toul", "department": "54"}}, sample_world())
    with pytest.raises(InvalidAnswer):
        NAME.read("toul", {}, known)


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi vous voulez mon nom ?", "je ne veux pas le dire", "comme sur mon profil", "ma femme",
        "la gérante", "voir plus haut", "anonyme", "???", "x", "ask my wife",
        "c'est celle qui tient la caisse le matin", "envoyer", "Send", "moi-même", "the boss", "le matin",
    ],
)  # fmt: skip
def test_a_sentence_is_no_name(text: str) -> None:
    assert refused(NAME, text).startswith("A first and a last name")


def test_yes_takes_the_name_that_is_proposed() -> None:
    proposed = Kept({"candidates": ["Camille Durand"]})
    assert NAME.read("oui", proposed.entry, SITUATION) == Settled("Camille Durand")


@pytest.mark.parametrize(("text", "name"), [
    ("c'est ma secrétaire Eva Roux", "Eva Roux"), ("mon associé Paul Roux", "Paul Roux"),
    ("my assistant Jane Roux", "Jane Roux"), ("notre apprentie Eva Roux", "Eva Roux"),
])  # fmt: skip
def test_the_name_of_somebody_else_is_confirmed(text: str, name: str) -> None:
    read = Name().read(text, {}, SITUATION)

    assert isinstance(read, Kept)
    assert read.entry["candidates"] == [name]


@pytest.mark.parametrize("text", ["secrétaire Eva Roux", "Eva Roux, la secrétaire"])
def test_the_work_of_a_person_is_no_part_of_their_name(text: str) -> None:
    assert Name().read(text, {}, SITUATION) == Settled("Eva Roux")
