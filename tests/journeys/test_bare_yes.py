"""A mere yes does only what can be undone, and only right after the question; any other word disarms it."""

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import made_ready, scheduled, sits, taps
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings

BETWEEN = (
    "Ne rien changer", "non", "non merci", "merci", "annuler", "laisse tomber", "finalement non",
    "j’ai envoyé le devis hier", "/aide",
)  # fmt: skip


def in_language(stage: Stage, language: str) -> Actor:
    """Return somebody who is spoken to in a language."""
    person = stage.telegram.person("Camille", "Durand", language=language, phone="+33612345678")
    return Actor(stage, person)


def received(*actors: Actor) -> list[int]:
    """Count the messages in private chats."""
    return [len(actor.person.chat.history) for actor in actors]


@pytest.mark.parametrize(
    ("language", "ask", "words"),
    [("fr", ("/suivi", "retirer"), ("La retirer",)), ("en", ("/status", "withdraw"), ("Withdraw it",))],
)
@pytest.mark.parametrize("yes", ["oui", "ok", "je confirme", "confirmer", "yes", "supprimer", "annuler"])
async def test_a_request_is_withdrawn_by_the_words_of_the_button_alone(
    stage: Stage, language: str, ask: tuple[str, ...], words: tuple[str, ...], yes: str
) -> None:
    camille = in_language(stage, language)
    await sends(camille)
    await camille.does((*ask, ask[-1], yes))
    assert camille.dossiers()[0].status == "received"
    assert words[0] in camille.screen

    await camille.does(words)
    assert camille.dossiers()[0].status == "withdrawn"


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("then", ["ok", "oui", "La retirer"])
async def test_what_is_said_between_disarms_a_withdrawal(
    stage: Stage, camille: Actor, between: str, then: str
) -> None:
    await sends(camille)
    await camille.does(("/suivi", "retirer", between))
    if between != "annuler" or then != "La retirer":  # "cancel" was answered by the name of the button
        await camille.does(then)
    assert camille.dossiers()[0].status == "received"


@pytest.mark.parametrize("sent", ["sticker", "location", "contact", "voice", "edited"])
@pytest.mark.parametrize("then", ["ok", "oui", "La retirer"])
async def test_what_is_sent_between_disarms_a_withdrawal_and_leaves_its_button(
    stage: Stage, camille: Actor, sent: str, then: str
) -> None:
    await sends(camille)
    await camille.does(("bonjour", "/suivi", "retirer"))
    person, written = camille.person, camille.person.chat.history
    if sent == "edited":
        person.edits(next(each for each in reversed(written) if each.text == "bonjour"), "bonsoir")
    elif sent == "location":
        person.shares_location(48.67, 5.89)
    else:
        others = {"sticker": person.sends_sticker, "contact": person.shares_contact}
        others.get(sent, person.sends_voice)()
    await stage.plays()
    await camille.does(then)
    assert camille.dossiers()[0].status == "received"

    await camille.does(Tap("withdraw.yes"))
    assert camille.dossiers()[0].status == "withdrawn"


async def test_a_tap_disarms_a_withdrawal(stage: Stage) -> None:
    camille = in_language(stage, "en")
    await sends(camille)
    await camille.does(("/status", "withdraw"))
    await taps(camille, "write.stop")
    assert "nothing changes" in camille.screen
    await camille.does("ok")
    assert camille.dossiers()[0].status == "received"


@pytest.mark.parametrize(
    "then", [("ok",), ("oui",), ("annuler",), ("merci", "ok"), ("merci", "Oui, annuler")]
)
async def test_no_idle_word_cancels_a_session(
    stage: Stage, camille: Actor, toul: Chat, then: tuple[str, ...]
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await scheduled(camille, sacha, toul)
    await sacha.does("/seances")
    await taps(sacha, "session")
    before = received(camille)
    await sacha.does(("annuler", *then))
    assert received(camille) == before
    if then[0] != "merci":
        assert "Oui, annuler" in sacha.screen
        await sacha.does("Oui, annuler")
        assert "annulé" in camille.screen and received(camille) != before


@pytest.mark.parametrize(
    ("then", "ends"), [(("ok",), False), (("merci", "ok"), False), (("Oui, y mettre fin",), True)]
)
async def test_a_role_is_ended_by_the_words_of_the_button(
    stage: Stage, then: tuple[str, ...], ends: bool
) -> None:
    await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    await maud.does(("/equipe", "✖️ Sacha", *then))
    assert ("n’a plus le rôle" in maud.screen) == ends


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("then", [("ok",), ("merci", "ok"), ("thanks", "yes"), ("D’accord, non", "ok")])
async def test_nobody_is_told_lost_by_an_idle_word(
    stage: Stage, camille: Actor, toul: Chat, language: str, then: tuple[str, ...]
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    if language == "en":
        await sacha.does(("/langue", "anglais", "/file", Tap("open")))
    await sacha.does((Tap("more"), Tap("lose_touch"), *then))
    assert stored(stage, camille.dossiers()[0]).status == "claimed"


async def test_a_member_steps_aside_by_the_words_of_the_button(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    nour = await enrolled(stage, "Nour Lambert", Role.MEMBER, TOUL)
    await scheduled(camille, sacha, toul)
    await sits(nour, "Michelin")
    await nour.does(("conflit d’intérêts", "oui"))
    assert "Oui, je me déporte" in nour.screen and "ne vous est plus montrée" not in nour.screen
    await nour.does("Oui, je me déporte")
    assert "ne vous est plus montrée" in nour.screen


@pytest.mark.parametrize(
    ("language", "said", "way"),
    [
        ("fr", "supprimer mes données", "/supprimer"),
        ("fr", "effacez mes données svp", "/supprimer"),
        ("fr", "je retire ma demande", "/suivi"),
        ("fr", "annulez ma demande", "/suivi"),
        ("fr", "merci d’annuler ma demande", "/suivi"),
        ("fr", "supprimer", "/supprimer"),
        ("en", "delete my data", "/delete"),
        ("en", "please withdraw my request", "/status"),
    ],
)
async def test_who_takes_back_what_was_sent_is_told_how_and_may_pass_it_on(
    stage: Stage, language: str, said: str, way: str
) -> None:
    camille = in_language(stage, language)
    await sends(camille)
    await camille.does(said)
    assert way in camille.screen
    await taps(camille, "tell")
    assert ("Conservé" in camille.screen) or ("Kept" in camille.screen)


@pytest.mark.parametrize(
    ("command", "said", "button"),
    [("/supprimer", "supprimer", "Tout effacer"), ("/supprimer", "oui", "Tout effacer"),
     ("/delete", "delete", "Erase everything"), ("/delete", "confirm", "Erase everything")],
)  # fmt: skip
async def test_erasing_names_the_button_to_touch(stage: Stage, command: str, said: str, button: str) -> None:
    camille = in_language(stage, "en" if command == "/delete" else "fr")
    await sends(camille)
    await camille.does((command, said))
    assert button in camille.screen and camille.dossiers() != []


async def test_a_no_to_the_reading_by_the_committee_changes_nothing(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    dossier = await made_ready(camille, sacha, toul)
    await camille.does("/suivi")
    await taps(camille, "circulation")
    await camille.does("non")
    assert "rien ne change" in camille.screen
    assert stored(stage, dossier).committee_agreed_at is not None


async def test_a_mere_yes_drops_a_draft_right_after_the_question_alone(stage: Stage, camille: Actor) -> None:
    await at(camille, "head_agrees", role=Tap("adviser"))
    await camille.does(("/annuler", "l’effacer", "merci", "oui"))
    assert camille.state is not None
