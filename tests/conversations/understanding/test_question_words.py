"""What the words of a text ask, as learned from sentences."""

import pytest

from conversations.intake.faq import FAQ
from conversations.understanding.vocabulary.question_words import PARTICULAR, TOPICS, asked


def test_each_common_question_is_learned() -> None:
    assert sorted(TOPICS) == sorted(entry.name for entry in FAQ)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("faut que je paye quelque chose au monsieur qui vient ?", "free"),
        ("est-ce que mon banquier va être averti ?", "bank"),
        ("do I count the two apprentices in", "counting"),
        ("vous connaissez un bon menuisier ?", PARTICULAR),
    ],
)
def test_a_question_is_known_by_its_turns_mark_or_no_mark(text: str, topic: str) -> None:
    found = asked(text)

    assert found.surely > 0.6
    assert found.topics[0][0] == topic


@pytest.mark.parametrize(
    "text", ["une quinzaine ?", "trouver des clients", "Boulangerie Martin", "mars 2027"]
)
def test_what_asks_nothing_is_known_too(text: str) -> None:
    assert asked(text).surely < 0.5


def test_a_slip_of_the_finger_hides_no_word() -> None:
    meant, slipped = asked("c'est confidentiel ?"), asked("c'est confidenciel ?")

    for found in (meant, slipped):
        (topic, share), *_ = found.topics
        assert topic == "privacy"
        assert min(share, found.surely) > 0.6


@pytest.mark.parametrize("text", ["", "?", "👍", "12", "12 ?"])
def test_a_text_without_words_asks_nothing_in_particular(text: str) -> None:
    assert asked(text).topics[0][1] < 0.5
