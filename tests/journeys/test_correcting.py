"""An applicant corrects a request they sent, unasked; what was said before stays beside what is said now."""

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.dossiers.tables import Dossier
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.conftest import bound_group
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import ANSWERED, sends
from tests.journeys.sittings import goes_on_agenda, taps
from tests.stage import Stage

FORMER = str(ANSWERED["description"])


@pytest.fixture
async def claimed(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """The request of Camille, held by Sacha."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return camille.dossiers()[0]


async def test_an_answer_is_corrected_unasked_and_the_holder_sees_before_and_after(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct")))
    assert camille.state == "review"
    assert not any(label.startswith("📨") for label in camille.labels), "nothing is changed yet"
    await camille.does((Tap("headcount"), "18"))
    assert "12" in camille.screen and "18" in camille.screen, "both are shown before it leaves"
    assert stored(stage, claimed).answers["headcount"] == 12
    heard = sacha.screen
    await camille.does(Tap("x"))

    after = stored(stage, claimed)
    assert (after.answers["headcount"], after.status, after.holder_id) == (18, "claimed", sacha.person.id)
    assert sacha.screen != heard
    assert "12" in sacha.screen and "18" in sacha.screen
    assert "Effectif" in toul.last.text and "✏️" in toul.last.text
    await sacha.does(Tap("open"))
    assert "12" in sacha.screen and "18" in sacha.screen
    await sacha.does(Tap("history"))
    assert "12 → 18" in sacha.screen.replace("\xa0", " ")
    [change] = [event for event in events(stage) if event.event == "change"]
    assert (change.note, change.change) == ("headcount", {"before": 12, "after": 18})
    assert camille.draft() is None


async def test_a_correction_that_changes_the_verdict_says_so_to_both(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("headcount"), "300", Tap("c0")))
    await camille.fills_in(
        {
            "human_review": Tap("yes"),
            "turnover": Tap("2_to_10m"),
            "balance": Tap("under_43m"),
            "jobs_kept": "300",
        }
    )
    assert camille.state == "review"
    await camille.does(Tap("x"))

    assert stored(stage, claimed).outcome == "redirected"
    assert "🙋" in sacha.screen
    assert "Une personne examinera votre demande" in "".join(m.text for m in camille.person.chat.history)


async def test_a_text_asked_again_is_added_to_the_former_one(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await sacha.does((Tap("ask"), Tap("ask.q-description"), Tap("ask.q-days"), Tap("ask.send")))
    await camille.does(Tap("answer"))
    assert camille.state == "description" and FORMER in camille.screen, "what was written is in sight"
    await camille.does(("Il faut aussi deux machines.", Tap("done"), Tap("6-10"), Tap("x")))

    assert stored(stage, claimed).answers["description"] == f"{FORMER}\n\nIl faut aussi deux machines."
    await sacha.does(Tap("open"))
    assert FORMER in sacha.screen and "deux machines" in sacha.screen


async def test_an_edited_message_changes_what_it_added_and_not_the_former_text(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("description")))
    typed = camille.person.types("Il faut aussi deux machines.")
    await stage.plays()
    camille.person.edits(typed, "Il faut aussi trois machines.")
    await stage.plays()
    await camille.does((Tap("done"), Tap("x")))

    assert stored(stage, claimed).answers["description"] == f"{FORMER}\n\nIl faut aussi trois machines."


async def test_a_text_replaced_on_purpose_stays_in_the_history(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    other = "Le fournil voisin est vendu : nous agrandissons le nôtre, avec un second four et un laboratoire "
    other += "de pâtisserie, et nous voulons trouver des clients professionnels."
    await camille.does(("/suivi", Tap("correct"), Tap("description"), Tap("again"), other, Tap("done")))
    await camille.does(Tap("x"))
    assert stored(stage, claimed).answers["description"] == other
    await sacha.does(Tap("open"))
    assert FORMER in sacha.screen and other in sacha.screen, "the former text is kept in sight"
    await sacha.does(Tap("history"))
    await taps(sacha, "history.c")

    shown = "\n".join(message.text for message in sacha.person.chat.history[-2:])
    assert FORMER in shown and other in shown
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await ines.does((f"/chercher {claimed.reference}", Tap("history")))
    assert not any("history.c" in (button.data or "") for row in ines.person.chat.last.rows for button in row)


async def test_a_contact_that_changed_is_for_the_holder_alone(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("contact"), "07 98 76 54 32", Tap("x")))
    assert "07 98 76 54 32" not in toul.last.text
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await ines.does((f"/chercher {claimed.reference}", Tap("history")))

    assert "98 76" not in ines.screen and "12 34" not in ines.screen
    assert "07 98 76 54 32" in "\n".join(message.text for message in sacha.person.chat.history)


async def test_what_is_on_an_agenda_is_corrected_by_a_message(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    await goes_on_agenda(sacha)
    await camille.does(("/suivi", Tap("correct")))
    assert camille.draft() is None
    await camille.does("Nous sommes dix-huit, et non douze.")

    assert stored(stage, claimed).answers["headcount"] == 12
    assert "dix-huit" in "\n".join(message.text for message in sacha.person.chat.history[-2:])


async def test_a_correction_sent_too_late_reaches_the_holder_all_the_same(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("headcount"), "18"))
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    await goes_on_agenda(sacha)
    await camille.does(Tap("x"))

    assert stored(stage, claimed).answers["headcount"] == 12, "the committee has it as it was"
    assert "12" in sacha.screen and "18" in sacha.screen
    await sacha.does((Tap("open"), Tap("history")))
    assert "18" in sacha.screen
    assert "18" not in str(stored(stage, claimed).answers)


async def test_what_is_asked_during_a_correction_joins_it(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("headcount"), "18"))
    await sacha.does((Tap("ask"), Tap("ask.q-days"), Tap("ask.q-headcount"), Tap("ask.send")))
    await camille.does(Tap("answer"))
    assert camille.state == "days", "what was corrected already is not asked again"
    await camille.does((Tap("6-10"), Tap("x")))

    after = stored(stage, claimed)
    assert (after.answers["headcount"], after.answers["days"]) == (18, {"low": 6, "high": 10})
    assert after.status == "claimed", "the wait is over"


async def test_a_correction_left_aside_is_brought_back_whole(
    stage: Stage, camille: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("headcount"), "18"))
    opened = camille.draft()
    assert opened is not None
    await camille.does(("/start", Tap("d")))
    await taps(camille, f"yes.{opened.id}")
    assert camille.draft() is None
    await camille.does((Tap("u"), Tap("x")))

    assert stored(stage, claimed).answers["headcount"] == 18


async def test_long_texts_never_keep_a_page_from_opening(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    lea = await enrolled(stage, "Léa", Role.OPERATOR, "meuse")
    await sends(camille, {"description": "Un atelier neuf. " * 88})
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    for text in ("Un fournil neuf. " * 88, "Une cuisine neuve. " * 78):
        await camille.does(("/suivi", Tap("correct"), Tap("description"), Tap("again"), text, Tap("done")))
        await camille.does(Tap("x"))
    await sacha.does((Tap("open"), Tap("more"), Tap("transfer"), Tap("transfer.meuse")))
    await sacha.does((Tap("transfer.because-other"), "Le siège est ailleurs. " * 43))
    await taps(sacha, "transfer.sure-")
    await taps_in(lea, meuse, "claim")

    assert stored(stage, dossier).holder_id == lea.person.id
    assert "Une cuisine neuve." in lea.screen and "Le siège est ailleurs." in lea.screen
    await lea.does(Tap("history"))
    whole = [button.data or "" for row in lea.person.chat.last.rows for button in row]
    for data in [each for each in whole if "history.c" in each]:
        lea.person.taps(data)
        await stage.plays()
    assert any(len(message.text) > 900 and "Le siège est ailleurs." in message.text
               for message in lea.person.chat.history)  # fmt: skip
