"""Whoever a question names is left out, and what makes it a question stays: sentence by sentence."""

import csv
import re
from pathlib import Path

import pytest

from conversations.exchanges.concealment import Own, conceal
from conversations.exchanges.villages_named import MOST_INHABITANTS
from conversations.privacy.name_masking import HIDDEN
from models.places.search import CommuneTable
from tests.understanding.rows import FOLDER

VILLAGES = CommuneTable().villages("54", MOST_INHABITANTS)
OWN = Own(("Boulangerie des Tilleuls",), ("Camille Durand",), ("Écrouves", "54200"), VILLAGES)
SENTENCES = [
    line
    for line in Path(__file__).with_name("named_in_questions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
_CIVILITY = re.compile(rf"\b(?:Monsieur|Mme|Mr|M\.) {HIDDEN}")  # may stay: it tells nobody
NAMING_NOBODY = 4_000
MOST_CHANGED = 12


@pytest.mark.parametrize("sentence", SENTENCES)
def test_who_is_named_is_left_out_and_the_rest_stays(sentence: str) -> None:
    wanted = re.sub("‹.*?›", HIDDEN, sentence)

    read = conceal(sentence.replace("‹", "").replace("›", ""), OWN).text

    assert _CIVILITY.sub(HIDDEN, read) == _CIVILITY.sub(HIDDEN, wanted)


def test_sentences_that_name_nobody_are_read_as_they_were_written() -> None:
    typed: list[str] = []
    for name in ("skill_sentences.tsv", "skill_sentences_public.tsv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            typed += [row["text"] for row in csv.DictReader(file, delimiter="\t", strict=True)]

    changed = [text for text in typed if conceal(text, OWN).found]

    assert len(typed) > NAMING_NOBODY
    assert len(changed) <= MOST_CHANGED, changed
