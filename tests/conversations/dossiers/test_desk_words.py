"""What who works here types of their work is read whole; a name is looked for, and no word around it."""

import time

import pytest

from conversations.dossiers.desk_words import LONGEST, asks_for_work, asks_what_is_late, leaves, sought

pytestmark = pytest.mark.wordings


@pytest.mark.parametrize(
    "text",
    ["qu’est-ce que j’ai à faire ?", "qu'est ce que j'ai a faire ce matin ?", "que dois-je faire",
     "combien en attente ?", "combien de dossiers en attente ?", "combien de demandes j’ai à traiter ?",
     "ma liste", "mes dossiers en cours", "où en sont mes dossiers ?", "par quoi je commence", "du nouveau ?",
     "quoi de neuf ce matin", "il me reste quoi à faire", "des dossiers à prendre ?", "show me my list",
     "what do I have to do today?", "how many requests are waiting?", "anything new?"],
)  # fmt: skip
def test_what_is_to_be_done_is_asked_in_many_ways(text: str) -> None:
    assert asks_for_work(text) and not asks_what_is_late(text)


@pytest.mark.parametrize(
    "text",
    ["qui est en retard ?", "quels dossiers sont en retard ?", "y a-t-il des retards ?", "en retard ?",
     "j’ai des dossiers en retard ?", "quoi d’urgent ?", "les urgences", "qui traîne ?", "who is late?",
     "what’s overdue"],
)  # fmt: skip
def test_what_is_late_is_asked_in_many_ways(text: str) -> None:
    assert asks_what_is_late(text) and asks_for_work(text)


@pytest.mark.parametrize(
    "text",
    ["boulangerie", "la liste noire", "Les Urgences du Bois", "Menuiserie Urgence", "Travail du Bois", "Toul",
     "je suis en retard", "le dossier de la boulangerie", "AZ-26-0001", "oui"],
)  # fmt: skip
def test_a_name_asks_for_no_list(text: str) -> None:
    assert not asks_for_work(text) and not asks_what_is_late(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("le dossier de la boulangerie", "boulangerie"), ("ouvre AZ-26-0585", "AZ-26-0585"),
     ("ouvre le 588", "588"), ("je prends le 588", "588"), ("qui suit le dossier 12 ?", "12"),
     ("qui s’occupe de la boulangerie ?", "boulangerie"), ("où en est le dossier Müller svp ?", "Müller"),
     ("où en est-on avec la Faïencerie du Parc ?", "Faïencerie du Parc"), ("dossier 588", "588"),
     ("la boulangerie en est où ?", "la boulangerie"), ("montre-moi l’Atelier Bois", "Atelier Bois"),
     ("open the file of the bakery", "bakery"), ("Boulangerie des Tilleuls", "Boulangerie des Tilleuls"),
     ("Les Délices de la Côte", "Les Délices de la Côte"), ("De la Terre", "De la Terre"),
     ("Entreprise Martin", "Entreprise Martin"), ("AZ-26-0001", "AZ-26-0001"), ("dossier", "dossier")],
)  # fmt: skip
def test_what_is_looked_for_is_told_from_the_words_around_it(text: str, name: str) -> None:
    assert sought(text) == name


@pytest.mark.parametrize(
    "text", ["annule", "annuler", "j’annule tout", "retour", "laisse tomber", "c’était une erreur",
             "je me suis trompé", "cancel", "oublie ça"],
)  # fmt: skip
def test_what_is_asked_is_left_at_a_word(text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize(
    "text", ["annulation du prêt par la banque", "retour de la banque", "oui", "la commande est annulée",
             "erreur de la banque", "trop tôt", "laisse un message à la banque"],
)  # fmt: skip
def test_what_tells_something_leaves_nothing(text: str) -> None:
    assert not leaves(text)


@pytest.mark.parametrize("words", ["de ", "les dossiers ", "qui ", "où en est ", "en est où ", "ok bon "])
def test_hostile_words_take_no_time(words: str) -> None:
    text = words * (4096 // len(words))
    begun = time.perf_counter()
    for each in (text, text[: LONGEST - 1]):
        asks_for_work(each), sought(each)
    assert time.perf_counter() - begun < 0.2
