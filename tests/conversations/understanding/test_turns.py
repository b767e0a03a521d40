"""What is true of the files of turns of phrase: each is told by its file and line before anybody talks."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from conversations.understanding.turns import parted, turns, written

FOLDER = Path(str(files("conversations.understanding.turns")))
SUBJECTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
CODE = [path.read_text() for path in FOLDER.parents[1].rglob("*.py")]
PUT_IN = re.compile(r"\{(?:(\w+)\.)?([a-z]\w*)( as typed)?\}")


def ways() -> Iterator[tuple[str, str, str]]:
    """Give each way of each section: its file and line, the name of the section and how it is written."""
    for subject in SUBJECTS:
        for name, said in written(subject).items():
            yield from ((f"{subject}.txt:{line} [{name}]", name, way) for line, way in said)


def put_in(subject: str) -> Iterator[tuple[str, str, str]]:
    """Give what the ways of a subject take from other sections: where, and which section of which file."""
    for where, _, way in ways():
        if where.startswith(f"{subject}.txt:"):
            yield from ((where, used[1] or subject, used[2]) for used in PUT_IN.finditer(way))


def alternatives(way: str) -> list[str]:
    """Return what a bar outside any bracket parts."""
    parts, depth = [""], 0
    for sign in re.findall(r"\\.|\[(?:\\.|[^\]])+\]|.", way):
        depth += (sign == "(") - (sign == ")")
        parts = [*parts, ""] if sign == "|" and not depth else [*parts[:-1], parts[-1] + sign]
    return parts


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_put_in_is_a_section_of_a_file(subject: str) -> None:
    unknown = [
        (where, f"{{{other}.{name}}}")
        for where, other, name in put_in(subject)
        if other not in SUBJECTS or name not in written(other)
    ]
    assert unknown == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_way_is_a_regular_expression(subject: str) -> None:
    wrong = []
    for name, said in written(subject).items():
        for (line, _), way in zip(said, turns(subject).ways(name), strict=True):
            try:
                re.compile(parted(way.pattern)[0])
            except re.error as error:
                wrong.append((f"{subject}.txt:{line} [{name}]", str(error)))
    assert wrong == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_section_begins_once(subject: str) -> None:
    begun = re.findall(r"^\[(\w+)\]$", (FOLDER / f"{subject}.txt").read_text("utf-8"), re.MULTILINE)
    assert [name for name, times in Counter(begun).items() if times > 1] == []


def test_no_section_says_a_thing_twice() -> None:
    said = [(where.rpartition(":")[0], name, one) for where, name, way in ways() for one in alternatives(way)]
    twice = [(*each, times) for each, times in Counter(said).items() if times > 1]
    assert twice == []


def test_each_section_is_looked_for_by_the_code_or_put_in_another() -> None:
    held = {
        (name, subject)
        for code in CODE
        for name, subject in re.findall(r"""(\w+) = turns\(["'](\w+)["']\)""", code)
        if not name.startswith("_")
    }
    looked_for = {
        (subject, name)
        for code in CODE
        for subject in {
            *re.findall(r"""\bturns\(["'](\w+)["']""", code),
            *(subject for holder, subject in held if re.search(rf"\b{holder}\b", code)),
        }
        for name in re.findall(r"""["']([a-z_]+)["']""", code)
    }
    used = {(other, name) for subject in SUBJECTS for _, other, name in put_in(subject)} | looked_for
    unused = [where for where, name, _ in ways() if (where.split(".txt")[0], name) not in used]
    assert unused == []


def test_each_section_that_the_code_looks_for_is_there() -> None:
    asked = {
        (subject, name)
        for code in CODE
        for held, subject in re.findall(r'^(\w+) = turns\("(\w+)"\)', code, re.MULTILINE)
        for name in re.findall(rf'\b{held}\.(?:pattern|whole|ways|rules|text)\(\s*"(\w+)"', code)
    }
    assert {(subject, name) for subject, name in asked if name not in written(subject)} == set()
