"""The skills that typed words name: ticked, taken off, kept beside the words, and corrected in the review."""

from contextlib import suppress

import pytest

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import GOOD, a_walk, sample_world

SUGGESTED = ["sales", "hr", "digital"]


def at_skills(*codes: str) -> Walk:
    answers = {name: answer for name, answer in GOOD.items() if name not in ("skills", "priority_skill")}
    return Walk(Draft("skills", answers, {"codes": [*codes]}), sample_world())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pas commercial, plutot le site et la compta", ["hr", "management_finance", "digital"]),
        ("website and accounting", ["sales", "hr", "management_finance", "digital"]),
        ("i don't need sales or hr", ["digital"]),
        ("sans commercial ni rh", ["digital"]),
        ("la compta plutôt que le commercial", ["hr", "management_finance", "digital"]),
        ("la compta mais pas le commercial", ["hr", "management_finance", "digital"]),
        ("commercial non, compta oui", ["hr", "management_finance", "digital"]),
        ("enlève le commercial et ajoute la compta", ["hr", "management_finance", "digital"]),
        ("I'm lost with the accounts", ["sales", "hr", "management_finance", "digital"]),
        ("je suis perdue avec les comptes", ["sales", "hr", "management_finance", "digital"]),
    ],
)
def test_skills_named_are_ticked_and_those_denied_are_not(words: str, expected: list[str]) -> None:
    walk = at_skills(*SUGGESTED)
    reaction = INTAKE.read(walk, words)

    assert walk.state == "skills", "nothing is settled before “Done”"
    assert walk.draft.entry == {"codes": expected, "words": words}
    assert reaction.note is not None


@pytest.mark.parametrize(
    "words",
    ["on n'a pas de commercial", "pas de clients", "pas assez de clients", "no customers",
     "je sais pas vendre",
     "un expert en découpe laser", "no sales since June", "mon client, M. Rossi"],
)  # fmt: skip
def test_a_lack_takes_no_tick_off(words: str) -> None:
    walk = at_skills("sales", "hr")
    INTAKE.read(walk, words)

    assert walk.draft.entry == {"codes": ["sales", "hr"], "words": words}


def test_what_changed_is_said() -> None:
    walk = at_skills("sales", "hr")
    note = INTAKE.read(walk, "pas commercial, plutôt la compta").note

    assert note is not None
    assert note.msgid == "I have ticked {ticked}, and unticked {unticked}."


def only_suggested() -> Walk:
    walk = at_skills()
    walk.draft.entry = {}
    return walk


@pytest.mark.parametrize(
    "words", ["qualité et commercial", "le commercial, la qualité", "qualité et commercial, pas le reste"]
)
def test_skills_named_outright_take_the_place_of_those_only_suggested(words: str) -> None:
    walk = only_suggested()
    note = INTAKE.read(walk, words).note

    assert walk.draft.entry == {"codes": ["sales", "quality"], "words": words}
    assert note is not None
    assert note.msgid == "I have ticked {ticked}, and unticked {unticked}."


@pytest.mark.parametrize("words", ["ajoute la qualité et le commercial", "add quality and sales"])
def test_skills_added_stand_beside_those_suggested(words: str) -> None:
    walk = only_suggested()
    INTAKE.read(walk, words)

    assert walk.draft.entry["codes"] == ["sales", "industrial_organisation", "quality"]


@pytest.mark.parametrize("words", ["peu importe", "n'importe lesquelles", "qu'importe"])
def test_whatever_is_no_import(words: str) -> None:
    walk = only_suggested()
    INTAKE.read(walk, words)

    assert walk.draft.entry["codes"] == ["industrial_organisation"]


def three_ticked() -> Walk:
    codes = ["sales", "management_finance", "digital"]
    return a_walk(skills={"codes": [*codes], "words": "vite"}, priority_skill="sales")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("enlever commercial", ["management_finance", "digital"]),
        ("retirer commercial", ["management_finance", "digital"]),
        ("enlève le commercial", ["management_finance", "digital"]),
        ("remove sales", ["management_finance", "digital"]),
        ("pas le commercial", ["management_finance", "digital"]),
        ("ajoute la rh", ["sales", "hr", "management_finance", "digital"]),
        ("add hr and remove sales", ["hr", "management_finance", "digital"]),
    ],
)
def test_a_skill_is_added_or_taken_off_in_the_review(words: str, codes: list[str]) -> None:
    walk = three_ticked()
    INTAKE.read(walk, words)

    offered = [(step.name, answer) for step, answer in INTAKE.corrections(walk)]
    assert walk.state == REVIEW
    assert offered == [("skills", {"codes": codes, "words": "vite"})]


def test_the_only_skill_is_not_taken_off_in_the_review() -> None:
    walk = a_walk(skills={"codes": ["sales"]})

    with pytest.raises(InvalidAnswer):
        INTAKE.read(walk, "enlever commercial")


