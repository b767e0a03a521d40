"""The rows by which understanding is measured are of the form that the bench reads."""

import csv
import re
from collections import Counter

import pytest

from conversations.intake import INTAKE
from conversations.intake.faq_answers import FAQ
from conversations.understanding.skills import SKILLS
from tests.benchmarks.understanding import Result, taken
from tests.understanding.rows import ASKED, COLUMNS, FOLDER, OWN, SETS, Row, canonical, days, kinds, rows

KINDS = {"numbers", "money", "dates", "places", "contacts", "companies", "roles", "activities", "skills"}
MOMENTS = {"before", "sent", "decided", "description"}
NUMBER = re.compile(r"\d+(\.\.\d+)?")
FORMS = {
    "place": re.compile(r"\d[\dAB]\d{3}"),
    "contact": re.compile(r"phone=\+\d{7,15}|email=\S+@\S+|phone=\+\d{7,15};email=\S+@\S+"),
    "company": re.compile(r"\d{9}|\d{14}|\D.+"),
}

ALL = [(kind, row) for folder in SETS.values() for kind in kinds(folder) for row in rows(kind, folder)]


def is_canonical(row: Row, reading: str) -> bool:
    """Tell whether a meaning is written as an answer to the question of the row is."""
    if row.question == "start":
        first, last = (day.isoformat() for day in days(reading.removeprefix("~")))
        return canonical({"from": first, "to": last}) == reading.removeprefix("~")
    picks = [pick.key for pick in getattr(INTAKE.by_name[row.question].input, "picks", ())]
    if row.question == "skills":
        return {*reading.split(";")} <= {*picks}
    if picks:
        return reading in picks
    return FORMS.get(row.question, NUMBER).fullmatch(reading) is not None


def test_rows_are_of_known_kinds_in_the_same_columns() -> None:
    assert {*kinds()} == KINDS
    for folder in SETS.values():
        assert {*kinds(folder)} <= KINDS
        for path in folder.glob("*.csv"):
            assert path.read_text("utf-8").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize("kind", kinds())
def test_a_text_is_there_once_for_a_question_over_all_sets(kind: str) -> None:
    sets = (row for folder in SETS.values() if kind in kinds(folder) for row in rows(kind, folder))
    there = Counter((row.text.strip().casefold(), row.question) for row in sets)
    assert [text for text, times in there.items() if times > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_there_are_enough_rows_of_each_kind_to_tell_a_share(name: str) -> None:
    enough = {"places": 120, "skills": 80}
    assert [kind for kind in kinds(SETS[name]) if len(rows(kind, SETS[name])) < enough.get(kind, 60)] == []


def test_every_row_answers_a_question_of_the_intake() -> None:
    assert [row for _, row in ALL if row.question not in INTAKE.by_name or not row.text.strip()] == []


def test_meanings_are_written_as_answers_are() -> None:
    assert [row for _, row in ALL for reading in row.readings if not is_canonical(row, reading)] == []


def test_a_source_is_an_address_or_says_that_it_is_our_own() -> None:
    address = re.compile(r"https?://[\w.-]+/\S+")
    assert [row for _, row in ALL if row.source != OWN and not address.fullmatch(row.source)] == []


@pytest.mark.parametrize("name", kinds(ASKED))
def test_the_questions_people_ask_have_a_topic_that_is_answered_or_a_person(name: str) -> None:
    topics, asked = {*(entry.name for entry in FAQ), "person", "answer"}, rows(name, ASKED)
    assert [row for row in asked if not {*row.readings} <= topics or row.question not in MOMENTS] == []
    assert max(Counter(row.text.casefold() for row in asked).values()) == 1
    assert [row for row in asked if row.source != OWN and not row.source.startswith("http")] == []


@pytest.mark.parametrize(
    ("text", "meaning", "question", "plain"),
    [
        ("10 à 19", "10..19", "headcount", False),
        ("entre 12 000 et 15 000 €", "12000..15000", "advance", False),
        ("12 salariés chez nous ou presque", "12", "headcount", True),
    ],
)
def test_a_span_is_not_plain_where_the_answer_is_one_number(
    text: str, meaning: str, question: str, *, plain: bool
) -> None:
    read = taken(Row(text, meaning, question, OWN))
    assert (read.result, read.asked_though_plain) == (Result.ASKED_WELL, plain)


@pytest.mark.parametrize("name", ["public", "of_heads"])
def test_what_skills_are_learned_from_is_met_elsewhere_than_the_rows(name: str) -> None:
    with (FOLDER / f"skill_sentences_{name}.tsv").open(encoding="utf-8", newline="") as file:
        learned = [*csv.DictReader(file, delimiter="\t", strict=True)]
    unseen = [row for name in ("met", "typed") for row in rows("skills", SETS[name])]
    sources = {row.source for row in unseen} - {OWN}
    texts = {row.text.casefold() for row in unseen}
    assert [line["source"] for line in learned if line["source"] in sources] == []
    assert sum(line["text"].casefold() in texts for line in learned) == 0
    assert len({line["text"] for line in learned}) == len(learned)
    assert {code for line in learned for code in line["skills"].split(";")} <= {
        "",
        *(skill.code for skill in SKILLS),
    }
