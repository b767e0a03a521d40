"""A village around tells who writes, a town does not; a word that a village is called by stays."""

import pytest

from conversations.exchanges.concealment import Own, Telling, conceal
from conversations.exchanges.villages_named import MOST_INHABITANTS
from models.places.search import CommuneTable
from tests.understanding.rows import FOLDER

VILLAGES = CommuneTable().villages("54", MOST_INHABITANTS)
OWN = Own(("Boulangerie des Tilleuls",), ("Camille Durand",), ("Écrouves", "54200"), VILLAGES)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Je suis le seul boulanger de Foug.", "Je suis le seul boulanger de •••."),
        ("Nous sommes entre Pagney-derrière-Barine et Lucey.", "Nous sommes entre ••• et •••."),
        ("Le moulin de pierre la treiche est fermé.", "Le moulin de ••• est fermé."),
        ("Bicqueley manque d’un plombier.", "••• manque d’un plombier."),
        ("À l’école d’Ochey, une salle se libère.", "À l’école d’•••, une salle se libère."),
    ],
)
def test_a_village_around_is_left_out(typed: str, read: str) -> None:
    concealed = conceal(typed, OWN)

    assert concealed.text == read
    assert concealed.found == (Telling.PLACE,)


@pytest.mark.parametrize(
    "typed",
    [
        "Nous livrons à Nancy, à Pont-à-Mousson et à Lunéville.",
        "Avril est plein, le bois manque, les forges tournent.",
        "Le moulin cherche un camion pour la ville de Metz.",
        "Un marron, un val, une haye : c’est notre logo.",
    ],
)
def test_towns_and_plain_words_stay(typed: str) -> None:
    assert conceal(typed, OWN).text == typed


def test_sentences_of_any_place_are_read_as_they_were_written() -> None:
    lines = (FOLDER / "skill_sentences_public.tsv").read_text("utf-8").splitlines()[1:]
    typed = [line.split("\t")[1] for line in lines]

    changed = [text for text in typed if Telling.PLACE in conceal(text, OWN).found]

    assert changed == []
