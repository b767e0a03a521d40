"""The applicant's questions, in asking order. To add one: CONTRIBUTING, first recipe."""

from conversations.engine.questionnaire import Questionnaire
from conversations.engine.step import Subject
from conversations.intake.call_time import FOR_OPERATOR
from conversations.intake.company import COMPANY_STEPS
from conversations.intake.contact import ASKED_IN_ALL, CONTACT_STEPS
from conversations.intake.means import MEANS_STEPS
from conversations.intake.project import PROJECT_STEPS
from conversations.intake.sections import ADVICE, CONTACT, WELCOME
from conversations.intake.skills import SKILL_STEPS
from conversations.intake.you import YOU_STEPS

__all__ = [
    "ADVICE", "ASKED_IN_ALL", "CONTACT", "CONTACT_ANSWERS", "FOR_COMMITTEE", "FOR_OPERATOR", "INTAKE",
    "ON_CARD", "STEPS", "WELCOME",
]  # fmt: skip

STEPS = (*YOU_STEPS, *COMPANY_STEPS, *PROJECT_STEPS, *SKILL_STEPS, *MEANS_STEPS, *CONTACT_STEPS)

INTAKE = Questionnaire(STEPS)

ON_CARD = tuple(
    tuple(step for step in STEPS if step.section.subject is subject and step.is_on_card)
    for subject in Subject
)
"""The questions whose answers are on the card of a request, in its paragraphs."""

FOR_COMMITTEE = tuple(tuple(step for step in steps if step.section is not CONTACT) for steps in ON_CARD)
"""Those that a committee reads: how an applicant is reached, and what they ask, is for who calls them."""

CONTACT_ANSWERS = frozenset(step.name for step in CONTACT_STEPS if not step.on_demand)
"""Who is called, and how: these answers are the person's, and may change wherever a request stands."""
