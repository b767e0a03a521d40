"""What answers another question than the one asked is asked about or refused, never written down alone."""

import pytest

from conversations.engine.overheard import as_kept, overhear, read_beside
from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE, STEPS
from tests.benchmarks.understanding import situation_of

SAID = {
    "company": (
        *("on est 4 avec un apprenti", "depuis 2015", "embaucher 2 personnes", "2 CDI", "au printemps"),
        *("3 jours par semaine", "une équipe de 4", "l'année prochaine"),
    ),
    "place": ("je suis maçon", "peintre"),
    "headcount": ("en 98", "le 12", "un prêt de 15000 euros", "une avance de 20 000 €"),
    "founded": ("dès que possible", "au plus tôt", "asap"),
    "days": ("on est 4", "nous sommes 12", "le 12", "we are 6", "un prêt de 15000 euros"),
    "jobs_created": ("on est 4", "le 12", "en 98", "un prêt de 15000 euros"),
    "jobs_kept": ("le 12", "en 98", "un prêt de 15000 euros"),
    "turnover": ("732 829 320", "2015"),
    "balance": ("732 829 320", "on est 4", "le 12"),
    "project_budget": ("732 829 320", "2015", "1998"),
    "advance": ("2015",),
    "name": ("rh et finance", "redressement judiciaire", "commerce de détail", "trois jours", "I run it"),
}


def is_settled(question: str, text: str) -> bool:
    situation, asked = situation_of(question), INTAKE.by_name[question]
    heard = as_kept(overhear((step for step in STEPS if step is not asked), text, situation))
    try:
        return isinstance(read_beside(asked.input, text, heard, {}, situation), Settled)
    except InvalidAnswer:
        return False


@pytest.mark.parametrize(("question", "text"), [(name, text) for name, said in SAID.items() for text in said])
def test_what_is_said_of_something_else_is_not_written_down(question: str, text: str) -> None:
    assert not is_settled(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("company", "3 Brasseurs"),
        ("company", "Un Jour Ailleurs"),
        ("place", "à Mâcon"),
        ("headcount", "12"),
        ("headcount", "on est 4"),
        ("founded", "en 98"),
        ("founded", "cette année"),
        ("days", "4 jours"),
        ("turnover", "800 000"),
        ("project_budget", "15 000"),
        ("advance", "2500"),
        ("jobs_created", "2 CDI"),
        ("name", "camille durand"),
        ("name", "Kowalczyk Zbigniew"),
        ("name", "Jean-Pierre de la Tour"),
    ],
)
def test_its_own_answers_are(question: str, text: str) -> None:
    assert is_settled(question, text)


HEAD = INTAKE.by_name["head_agrees"]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("oui il est d'accord", "yes"),
        ("Bien sûr qu'elle est au courant !", "yes"),
        ("c'est mon patron qui m'a demandé", "yes"),
        ("yes they agree", "yes"),
        ("my boss asked me to", "yes"),
        ("il n'est pas encore au courant", "no"),
        ("non, je ne lui ai pas dit", "no"),
        ("she doesn't know", "no"),
    ],
)
def test_the_head_agrees_as_one_says_it(text: str, agrees: str) -> None:
    assert HEAD.input.read(text, {}, situation_of("head_agrees")) == Settled(agrees)


@pytest.mark.parametrize(
    "text", ["il est d'accord mais pas pour le comité", "je ne sais pas s'il est d'accord"]
)
def test_half_of_an_agreement_is_none(text: str) -> None:
    assert not is_settled("head_agrees", text)


@pytest.mark.parametrize(
    "text",
    [
        "rien de tout ça",
        "aucune de ces situations",
        "nous ne sommes pas concernés",
        "ni l'une ni l'autre",
        "ras",
    ],
)
def test_that_nothing_is_so_is_heard_as_people_say_it(text: str) -> None:
    nothing = Settled({"codes": []})
    assert INTAKE.by_name["difficulties"].input.read(text, {}, situation_of("difficulties")) == nothing


@pytest.mark.parametrize(("question", "text"), [("difficulties", "merci"), ("advance", "pas de problème")])
def test_thanks_and_no_trouble_refuse_nothing(question: str, text: str) -> None:
    assert not is_settled(question, text)
