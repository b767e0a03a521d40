"""A question to the network takes a few taps; the operator reads it first, and it never says who asks."""

from datetime import date

import pytest

from bot.services.core.rights import Role
from conversations.exchanges.questions import QuestionStatus
from models.exchanges.tables import NetworkQuestion
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import PETRIN, Firm, asks, choices_of, contributor, supported, writes
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

OWN = (
    "Qui connaît un bon fournisseur de farine bio ? Appelez Nora Lambert au 06 39 98 12 34, "
    "ou nora@lambert.example : Fournil Lambert, 12 rue de la Gare à Toul."
)


def question(stage: Stage) -> NetworkQuestion:
    """Return the only question there is."""
    [found] = rows(stage, NetworkQuestion)
    return found


async def test_a_question_takes_a_kind_a_text_and_three_taps(stage: Stage, sacha: Actor, nora: Firm) -> None:
    await asks(nora.actor)

    asked = question(stage)
    assert (asked.status, asked.kind, asked.skill, asked.text) == (
        QuestionStatus.WRITTEN, "advice", "digital", PETRIN,
    )  # fmt: skip
    assert asked.until > stage.clock().date()
    assert sacha.has("desk_question")
    assert not any(secret in sacha.screen for secret in nora.secrets)


async def test_what_tells_who_asks_is_shown_to_its_author_and_left_out(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await writes(nora.actor, "supplier", OWN)
    assert "•••" in nora.actor.screen
    for told in ("téléphone", "adresse postale", "nom d’une entreprise", "nom de quelqu’un"):
        assert told in nora.actor.screen, nora.actor.screen
    await nora.actor.does(Tap("question_send.yes"))

    kept = question(stage).text or ""
    assert kept.startswith("Qui connaît un bon fournisseur de farine bio ?")
    for secret in (*nora.secrets, "Toul", "Gare", "lambert"):
        assert secret not in kept


async def test_a_kind_may_be_typed_and_a_break_of_days_loses_nothing(stage: Stage, nora: Firm) -> None:
    actor = nora.actor
    await actor.does(("/entraide", "Poser une question", "Un prêt de matériel", "/aide"))
    await actor.does(
        ("/entraide", Tap("question_new"), "Un transpalette pour une journée, la semaine prochaine")
    )
    stage.clock.passes(stage.clock.now - stage.clock.now.replace(day=20))
    await actor.does(("/entraide", Tap("question_new")))
    assert actor.has("question_except.nobody")
    await actor.does((Tap("question_except.nobody"), Tap("question_send.yes")))

    assert question(stage).kind == "equipment"


async def test_too_short_or_too_long_is_said_and_nothing_is_lost(stage: Stage, nora: Firm) -> None:
    actor = nora.actor
    await actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit"), "un robot"))
    assert rows(stage, NetworkQuestion) == []
    await actor.does("Nous voulons voir un atelier. " * 30)
    assert "600" in actor.screen
    await actor.does("Nous voudrions voir un atelier qui a monté un robot de découpe.")
    assert actor.has("question_except.nobody")


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2 semaines", date(2026, 12, 7)),
        ("fin janvier", date(2027, 1, 31)),
        ("jusqu’au 15 décembre", date(2026, 12, 15)),
    ],
)
async def test_the_last_day_is_typed_in_words(stage: Stage, nora: Firm, typed: str, until: date) -> None:
    await writes(nora.actor)
    await nora.actor.does((Tap("question_until"), typed, Tap("question_send.yes")))

    assert question(stage).until == until


async def test_whom_not_to_ask_is_shown_to_nobody_but_the_operator(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await writes(nora.actor)
    await nora.actor.does((Tap("question_except"), "Forges du Val"))
    assert "Forges du Val" in nora.actor.screen
    await nora.actor.does(Tap("question_send.yes"))
    assert "Forges du Val" not in sacha.screen
    await sacha.does(Tap("desk_question"))
    assert "Forges du Val" in sacha.screen


async def test_a_question_is_dropped_by_a_tap(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    await nora.actor.does(Tap("question_drop"))

    assert PETRIN not in str(choices_of(stage, nora).writing), "which message it was is all that is kept"
    assert rows(stage, NetworkQuestion) == []


async def test_the_operator_asks_for_other_words_which_the_author_reads_as_they_are(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await asks(nora.actor)
    await sacha.does((Tap("desk_question"), Tap("desk_reword"), "Pour combien de factures par mois ?"))
    assert question(stage).status == QuestionStatus.WRITTEN
    await sacha.does(Tap("desk_reword.yes"))
    assert "Pour combien de factures par mois ?" in nora.actor.screen
    await nora.actor.does((Tap("question_reword"), f"{PETRIN} Environ 40 factures par mois."))
    await nora.actor.does(Tap("question_send.yes"))

    asked = question(stage)
    assert (asked.status, asked.words) == (QuestionStatus.WRITTEN, None)
    assert "40 factures" in (asked.text or "")


async def test_a_declined_question_tells_why_and_names_another_door(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await asks(nora.actor)
    await sacha.does((Tap("desk_question"), Tap("desk_decline"), "C’est une offre commerciale."))
    await sacha.does(Tap("desk_decline.yes"))

    assert question(stage).status == QuestionStatus.DECLINED
    assert "C’est une offre commerciale." in nora.actor.screen
    assert "/suivi" in nora.actor.screen


async def test_two_operators_at_once_have_one_winner(stage: Stage, sacha: Actor, nora: Firm) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await asks(nora.actor)
    await sacha.does(Tap("desk_question"))
    await ines.does((Tap("desk_question"), Tap("desk_decline"), "Déjà posée."))
    await sacha.does(Tap("desk_forward.yes"))
    await ines.does(Tap("desk_decline.yes"))

    assert question(stage).status == QuestionStatus.OPEN
    assert "Déjà posée." not in nora.actor.screen


async def test_three_questions_at_a_time_are_enough(stage: Stage, sacha: Actor, nora: Firm) -> None:
    for _ in range(3):
        await asks(nora.actor)
    await asks(nora.actor)

    assert len(rows(stage, NetworkQuestion)) == 3
    assert "3" in nora.actor.alert
    assert choices_of(stage, nora).writing is not None


async def test_who_has_not_agreed_is_shown_what_it_is_first(stage: Stage) -> None:
    lea = await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66", agreed=False)
    await lea.actor.does("/entraide")

    assert not lea.actor.has("question_new")
    assert lea.actor.has("exchange_agree")
    assert "relit chaque question avant son envoi" in lea.actor.screen
    assert "3 ans" in lea.actor.screen


async def test_a_last_day_is_typed_under_the_whole_question(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    await nora.actor.does(("jusqu’au 15 janvier", Tap("question_send.yes")))

    [question] = rows(stage, NetworkQuestion)
    assert question.until == date(2027, 1, 15)


async def test_other_words_under_the_whole_question_change_nothing_in_it(stage: Stage, nora: Firm) -> None:
    paul = await contributor(stage, "Paul Weber", "Verrerie Weber", "06 39 98 77 88", "digital")
    for actor in (nora.actor, paul.actor):
        await writes(actor)
        await actor.does(("il en faut deux", Tap("question_send.yes")))
    told = [message.text for message in paul.actor.person.chat.history]

    assert [each.text for each in rows(stage, NetworkQuestion)] == [PETRIN, PETRIN]
    assert any("n’est pas envoyée" in each for each in told)
