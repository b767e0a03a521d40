"""Every label of the form, in both languages: typed, it is the button that bears it."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache, partial

import pytest

from bot.i18n import speak
from bot.services.core.screens import Button, Screen, Verb
from bot.services.intake.card import buttons_shown
from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.inputs import InvalidAnswer
from conversations.inputs.labels import compared, named, parts
from conversations.intake import INTAKE
from conversations.situation import Answer
from locales import LANGUAGES
from tests.conversations.worlds import goes_on, sample_world

BEFORE: dict[str, dict[str, Answer]] = {
    "head_agrees": {"role": "adviser"},
    "head_contact": {"role": "adviser"},
    "human_review": {"headcount": 300},
    "basin": {"place": {"code": "55063", "name": "Bouligny", "department": "55"}},
    "accepts_skills": {"place": {"code": "54323", "name": "Longwy", "department": "54"}},
    "turnover": {"headcount": 60},
    "balance": {"headcount": 60, "turnover": "over_50m"},
    "priority_skill": {"skills": {"codes": ["sales", "hr", "quality"]}},
}
"""The answers that lead to questions which the usual ones do not lead to."""

TYPED = ("oui", "non", "une vingtaine", "20", "entre 3 et 5", "Saint-Denis", "associé", "menuiserie", "mars")
"""What leads to other screens of a question: readings to choose from, words kept."""


@cache
def screens() -> tuple[Walk, ...]:
    """Return the form at each of its screens: each question, and what options and words make of it."""
    asked = [at(name) for name in (*INTAKE.by_name, REVIEW)]
    return tuple(walk for first in asked for walk in (first, *changed(first)))


def at(name: str) -> Walk:
    """Return the form at a question, or in the review."""
    walk = Walk(Draft(), sample_world())
    INTAKE.resume(walk)
    on_demand = name != REVIEW and INTAKE.by_name[name].on_demand
    if walk.state != name:
        goes_on(walk, until=REVIEW if on_demand else name, **BEFORE.get(name, {}))
    if on_demand:
        INTAKE.edit(walk, name)
    return walk


def changed(walk: Walk) -> Iterator[Walk]:
    """Give the screens of the same question that an option or typed words lead to."""
    keys = [button.key for button in buttons(walk) if button.verb is Verb.ANSWER]
    taps = [partial(INTAKE.tap, key=key) for key in keys]
    words = [partial(INTAKE.read, text=text) for text in TYPED]
    for act in (*taps, *words):
        other = Walk(deepcopy(walk.draft), walk.world)
        try:
            act(other)
        except InvalidAnswer:
            continue
        if other.state == walk.state and other.draft.entry != walk.draft.entry:
            yield other


def buttons(walk: Walk) -> tuple[Button, ...]:
    """Return the buttons of a new request's screen."""
    return buttons_shown(walk, _no_sent_request)


def _no_sent_request(walk: Walk, *_: object) -> Screen:
    raise AssertionError(walk.state)


def does(button: Button) -> tuple[Verb, str]:
    """Return what a button does."""
    return button.verb, button.key


def test_every_question_is_among_the_screens() -> None:
    asked = {walk.state for walk in screens()}

    assert asked == {*INTAKE.by_name, REVIEW}
    assert len(screens()) > 2 * len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_typed_is_its_button(language: str) -> None:
    for walk in screens():
        shown = buttons(walk)
        labels = [speak(button.label, language, markup=False) for button in shown]
        for button, label in zip(shown, labels, strict=True):
            for said in (label, label.upper(), compared(label)):
                place = named(said, labels)
                assert place is not None, (walk.state, said, labels)
                assert does(shown[place]) == does(button), (walk.state, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_that_no_other_label_has_is_its_button(language: str) -> None:
    for walk in screens():
        labels = [speak(button.label, language, markup=False) for button in buttons(walk)]
        for place, label in enumerate(labels):
            others = [other for at, other in enumerate(labels) if at != place]
            for part in parts(label):
                if not any(part in (*parts(other), compared(other)) for other in others):
                    assert named(part, labels) == place, (walk.state, part)


@pytest.mark.parametrize("text", ["-3", "−3", "3 %", "3%", "<3", "> 3", "3+"])
def test_a_figure_with_a_sign_is_not_the_button_of_the_figure(text: str) -> None:
    assert named("3", ("2", "3")) == 1
    assert named(text, ("2", "3")) is None
    assert named(text, ("2", text)) == 1


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("mieux sorganiser", "Mieux s’organiser"),
        ("jy travaille", "J’y travaille, avec mandat"),
        ("dici 3 mois", "D’ici 3 mois"),
        ("lapres midi", "L’après-midi"),
        ("lapres-midi", "L’après-midi"),
    ],
)
def test_a_label_is_typed_without_its_apostrophe(typed: str, label: str) -> None:
    assert named(typed, ("Le matin", label, "Aucune")) == 1
