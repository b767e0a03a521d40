"""How many screens a request takes at the most: the figure is held, so that no question is added unseen."""

from collections.abc import Iterator
from itertools import product

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.intake import INTAKE
from conversations.situation import Answer
from conversations.understanding.skills import SKILLS
from tests.conversations.worlds import GOOD, sample_world, screens

LONGEST = 20
"""Screens, the review among them. The way there: somebody who applies for the head of a medium-sized firm,
where two territories overlap, in insolvency proceedings or without a project, and whom neither the register
of companies nor the profile saves a question. The goal is 20; the head, whom the operator has to call, is
asked for, and what a rule says is told on a screen of its own. A screen of two questions is one: one tap or
one line answers both, see ``test_joint``."""
ORDINARY = 16
"""A small firm of one territory with an advance that it does not want, under a profile without name."""

CODES = [skill.code for skill in SKILLS[:3]]
TOWNS: tuple[dict[str, Answer], ...] = (
    {"code": "54528", "name": "Toul", "department": "54"},
    {"code": "55063", "name": "Bouligny", "department": "55"},
    {"code": "54323", "name": "Longwy", "department": "54"},
    {"code": "29019", "name": "Brest", "department": "29"},
)


def paths() -> Iterator[int]:
    """Give how many screens it takes all kinds of people, the review among them."""
    for town, staff, turnover, advance, kind, trouble, role, basin in product(
        TOWNS,
        (12, 60, 300),
        ("under_2m", "over_50m"),
        (0, 20_000),
        ("investment", "takeover", "creation", "none"),
        ((), ("insolvency",)),
        ("head", "adviser"),
        ("meuse", "longwy"),
    ):
        walk = Walk(Draft(), sample_world())
        INTAKE.resume(walk)
        answers: dict[str, Answer] = {
            "place": town, "headcount": staff, "turnover": turnover, "balance": "over_43m",
            "advance": advance, "project_kind": kind, "difficulties": {"codes": [*trouble]}, "role": role,
            "skills": {"codes": [*CODES]}, "priority_skill": CODES[0], "basin": basin,
        }  # fmt: skip
        yield len(screens(walk, until=REVIEW, **answers)) + 1


def test_no_way_is_longer_than_what_is_known() -> None:
    assert max(paths()) == LONGEST


def test_the_ordinary_way_is_no_longer_than_what_is_known() -> None:
    walk = Walk(Draft(), sample_world())
    INTAKE.resume(walk)

    assert len(screens(walk, advance=0, skills=GOOD["skills"])) + 1 == ORDINARY
