"""Proceedings, groups and hard times, as heads of firms say them: understood for what they are."""

import pytest

from conversations.inputs import InvalidAnswer, Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Answer, Situation
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
DIFFICULTIES = INTAKE.by_name["difficulties"].input


def read(text: str) -> tuple[list[Answer], str]:
    """Return what is ticked, and the word said on it."""
    outcome = DIFFICULTIES.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept), "nothing is settled before it is confirmed"
    codes = outcome.entry["codes"]
    assert isinstance(codes, list)
    return codes, str(outcome.note.msgid) if outcome.note else ""


@pytest.mark.parametrize(
    "text",
    [
        "on est en redressement judiciaire depuis janvier",
        "On est en sauvegarde",
        "liquidation",
        "en liquidation judiciaire",
        "nous sommes en procédure collective",
        "plan de continuation",
        "on a un plan de redressement sur 8 ans",
        "RJ depuis 2025",
        "nous avons un mandataire judiciaire",
        "on a déposé le bilan en mars",
        "the company is in receivership",
        "insolvency proceedings",
    ],
)
def test_proceedings_are_ticked_and_shown_again(text: str) -> None:
    codes, note = read(text)

    assert codes == ["insolvency"]
    assert note.startswith("I have ticked it")


@pytest.mark.parametrize(
    "text",
    [
        "on n'est pas en redressement",
        "on n'est plus en redressement judiciaire",
        "on était en redressement, c'est terminé depuis 2022",
        "sorti de sauvegarde en mai",
        "la procédure collective est clôturée",
        "on va peut-être déposer le bilan",
        "on risque la liquidation",
        "je dépose le bilan la semaine prochaine",
        "nous devons déposer le bilan",
        "dépôt de bilan demain",
        "receivership ended last year",
        "plus de filiale, on est sortis du groupe",
    ],
)
def test_what_is_denied_over_or_to_come_ticks_nothing_and_is_asked(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert note.startswith("Tick it if it is so today")


@pytest.mark.parametrize(
    "text",
    [
        "on a une filiale", "nous avons deux filiales en Belgique", "notre filiale est à Toul",
        "on possède une autre filiale", "je suis la maison mère d’une boîte", "we own two subsidiaries",
    ],
)  # fmt: skip
def test_what_the_firm_owns_is_no_group_above_it(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert note.startswith("To own another company")


def test_a_firm_that_is_owned_and_owns_is_of_a_group() -> None:
    assert read("filiale d'un groupe, on a une filiale")[0] == ["group"]


STRAY = (
    "mon client est en liquidation", "un groupe électrogène", "je reprends une boîte en liquidation",
    "notre fournisseur est en redressement", "un groupe de musique", "my customer is in receivership",
)  # fmt: skip


@pytest.mark.parametrize("text", STRAY)
def test_a_stray_word_ticks_nothing_and_takes_no_tick_off(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert note.startswith("Tick it if it is so today")
    outcome = DIFFICULTIES.read(text, {"codes": ["insolvency", "group"]}, SITUATION)
    assert isinstance(outcome, Kept)
    assert outcome.entry == {"codes": ["group", "insolvency"]}


@pytest.mark.parametrize("text", ["mandat ad hoc", "on est en conciliation", "un conciliateur a été nommé"])
def test_what_is_amicable_is_confidential_and_ticks_nothing(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert "confidential" in note


@pytest.mark.parametrize(
    "text",
    [
        "un redressement fiscal",
        "redressement URSSAF l'an dernier",
        "plan de sauvegarde de l'emploi",
        "liquidation de stock",
        "sauvegarde de nos données",
    ],
)
def test_what_only_has_the_same_words_ticks_nothing(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert note.startswith("That is not insolvency proceedings")


@pytest.mark.parametrize("text", ["des soucis de trésorerie", "on a des dettes urssaf", "c'est la galère"])
def test_hard_times_are_told_who_helps(text: str) -> None:
    codes, note = read(text)

    assert codes == []
    assert "firms in difficulty" in note


def test_a_group_and_proceedings_are_both_ticked() -> None:
    assert read("filiale d'une holding, et en redressement")[0] == ["group", "insolvency"]


def test_what_was_ticked_before_stays() -> None:
    outcome = DIFFICULTIES.read("en sauvegarde", {"codes": ["group"]}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry["codes"] == ["group", "insolvency"]


@pytest.mark.parametrize("text", ["aucun", "ni l'un ni l'autre", "rien", "non"])
def test_neither_is_settled(text: str) -> None:
    assert DIFFICULTIES.read(text, {}, SITUATION) == Settled({"codes": []})


def test_anything_else_is_asked_again() -> None:
    with pytest.raises(InvalidAnswer):
        DIFFICULTIES.read("la boulangerie marche bien", {}, SITUATION)


def test_an_edited_message_takes_back_what_it_said() -> None:
    outcome = DIFFICULTIES.amend(0, "un redressement fiscal", {"codes": ["insolvency"]}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry["codes"] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("on a eu un redressement mais c'est fini", ["group"]),
        ("non, pas de redressement", ["group"]),
        ("en fait c'est une conciliation", ["group"]),
        ("c'était un redressement fiscal", ["group"]),
        ("le groupe, c'est fini", ["insolvency"]),
        ("on a des dettes", ["group", "insolvency"]),
    ],
)
def test_words_that_take_a_tick_back_take_it_off(text: str, left: list[str]) -> None:
    outcome = DIFFICULTIES.read(text, {"codes": ["group", "insolvency"]}, SITUATION)

    assert isinstance(outcome, Kept)
    assert outcome.entry["codes"] == left
    assert outcome.note is not None


@pytest.mark.parametrize(
    "text",
    [
        "filiale d'un groupe à 60 %", "on est une filiale de Total", "on appartient à un groupe",
        "une autre société détient 30 % du capital", "détenue à 40 % par une holding", "we belong to a group",
    ],
)  # fmt: skip
def test_who_owns_the_firm_is_ticked_and_shown_again(text: str) -> None:
    assert read(text)[0] == ["group"]
    assert INTAKE.by_name["difficulties"].told_by is not None
    assert [*INTAKE.by_name["difficulties"].told_by(text)], "it is heard at any question"


@pytest.mark.parametrize(
    "text", ["une autre société détient 10 % du capital", "une holding a 20% de la boîte"]
)
def test_a_small_share_is_nothing_to_tick(text: str) -> None:
    assert read(text)[0] == []
    assert "25 %" in read(text)[1]


@pytest.mark.parametrize(
    "text",
    ["nous accueillons des groupes", "on n'appartient pas à un groupe", "on fait partie du paysage",
     "nous avons une filiale à Toul", "vendre à une autre société 30 tonnes"],
)  # fmt: skip
def test_a_group_is_heard_elsewhere_in_words_that_say_nothing_else(text: str) -> None:
    told_by = INTAKE.by_name["difficulties"].told_by
    assert told_by is not None and not [*told_by(text)]


def test_none_in_place_of_a_tick_is_asked_once_more() -> None:
    outcome = DIFFICULTIES.read("rien", {"codes": ["insolvency"]}, SITUATION)
    assert isinstance(outcome, Kept) and outcome.entry["codes"] == []
    assert DIFFICULTIES.read("rien", outcome.entry, SITUATION) == Settled({"codes": []})
