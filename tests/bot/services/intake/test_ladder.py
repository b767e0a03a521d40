"""Who does not manage to answer is helped more and more: no sentence twice in a row, and always a way on."""

import pytest

from bot.services.core.screens import Screen, Verb
from bot.services.intake.card import draw
from conversations.engine.draft import Draft
from conversations.engine.questionnaire import Walk
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE, STEPS
from conversations.intake.faq import recognise
from conversations.situation import Answer
from conversations.understanding.wishes import Wish, wish_of
from tests.conversations.worlds import a_walk, goes_on, sample_world

NOT_KNOWING = ("je sais pas", "I don't know")
NOT_UNDERSTANDING = ("je comprends pas", "c'est quoi ?", "I don't understand", "what is it?")
A_PERSON = ("je veux un humain", "I want to talk to a human")
REACHED: dict[str, dict[str, Answer]] = {
    "head_agrees": {"role": "adviser"},
    "head_contact": {"role": "adviser"},
    "human_review": {"headcount": 300},
    "basin": {"place": {"code": "55063", "name": "Bouligny", "department": "55"}},
    "turnover": {"headcount": 60},
    "balance": {"headcount": 60, "turnover": "over_50m"},
    "priority_skill": {"skills": {"codes": ["sales", "hr", "management_finance"]}},
    "accepts_skills": {"place": {"code": "54323", "name": "Longwy", "department": "54"}},
}
"""What is answered before, where the baker is not asked a question."""

PLAIN = "Please touch one of the buttons below the question."
QUESTIONS = [step.name for step in STEPS]
NEEDED = {
    "privacy", "role", "head_agrees", "human_review", "company", "place", "basin", "accepts_skills", "name",
    "contact",
}  # fmt: skip
"""The questions that cannot be left to the operator: consents, who asks, and where."""

SAYS_SO = {"turnover", "balance", "days", "for_operator"}
"""Those with a button of their own for who does not know, or has nothing to say."""


def at(question: str) -> Walk:
    """Return a conversation at a question."""
    on_demand = INTAKE.by_name[question].on_demand
    walk = Walk(Draft(), sample_world())
    INTAKE.resume(walk)
    goes_on(walk, until="review" if on_demand else question, **REACHED.get(question, {}))
    assert not on_demand or INTAKE.edit(walk, question)
    return walk


def typed(walk: Walk, text: str) -> str:
    """Type something that may answer nothing; return what is said of it, filled in."""
    try:
        note = INTAKE.read(walk, text).note
    except InvalidAnswer as invalid:
        note = INTAKE.missed(walk, invalid)
    return f"{note.msgid} {sorted(map(str, note.values.items()))}" if note else ""


def ways(screen: Screen) -> set[Verb]:
    """Return what the buttons around the answers do."""
    return {button.verb for row in screen.rows for button in row}  # type: ignore[union-attr]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("wish", [*NOT_KNOWING, *NOT_UNDERSTANDING])
def test_who_does_not_know_or_follow_has_a_way_out_at_every_question(question: str, wish: str) -> None:
    walk = at(question)
    before = dict(walk.draft.answers)
    told = typed(walk, wish)

    if walk.state != question:
        assert walk.draft.answers.keys() - before.keys(), "a question is left by an answer, even none"
        return
    assert told and not told.startswith(PLAIN)
    assert Verb.PERSON in ways(draw(walk)) or walk.draft.entry.get("candidates")


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("wish", A_PERSON)
def test_who_wants_a_person_is_understood_at_every_question(question: str, wish: str) -> None:
    entry = recognise(wish)

    assert wish_of(wish) is Wish.A_PERSON
    assert entry is not None and entry.name == "human"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("wish", [*NOT_KNOWING, *NOT_UNDERSTANDING, "zzz §"])
def test_no_sentence_is_said_twice_in_a_row(question: str, wish: str) -> None:
    walk, before = at(question), ""
    for _ in range(9):
        told = typed(walk, wish)
        if walk.state != question:
            return
        assert told != before or not told
        before = told


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_can_wait_is_left_to_the_operator_and_the_rest_is_asked(question: str) -> None:
    step, walk = INTAKE.by_name[question], at(question)
    walk.draft.missed = 3

    assert (Verb.SKIP in ways(draw(walk))) == (question not in NEEDED | SAYS_SO)
    if step.later:
        INTAKE.skip(walk)
        assert walk.draft.answers[question] is None
        assert step.fits(None, walk.situation)


def test_what_is_left_to_the_operator_is_never_a_number_and_flags_the_request() -> None:
    walk = a_walk(headcount=None, sector=None)

    assert walk.situation.facts.headcount is None
    assert [finding.rule.value for finding in walk.situation.verdict.findings] == ["left"]
    assert walk.situation.verdict.outcome.value == "to_check"


def test_an_advance_of_an_amount_to_be_seen_is_asked_for() -> None:
    walk = at("advance")
    typed(walk, "oui")
    offered = [
        option.label.msgid
        for option in INTAKE.by_name["advance"].input.options(walk.draft.entry, walk.situation)
    ]
    assert offered == ["Yes, amount to be seen with the operator", "No advance"]
    typed(walk, "je sais pas")
    assert Verb.SKIP not in ways(draw(walk)), "it is among the answers already"
    INTAKE.tap(walk, "c0")

    assert walk.draft.answers["advance"] is None
    assert walk.state == "name"
    assert walk.situation.facts.wants_advance is True
    assert walk.situation.facts.advance_amount is None


def test_misses_are_counted_with_the_draft_and_forgotten_with_an_answer() -> None:
    walk = at("sector")
    for _ in range(2):
        typed(walk, "zzz")
    again = Walk(Draft.restored(walk.state, {"missed": walk.draft.missed, "said": walk.draft.said,
                                             "answers": walk.draft.answers}), walk.world)  # fmt: skip
    typed(again, "zzz")
    assert again.draft.missed == 3
    INTAKE.tap(again, "I")

    assert (again.draft.missed, again.draft.said) == (0, "")


def test_an_example_is_of_the_persons_own_case() -> None:
    walk = at("advance")
    typed(walk, "zzz")

    assert "Boulangerie des Tilleuls" in typed(walk, "zzz")
