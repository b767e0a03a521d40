"""Sections of figures: one row says all of one, and every surface shows it from that row."""

from pathlib import Path

import pytest

from bot.i18n import LANGUAGES, speak
from bot.services.figures.openings import Opening
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import SectionSpec, Sense
from models.figures.measures import MEASURES
from models.figures.queries import Scope

ROOT = Path(__file__).parents[4]
ON_A_PHONE = 16  # characters of a button: three stand side by side
EVERY = pytest.mark.parametrize("spec", SECTIONS.values(), ids=SECTIONS)


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_has_a_title_and_a_label_that_holds_on_a_phone(spec: SectionSpec, language: str) -> None:
    assert speak(spec.title, language, markup=False)
    if spec.label is not None:
        assert 0 < len(speak(spec.label, language, markup=False)) <= ON_A_PHONE


def test_names_and_labels_tell_sections_apart() -> None:
    specs = SECTIONS.values()
    for told in (
        [spec.name for spec in specs],
        [spec.title for spec in specs],
        [spec.label for spec in specs],
    ):
        assert len({str(each) for each in told}) == len(told)


@pytest.mark.parametrize(
    ("sense", "offered"),
    [
        (Sense.ALWAYS, [True, True, True, True]),
        (Sense.SEVERAL, [True, True, False, True]),
        (Sense.QUEUE, [True, True, False, False]),
        (Sense.NETWORK, [True, False, False, False]),
    ],
)
def test_a_section_is_offered_where_it_makes_sense(sense: Sense, offered: list[bool]) -> None:
    scopes = (Scope(), Scope(frozenset({"", "vosges"})), Scope(frozenset({"vosges"})),
              Scope(frozenset({"vosges", "meuse"})))  # fmt: skip
    some = next(spec for spec in SECTIONS.values() if spec.sense is sense and spec.label is not None)
    assert [some.is_offered(scope) for scope in scopes] == offered
    assert not SECTIONS["key"].is_offered(Scope()), "it is the first page"


def test_a_number_that_opens_a_measure_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="recieved"):
        Opening("recieved")


def test_every_measure_that_is_counted_is_told_by_some_number() -> None:
    counting = [
        path for room in ("bot/services/figures", "models/figures") for path in (ROOT / room).rglob("*.py")
    ]
    told = "".join(path.read_text() for path in counting if path.name != "measures.py")
    assert [name for name in MEASURES if f'"{name}"' not in told] == []