@pytest.mark.parametrize("words", ["accounting", "the accounts", "la compta", "les comptes"])
def test_what_comes_first_is_named_in_the_words_of_the_trade(words: str) -> None:
    walk = three_ticked()
    INTAKE.edit(walk, "priority_skill")
    INTAKE.read(walk, words)

    assert walk.draft.answers["priority_skill"] == "management_finance"


@pytest.mark.parametrize("words", ["pas la compta", "la rh"])
def test_what_is_denied_or_not_ticked_does_not_come_first(words: str) -> None:
    walk = three_ticked()
    INTAKE.edit(walk, "priority_skill")

    with pytest.raises(InvalidAnswer):
        INTAKE.read(walk, words)
    assert walk.state == "priority_skill"


@pytest.mark.parametrize(("kind", "ticked"), [("growth", False), ("creation", True)])
def test_starting_a_business_is_not_ticked_for_a_firm_there_is(kind: str, ticked: bool) -> None:
    walk = at_skills()
    told = "Nous voulons ouvrir une boutique à Metz et la lancer"
    answers = {**walk.draft.answers, "description": told, "project_kind": kind}
    options = INTAKE.by_name["skills"].input.options({}, Situation(answers, walk.world))

    assert next(each for each in options if each.key == "business_creation").ticked is ticked


def test_starting_a_business_is_ticked_for_who_takes_one_over() -> None:
    walk = at_skills()
    told = "Je veux reprendre l'affaire de plomberie de mon patron qui part en retraite"
    answers = {**walk.draft.answers, "description": told, "project_kind": "takeover"}
    options = INTAKE.by_name["skills"].input.options({}, Situation(answers, walk.world))

    assert next(each for each in options if each.key == "business_creation").ticked


def told_at_skills(words: str) -> Walk:
    """The skills asked, before any question that how one is reached, or the money, belongs to."""
    walk = at_skills(*SUGGESTED)
    later = ("name", "contact", "project_budget", "jobs_created")
    answers = {name: answer for name, answer in walk.draft.answers.items() if name not in later}
    walk = Walk(Draft("skills", answers, walk.draft.entry), walk.world)
    with suppress(InvalidAnswer):
        INTAKE.read(walk, words)
    return walk


@pytest.mark.parametrize(
    "words",
    ["Robert Blanc, r.blanc@example.com", "Ali Ben Salah 06 39 98 00 14", "r.blanc@example.com",
     "je mappelle kelly dubreuil-martin en fait", "Mon nom est Robert Blanc", "Robert Blanc",
     "mon mail : r.blanc@example.com", "merciiii", "bisous", "merci bcp", "je sais pas trop 5 ou 6",
     "budget 20000 euros", "my name is Ruth Hall", "call me on 06 39 98 00 14"],
)  # fmt: skip
def test_what_says_nothing_of_skills_is_no_word_of_them(words: str) -> None:
    assert told_at_skills(words).draft.entry == {"codes": SUGGESTED}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("compta, appelez moi au 06 39 98 00 14", "compta"),
        ("un coup de main en compta, r.blanc@example.com", "un coup de main en compta"),
        ("la compta. Mon numéro : 0639980014", "la compta."),
        ("je m'appelle Robert Blanc, je suis perdu en compta", "je suis perdu en compta"),
    ],
)
def test_how_one_is_reached_never_stays_in_the_words_of_skills(words: str, kept: str) -> None:
    assert told_at_skills(words).draft.entry == {"codes": ["sales", "hr", "management_finance", "digital"],
                                                 "words": kept}  # fmt: skip


def test_an_edited_message_loses_how_one_is_reached_too() -> None:
    walk = at_skills("sales")
    INTAKE.read(walk, "la compta", "7")
    INTAKE.amend(walk, "7", "la compta, 06 39 98 00 14")
    assert walk.draft.entry["words"] == "la compta"


@pytest.mark.parametrize("words", ["on veut embaucher 2 personnes", "il faut embaucher deux vendeurs"])
def test_a_need_that_another_question_hears_stays_one(words: str) -> None:
    assert told_at_skills(words).draft.entry["words"] == words


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("formation", ["hr"]),
        ("une formation en compta", ["management_finance"]),
        ("organisation et ordi", ["industrial_organisation", "digital"]),
        ("training", ["hr"]),
    ],
)
def test_what_is_named_outright_is_ticked(words: str, codes: list[str]) -> None:
    walk = at_skills()
    INTAKE.read(walk, words)
    assert walk.draft.entry == {"codes": codes, "words": words}


def test_a_name_listed_beside_other_words_is_ticked() -> None:
    walk = at_skills("hr")
    INTAKE.read(walk, "organisation et bidules du genre")
    assert walk.draft.entry["codes"] == ["hr", "industrial_organisation"]


def test_labels_typed_together_take_the_place_of_those_only_suggested() -> None:
    answers = {name: answer for name, answer in GOOD.items() if name not in ("skills", "priority_skill")}
    walk = Walk(
        Draft("skills", {**answers, "description": "Il faut recruter deux opérateurs."}), sample_world()
    )
    reaction = INTAKE.tap(walk, "+sales+quality")
    assert walk.draft.entry == {"codes": ["sales", "quality"]}
    assert reaction.note is not None
