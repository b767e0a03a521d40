"""What is shown as written is what was written: no folded word, no word cut in two."""

import pytest

from conversations.engine.overheard import BETWEEN, overhear
from conversations.intake import STEPS
from conversations.situation import Situation
from conversations.understanding.words import excerpt
from tests.conversations.worlds import sample_world

TOLD = (
    "Bonjour, je suis le gérant de la menuiserie Petit à Commercy, nous sommes 12 salariés dont 3 apprentis, "
    "on voudrait investir 80 000 € dans une machine à commande numérique pour début mars",
    "Boulangère à Toul depuis 2011, 4 salariés, je veux ouvrir une seconde boutique dès que possible avec "
    "l'aide d'un spécialiste du commerce et du marketing, 5 jours environ",
    "garage à verdun crée en 1998 8 salarié on veux acheté un pont élévateur 25000 euro et formé un "
    "apprenti SIREN 000 100 305",
    "MENUISERIE DUPONT, BAR-LE-DUC, 7 SALARIÉS, AVANCE DE 20 000 EUROS POUR JANVIER, APPELEZ "
    "LE 06 39 98 56 78",
    "We are a small bakery in Toul with four employees, we'd like to hire two more people over the next "
    "three years, budget around 50k, starting next spring",
)


@pytest.mark.parametrize("text", TOLD)
def test_words_are_shown_as_they_were_written_and_cut_between_two_words(text: str) -> None:
    heard = overhear(STEPS, text, Situation({}, sample_world()))
    assert len(heard) >= 3
    for said in (words for each in heard for words in each.said.split(BETWEEN)):
        whole = said.removesuffix("…")
        after = text[text.index(whole) + len(whole) :][:1]
        assert not (after.isalnum() and whole[-1:].isalnum()), said
        assert not whole.endswith((" en", " de")), said


def test_a_word_too_long_to_be_left_out_is_cut() -> None:
    assert excerpt("un mot puis un autre", 12) == "un mot puis…"
    assert excerpt("a" * 50, 10) == f"{'a' * 9}…"
    assert excerpt("x " + "a" * 50, 40) == f"x {'a' * 37}…"
