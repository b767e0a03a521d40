"""Every question read once before anybody answers: what is loaded at a first use keeps no turn waiting."""

from contextlib import suppress

from conversations.exchanges.people_named import people_in
from conversations.inputs import InvalidAnswer
from conversations.intake import STEPS
from conversations.intake.faq import is_question
from conversations.intake.first_words import first_words, in_despair
from conversations.patterns import compile_patterns
from conversations.situation import Situation, World
from conversations.understanding.skills import suggest

SAID = (
    *("Toull", "SARL Camille à Toul", "une dizaine, 250 k€ dans 3 jours", "732 829 320"),
    *("06 12 34 56 78 camille@example.com", "06 39 98 12 34"),
)
"""Words that each kind of answer looks into: a town misspelt, a firm and its town, figures, a SIREN; ways
to be reached, one of them a number of no region, which is looked for in the plans of all."""


def rehearse(world: World) -> None:
    """Load what reading needs: vocabularies, patterns, names of communes, numbering plans. Half a second."""
    situation = Situation({}, world)
    for step in STEPS:
        for text in SAID:
            with suppress(InvalidAnswer):
                step.input.read(text, {}, situation)
        if step.spotted is not None:
            list(step.spotted("menuiserie toul", situation))
    is_question("C'est gratuti ?")
    first_words("Toull"), in_despair("Toull")
    suggest("Trouver des clients")
    compile_patterns()
    people_in("demandez Camille")
