"""The head of a company told by somebody else: a name and a way to be reached, in one message or two."""

import pytest

from conversations.inputs import HeadContact, Kept, Settled
from conversations.situation import Answer, Situation
from tests.conversations.inputs.test_measures import candidates, refused, settled
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
HEAD = HeadContact()
ROBIN: dict[str, Answer] = {"name": "Robin Morel", "phone": "+33639985678"}


@pytest.mark.parametrize(
    "text",
    [
        "Robin Morel, 06 39 98 56 78", "Robin Morel 0639985678", "M. Robin Morel au +33 (0)6 39 98 56 78",
        "06 39 98 56 78 (Robin Morel)", "Robin Morel, gérant, tél 06 39 98 56 78",
        "le gérant c'est Robin Morel, 06 39 98 56 78", "notre dirigeante, Robin Morel, 06 39 98 56 78",
        "call my boss Robin Morel on 06 39 98 56 78",
    ],
)  # fmt: skip
def test_a_name_and_a_number_are_taken_together(text: str) -> None:
    assert settled(HEAD, text) == ROBIN


@pytest.mark.parametrize(
    ("first", "second"), [("Robin Morel", "06 39 98 56 78"), ("06 39 98 56 78", "c'est Robin Morel")]
)
def test_a_second_message_completes_the_first(first: str, second: str) -> None:
    half = HEAD.read(first, {}, SITUATION)
    assert isinstance(half, Kept)
    assert half.note is not None
    assert half.note.msgid.startswith("And ")
    assert HEAD.read(second, half.entry, SITUATION) == Settled(ROBIN)


def test_a_name_alone_is_enough_for_who_has_no_more() -> None:
    assert candidates(HEAD, "Robin Morel") == [{"name": "Robin Morel"}]


@pytest.mark.parametrize(
    "text",
    [
        "Robin Morel, le matin, 06 39 98 56 78", "pas Lou Petit, Robin Morel 06 39 98 56 78",
        "Robin Morel 06 39 98 56 78, pas le lundi",
    ],
)  # fmt: skip
def test_what_is_said_beside_the_name_is_no_part_of_it(text: str) -> None:
    assert candidates(HEAD, text) == [ROBIN]


def test_a_word_of_a_button_is_no_name_of_the_head() -> None:
    assert candidates(HEAD, "envoyer 06 39 98 56 78") == [{"phone": "+33639985678"}]


def test_several_numbers_are_chosen_from() -> None:
    assert candidates(HEAD, "Robin Morel 06 39 98 56 78 ou 04 65 71 12 34") == [
        ROBIN,
        {"name": "Robin Morel", "phone": "+33465711234"},
    ]


@pytest.mark.parametrize("text", ["c'est mon patron", "12", "SARL Durand", "?"])
def test_what_tells_neither_is_asked_again(text: str) -> None:
    assert refused(HEAD, text).startswith("A name and a phone number")


def test_the_head_is_shown_by_name_and_number() -> None:
    assert HEAD.show(ROBIN, SITUATION).values["text"] == "Robin Morel · 06 39 98 56 78"


@pytest.mark.parametrize("answer", [None, {}, {"phone": "06"}, {"name": "Robin", "phone": 3}, "Robin"])
def test_an_answer_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not HEAD.fits(answer, SITUATION)
