"""The world of the sample network, and a walk through its questions."""

from datetime import date
from functools import cache

from conversations.engine.draft import Draft, Walk
from conversations.inputs import InvalidAnswer, Joint, Settled
from conversations.intake import INTAKE
from conversations.network.basins import Network
from conversations.network.routing import Atlas
from conversations.situation import Answer, World
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable

TODAY = date(2026, 11, 23)

GOOD: dict[str, Answer] = {
    "privacy": "yes",
    "role": "head",
    "head_agrees": "yes",
    "human_review": "yes",
    "company": {"kind": "named", "name": "Boulangerie des Tilleuls"},
    "place": {"code": "54528", "name": "Toul", "department": "54"},
    "basin": "meuse",
    "headcount": 12,
    "founded": 2011,
    "turnover": "under_2m",
    "balance": "under_43m",
    "difficulties": {"codes": []},
    "sector": "BC",
    "project_kind": "investment",
    "description": "Nous reprenons le fournil voisin : il faut réorganiser la production.",
    "start": {"from": "2027-03-01", "to": "2027-03-10"},
    "skills": {"codes": ["sales", "hr"]},
    "priority_skill": "sales",
    "days": {"low": 3, "high": 5},
    "jobs_created": 3,
    "jobs_kept": 12,
    "advance": 20_000,
    "accepts_skills": "yes",
    "project_budget": 250_000,
    "aid_received": None,
    "name": "Camille Durand",
    "contact": {"phone": "+33612345678"},
    "head_contact": {"name": "Robin Morel", "phone": "+33639985678"},
    "call_time": "morning",
    "excluded": "La banque du coin",
    "for_operator": {"codes": ["call"], "words": "Les machines d’occasion comptent-elles ?"},
}
"""What a baker of Toul answers."""


@cache
def sample_network() -> Network:
    """Read the sample network once."""
    return read_network(sample_network_text(), CommuneTable())


@cache
def sample_world(*, registry: bool = False) -> World:
    """Return the world of the sample network, on a day of 2026."""
    return World(TODAY, sample_network(), Atlas(sample_network()), CommuneTable(), registry)


def a_walk(*, until: str = "review", registry: bool = False, **answers: Answer) -> Walk:
    """Return a conversation that goes as the baker's, save for these answers, up to a question."""
    walk = Walk(Draft(), sample_world(registry=registry))
    INTAKE.resume(walk)
    goes_on(walk, until=until, **answers)
    return walk


def goes_on(walk: Walk, *, until: str = "review", **answers: Answer) -> list[str]:
    """Answer what is asked, up to a question; return what was asked."""
    return [name for names in screens(walk, until=until, **answers) for name in names]


def screens(walk: Walk, *, until: str = "review", **answers: Answer) -> list[tuple[str, ...]]:
    """Answer what is asked, both questions of a screen at once, up to a question; return those of each."""
    asked: list[tuple[str, ...]] = []
    while walk.state not in (until, "review"):
        step = INTAKE.asked(walk)
        assert step is not None
        assert step.name not in (name for names in asked for name in names), f"{step.name} is asked again"
        if isinstance(step.input, Joint) and step.input.other.name != until:
            asked.append((step.name, step.input.other.name))
        else:
            asked.append((step.name,))
        if step.name in walk.draft.answers and step.name not in answers:
            assert INTAKE.keep(walk)
            continue
        given = {name: _fitting(walk, name, {**GOOD, **answers}[name]) for name in asked[-1]}
        INTAKE.settle(walk, INTAKE.by_name[step.name], given.pop(step.name), given)
    assert walk.state == until, f"{until} is never asked"
    return asked


def _fitting(walk: Walk, name: str, answer: Answer) -> Answer:
    """Return an answer, or the first that is listed, where it is a basin or a skill of one's own."""
    step = INTAKE.by_name[name]
    if step.fits(answer, walk.situation):
        return answer
    first = step.input.tap(step.input.options({}, walk.situation)[0].key, {}, walk.situation)
    assert isinstance(first, Settled)
    return first.answer


def typed(walk: Walk, text: str) -> str:
    """Type something; return what was said of it, empty when nothing was."""
    try:
        reaction = INTAKE.read(walk, text)
    except InvalidAnswer as invalid:
        return str(invalid.message.msgid)
    return str(reaction.note.msgid) if reaction.note else ""
