"""What people may do at any moment: commands, corrections, and messages that are no answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat, User
from bot.playground.telegram.phone import Person
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sending import BREST, sends
from tests.journeys.sittings import everything_read
from tests.stage import Stage

pytestmark = pytest.mark.wordings

MENU = ["c", "n", "d"]  # Continue, New, Delete


@pytest.fixture
def alex(stage: Stage) -> Actor:
    """Somebody whose Telegram is in English."""
    return Actor(stage, stage.telegram.person("Alex", "Martin", language="en"))


FIRST = "Nous reprenons le fournil voisin : il faut réorganiser la production."
SECOND = "Et trouver de nouveaux clients professionnels."
DESCRIBED = BAKER | {"description": (FIRST, SECOND, Tap("done"))}


async def at(actor: Actor, question: str) -> None:
    """Go to a question."""
    await actor.does("/start")
    await actor.fills_in(BAKER, until=question)


# Opening the door


async def test_the_campaign_of_a_link_is_kept_and_shown_on_the_card(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    camille.person.follows("https://t.me/alize_bot?start=salon-nancy_2026")
    await stage.plays()
    await camille.fills_in(BAKER)
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.origin == "salon-nancy_2026"
    assert "salon-nancy_2026" in toul.last.text


@pytest.mark.parametrize("typed", ["x" * 65, "<b>", "a.b", "été"])
async def test_what_no_link_can_carry_is_no_campaign(stage: Stage, camille: Actor, typed: str) -> None:
    await camille.does(f"/start {typed}")

    draft = camille.draft()
    assert draft is not None
    assert draft.origin is None


async def test_start_again_before_any_answer_asks_the_first_question_again(camille: Actor) -> None:
    await camille.does(("/start", "/start"))

    assert camille.state == "privacy"
    assert camille.has("head")


async def test_start_with_a_draft_offers_to_continue(camille: Actor) -> None:
    await at(camille, "headcount")
    before = camille.answers
    await camille.does("/start")

    assert all(camille.has(verb) for verb in MENU)
    await camille.does(Tap("c"))
    assert (camille.state, camille.answers) == ("headcount", before)
    assert not camille.has("n"), "the menu that was tapped is done with"
    await camille.does("douze")
    assert camille.answers["headcount"] == 12


@pytest.mark.parametrize("command", ["/start", "/nouvelle", "/new", "/annuler", "/cancel"])
async def test_a_new_request_erases_the_one_under_way_once_confirmed(camille: Actor, command: str) -> None:
    await at(camille, "headcount")
    await camille.does((command, Tap("n"), Tap("n")))

    assert camille.state == "privacy"
    assert "company" not in camille.answers


@pytest.mark.parametrize("command", ["/start", "/annuler"])
async def test_a_draft_can_be_deleted(camille: Actor, command: str) -> None:
    await at(camille, "headcount")
    await camille.does((command, Tap("d"), Tap("d")))

    assert camille.draft() is None
    assert not camille.has("20"), "the question's buttons are gone with the draft"


async def test_cancelling_nothing_says_so(alex: Actor) -> None:
    await alex.does("/cancel")

    assert "Nothing is under way" in alex.screen
    assert alex.draft() is None


async def test_new_is_not_a_campaign_link(camille: Actor) -> None:
    await camille.does("/nouvelle demande")

    draft = camille.draft()
    assert draft is not None
    assert draft.origin is None


# Where things stand


@pytest.mark.parametrize("command", ["/suivi", "/status", "/SUIVI", "/Status@alize_bot"])
async def test_without_any_request_the_status_offers_to_prepare_one(camille: Actor, command: str) -> None:
    await camille.does(command)

    assert camille.has("n")
    await camille.does(Tap("n"))
    assert camille.state == "privacy"


async def test_the_status_tells_of_the_request_under_way(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("/suivi", Tap("c")))

    assert camille.state == "headcount"
    assert camille.has("20")


async def test_the_status_tells_the_timeline_who_holds_it_and_the_next_committee(
    stage: Stage, alex: Actor
) -> None:
    await sends(alex)
    stage.clock.passes(timedelta(days=2))
    await alex.does("/status")

    [dossier] = alex.dossiers()
    assert dossier.reference in alex.screen
    assert "23 November 2026 at 10:30" in alex.screen
    assert "Pays Terres de Lorraine" in alex.screen
    assert "15 December 2026" in alex.screen


async def test_once_a_committee_has_met_the_status_tells_the_following_one(stage: Stage, alex: Actor) -> None:
    await sends(alex)
    stage.clock.passes(timedelta(days=30))
    await alex.does("/status")

    assert "20 May 2027" in alex.screen
    assert "15 December" not in alex.screen


async def test_a_committee_without_a_date_is_told_as_such(alex: Actor) -> None:
    await sends(alex, {"place": {"code": "13005", "name": "Aubagne", "department": "13"}})
    assert "not fixed yet" in alex.screen

    await alex.does("/status")
    assert "not fixed yet" in alex.screen


async def test_the_status_tells_every_request_latest_last(stage: Stage, alex: Actor) -> None:
    await sends(alex)
    await sends(alex)
    await alex.does(("/new", Tap("head"), "/status"))

    first, second = (dossier.reference for dossier in alex.dossiers())
    assert 0 <= alex.screen.index(first) < alex.screen.index(second)
    assert alex.has("c"), "the draft under way comes last"


async def test_the_national_coordination_holds_what_no_basin_covers(alex: Actor) -> None:
    await sends(alex, BREST)
    await alex.does("/status")

    assert "Astrées" in alex.screen


# Help


@pytest.mark.parametrize("command", ["/aide", "/help", "/sos", "/start@another_bot"])
async def test_help_and_unknown_commands_list_what_can_be_done(camille: Actor, command: str) -> None:
    await camille.does(command)

    assert camille.has("n")
    assert camille.screen.count("/") >= 8


async def test_help_in_the_middle_of_a_request_leads_back_to_the_question(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("/aide", Tap("c")))

    assert camille.state == "headcount"
    assert camille.has("20")


async def test_a_command_corrected_after_it_was_sent_is_taken(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("/suvi")
    [*_, mistyped] = [message for message in camille.person.chat.history if message.text == "/suvi"]
    camille.person.edits(mistyped, "/suivi")
    await stage.plays()

    assert camille.state == "headcount"
    assert camille.has("c")
    assert "typed" not in camille.answers


# Messages that are no answer


SENDINGS: dict[str, Callable[[Person], object]] = {
    "voice": lambda person: person.sends_voice(),
    "photo": lambda person: person.sends_photo(),
    "photo with a caption": lambda person: person.sends_photo(caption="12"),
    "document": lambda person: person.sends_document("bilan.pdf", b"%PDF"),
    "sticker": lambda person: person.sends_sticker(),
}


@pytest.mark.parametrize("sending", SENDINGS)
async def test_what_cannot_be_read_gets_a_word_and_the_question_again(
    stage: Stage, camille: Actor, sending: str
) -> None:
    await at(camille, "headcount")
    before = camille.answers
    SENDINGS[sending](camille.person)
    await stage.plays()

    word, card = camille.person.chat.screen.messages
    assert word.text
    assert not word.labels
    assert card.labels
    assert (camille.state, camille.answers) == ("headcount", before)


@pytest.mark.parametrize("sending", SENDINGS)
async def test_what_cannot_be_read_gets_a_word_out_of_a_request_too(
    stage: Stage, camille: Actor, sending: str
) -> None:
    SENDINGS[sending](camille.person)
    await stage.plays()

    assert camille.has("n")


async def test_a_shared_contact_of_somebody_else_is_refused(stage: Stage, camille: Actor) -> None:
    await at(camille, "contact")
    camille.person.shares_contact(User(5_999_999_999, "Dominique", phone="+33611111111"))
    await stage.plays()

    assert camille.state == "contact"
    assert camille.person.chat.keyboard is not None, "the own number can still be shared"


async def test_the_own_contact_is_taken_and_the_keyboard_put_away(stage: Stage, camille: Actor) -> None:
    await at(camille, "contact")
    assert camille.person.chat.keyboard is not None
    camille.person.shares_contact()
    await stage.plays()

    assert camille.answers["contact"]["phone"] == "+33612345678"
    assert camille.person.chat.keyboard is None
    assert camille.state == "call_time"


async def test_a_contact_where_none_is_asked_changes_nothing(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    camille.person.shares_contact()
    await stage.plays()

    assert camille.state == "headcount"
    assert camille.has("20")


async def test_a_shared_location_is_turned_into_communes_and_not_kept(stage: Stage, camille: Actor) -> None:
    await at(camille, "place")
    camille.person.shares_location(48.6757, 5.8917)
    await stage.plays()

    assert "Toul (54)" in camille.labels
    await camille.does(Tap("c0"))
    assert camille.answers["place"]["name"] == "Toul"
    assert camille.person.chat.keyboard is None
    draft = camille.draft()
    assert draft is not None
    assert "48.67" not in str(draft.content)


async def test_a_question_about_the_scheme_is_answered_and_the_question_asked_again(
    stage: Stage, camille: Actor
) -> None:
    await at(camille, "headcount")
    await camille.does("C'est gratuit ?")

    answer, card = camille.person.chat.screen.messages
    assert answer.text
    assert card.labels
    assert camille.state == "headcount"


async def test_a_question_out_of_a_request_is_answered(camille: Actor) -> None:
    await camille.does("C'est gratuit ?")

    assert camille.draft() is None
    assert camille.has("n")


# Corrected messages


async def corrects(actor: Actor, typed: str, corrected: str) -> None:
    """Edit the latest message that said ``typed``."""
    said = [message for message in actor.person.chat.history if message.text == typed]
    actor.person.edits(said[-1], corrected)
    await actor.stage.plays()


async def test_correcting_a_message_corrects_the_answer(camille: Actor) -> None:
    await at(camille, "founded")
    await corrects(camille, "douze", "quinze")

    assert camille.answers["headcount"] == 15
    assert camille.state == "founded", "the question being asked stays"


async def test_a_correction_after_the_end_of_the_form_shows_in_the_review(camille: Actor) -> None:
    await camille.applies()
    await corrects(camille, "douze", "23")

    assert camille.answers["headcount"] == 23
    assert camille.state == "review"
    assert "23" in camille.screen


async def test_a_correction_that_cannot_be_read_keeps_the_answer_and_says_so(alex: Actor) -> None:
    await at(alex, "founded")
    await corrects(alex, "douze", "beaucoup")

    assert alex.answers["headcount"] == 12
    assert "Headcount" in alex.screen
    assert "no number" in alex.screen
    assert alex.state == "founded"


async def test_correcting_a_message_that_was_not_understood_answers_the_question(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("beaucoup")
    await corrects(camille, "beaucoup", "12")

    assert camille.answers["headcount"] == 12


async def test_correcting_one_message_of_a_description_keeps_the_others(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(DESCRIBED, until="start")
    await corrects(camille, SECOND, "Et trouver des clients en Allemagne.")

    assert camille.answers["description"] == f"{FIRST}\n\nEt trouver des clients en Allemagne."


async def test_correcting_a_description_before_its_end_does_not_repeat_it(camille: Actor) -> None:
    await at(camille, "description")
    await camille.does((FIRST, SECOND))
    await corrects(camille, FIRST, "Nous reprenons le fournil d'en face.")
    await camille.does(Tap("done"))

    assert camille.answers["description"] == f"Nous reprenons le fournil d'en face.\n\n{SECOND}"


async def test_correcting_a_message_of_a_sent_request_changes_nothing_and_says_something(
    camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    card = toul.last.text
    camille.person.types("douze")
    await camille.stage.plays()
    await corrects(camille, "douze", "23")

    [dossier] = camille.dossiers()
    assert dossier.answers["headcount"] == 12
    assert toul.last.text == card
    assert "✓" in camille.screen


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/suiv", "/suivi"), ("/aid", "/aide"), ("/seance", "/seances"), ("/sUvi", "/suivi"),
     ("/annule", "/annuler"), ("/nouveau", "/nouvelle"), ("/statu", "/suivi"), ("/help_me", None)],
)  # fmt: skip
async def test_a_command_with_a_slip_is_answered_by_the_nearest_one(
    camille: Actor, typed: str, meant: str | None
) -> None:
    await camille.does(typed)

    assert (f"Vouliez-vous dire {meant}" in camille.screen) is (meant is not None)
    assert meant is not None or "/suivi –" in camille.screen


@pytest.mark.parametrize("typed", ["/fil", "/cherche", "/equip", "/queu"])
async def test_a_command_of_members_is_no_slip_of_who_has_no_role(
    stage: Stage, camille: Actor, typed: str
) -> None:
    await camille.does(typed)
    assert "Vouliez-vous dire" not in camille.screen

    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does(typed)
    assert "Vouliez-vous dire" in sacha.screen


async def test_a_command_with_a_slip_leaves_what_is_being_typed(stage: Stage, alex: Actor) -> None:
    await at(alex, "headcount")
    await alex.does(("/statu", "12"))

    assert "Did you mean /status" in " ".join(everything_read(alex))
    assert alex.answers["headcount"] == 12
