"""A request that was sent is never forgotten: it comes first, words go to who follows it, nothing waits."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap, invited
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

DAY = timedelta(days=1)


@pytest.fixture
async def sacha(stage: Stage, camille: Actor, toul: Chat) -> Actor:
    """An operator of Toul, who holds the request of Camille."""
    operator = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(operator, toul, "claim")
    return operator


def said(actor: Actor) -> str:
    """Return everything the bot told a person."""
    return "\n".join(message.text for message in actor.person.chat.history if message.sender.is_bot)


# /start


async def test_start_shows_what_was_sent_and_opens_nothing(camille: Actor, sacha: Actor) -> None:
    [dossier] = camille.dossiers()
    await camille.does("/start")

    assert dossier.reference in camille.screen
    assert camille.draft() is None
    await camille.does(Tap("n"))
    assert camille.state == "privacy", "a new request is one tap away"


async def test_start_shows_what_was_sent_before_the_draft_under_way(camille: Actor, sacha: Actor) -> None:
    [dossier] = camille.dossiers()
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("/start")

    assert camille.screen.index(dossier.reference) < camille.screen.index("réponses depuis")
    await camille.does(Tap("c"))
    assert camille.state == "headcount"


async def test_a_campaign_is_counted_for_who_already_sent_something(camille: Actor, sacha: Actor) -> None:
    await camille.does("/start salon-2027")
    assert camille.draft() is None
    await camille.does(Tap("from.salon-2027"))

    draft = camille.draft()
    assert draft is not None
    assert draft.origin == "salon-2027"


async def test_a_campaign_link_opens_a_first_request(camille: Actor) -> None:
    await camille.does("/start salon-2027")

    draft = camille.draft()
    assert draft is not None
    assert draft.origin == "salon-2027"


async def test_an_invitation_works_for_who_already_sent_something(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    code = await invited(stage, Role.MEMBER, TOUL)
    await camille.does(f"/start {code}")

    assert "comité" in camille.screen.lower()


async def test_new_asks_at_once_even_after_sending(camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")

    assert camille.state == "privacy"


async def test_start_after_agreeing_and_nothing_more_shows_the_question(camille: Actor) -> None:
    await camille.does(("/start", "oui", "/start"))

    assert camille.state == "role"
    assert camille.has("head")


# Words typed


async def test_an_empty_draft_captures_no_words(camille: Actor, sacha: Actor) -> None:
    await camille.does(("/nouvelle", "Le four est arrivé ce matin"))
    assert "Le four est arrivé" in sacha.screen
    await camille.does(("oui", "Pouvez-vous me rappeler demain ?"))

    assert "me rappeler demain" in sacha.screen
    assert camille.state == "role"


async def test_a_yes_to_the_notice_of_a_new_request_is_an_answer(camille: Actor, sacha: Actor) -> None:
    await camille.does(("/nouvelle", "oui"))

    assert camille.state == "role"


async def test_a_yes_after_the_operators_word_is_not_taken_for_the_notice(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await camille.does("/nouvelle")
    stage.clock.passes(timedelta(minutes=5))
    await sacha.does((Tap("message"), "Mardi à dix heures ?"))
    sacha.person.taps(
        next(each for each in sacha.labels if each.startswith("📨")), message=sacha.person.chat.last
    )
    await stage.plays()
    await camille.does("oui")

    assert camille.state == "privacy"
    assert any("Ma réponse" in label for label in camille.labels)


async def test_an_answer_to_the_question_on_the_screen_is_an_answer(camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("douze")

    assert camille.answers["headcount"] == 12
    assert "douze" not in sacha.screen


async def test_what_a_question_does_not_understand_may_go_to_the_operator(
    camille: Actor, sacha: Actor
) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("Le devis signé est parti au courrier")
    assert "devis signé" not in sacha.screen
    assert camille.state == "headcount"
    label = next(label for label in camille.labels if label.startswith("💬"))
    camille.person.taps(label)
    await camille.stage.plays()

    assert "devis signé" in sacha.screen


async def test_an_offer_passes_on_its_own_words_only(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("Le devis signé est parti")
    first = next(label for label in camille.labels if label.startswith("💬"))
    message = next(each for each in reversed(camille.person.chat.history) if first in each.labels)
    await camille.does("Une chose privée que je garde")
    camille.person.taps(first, message=message)
    await stage.plays()

    assert "Le devis signé" in said(sacha)
    assert "chose privée" not in said(sacha)


@pytest.mark.parametrize("mine", [True, False])
async def test_after_a_day_it_is_asked_whom_the_words_are_for(
    stage: Stage, camille: Actor, sacha: Actor, mine: bool
) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    stage.clock.passes(2 * DAY)
    await camille.does("14")
    assert "headcount" not in camille.answers
    assert "14" not in sacha.screen.split("\n")
    label = next(label for label in camille.labels if label.startswith("✍️" if mine else "💬"))
    camille.person.taps(label)
    await stage.plays()

    assert ("headcount" in camille.answers) is mine
    assert ("14" in sacha.screen.split("\n")) is not mine


async def test_in_the_review_words_go_to_the_operator(camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER)
    await camille.does("Le camion est vendu")

    assert "Le camion est vendu" in sacha.screen
    assert camille.state == "review"


async def test_thanks_in_the_middle_of_a_form_are_thanks(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("merci beaucoup")

    assert "plaisir" in camille.screen
    assert camille.state == "headcount"


async def test_correcting_words_that_were_not_understood_answers_the_question(
    camille: Actor, sacha: Actor
) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    message = camille.person.types("le devis est parti")
    await camille.stage.plays()
    camille.person.edits(message, "14")
    await camille.stage.plays()

    assert camille.answers["headcount"] == 14


# Reminders


async def test_who_answered_nothing_is_not_reminded(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "oui"))
    before = said(camille)
    for _ in range(40):
        stage.clock.passes(DAY)
        await stage.ticks()

    assert said(camille) == before
    assert camille.draft() is None, "it goes as it came, without a word"


async def test_who_has_only_sent_is_not_reminded(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")
    for _ in range(10):
        stage.clock.passes(DAY)
        await stage.ticks()

    assert "attend là où" not in said(camille)
    assert "vous attend" not in said(camille)


async def test_a_reminder_of_another_request_says_that_one_is_sent(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    [dossier] = camille.dossiers()
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    stage.clock.passes(DAY)
    await stage.ticks()

    assert "Déjà envoyé" in camille.screen
    assert dossier.reference in camille.screen
    assert "23 novembre 2026" in camille.screen


# /annuler


async def test_cancelling_with_a_request_sent_tells_what_can_be_withdrawn(
    camille: Actor, sacha: Actor
) -> None:
    [dossier] = camille.dossiers()
    await camille.does("/annuler")

    assert dossier.reference in camille.screen
    assert camille.has("withdraw")
    assert "gardées" not in camille.screen


async def test_cancelling_a_second_request_says_that_the_first_stays(camille: Actor, sacha: Actor) -> None:
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("/annuler")

    assert "n’est pas concerné" in camille.screen
    assert camille.has("d")


async def test_cancelling_an_empty_draft_does_not_speak_of_answers_kept(camille: Actor) -> None:
    await camille.does(("/start", "oui", "/annuler"))

    assert "gardées" not in camille.screen
    assert "aucune question" in camille.screen


async def test_cancelling_after_deleting_by_mistake_brings_it_back(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(("/annuler", Tap("d"), Tap("d"), "/annuler", Tap("u")))

    assert camille.state == "headcount"


async def test_cancelling_what_was_being_asked_says_so(camille: Actor, sacha: Actor) -> None:
    await camille.does(("/suivi", Tap("write"), "/annuler"))
    assert "rien ne change" in camille.screen
    await sacha.does("/chercher")
    await sacha.does("/annuler")
    assert "nothing changes" in sacha.screen or "rien ne change" in sacha.screen


# Members


@pytest.mark.parametrize("words", ["bonjour", "Bonsoir", "hello"])
async def test_a_member_who_says_good_day_is_answered_kindly(stage: Stage, toul: Chat, words: str) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await ines.does(words)

    assert "rien demandé" not in ines.screen
    assert "/file" in ines.screen or "/queue" in ines.screen
    assert "/chercher" in ines.screen or "/find" in ines.screen


async def test_a_members_words_search(camille: Actor, sacha: Actor) -> None:
    [dossier] = camille.dossiers()
    await sacha.does("tilleuls")
    assert dossier.reference in sacha.screen
    await sacha.does(("/start", dossier.reference))

    assert dossier.reference in sacha.screen, "an empty draft does not capture them either"


async def test_a_committee_member_is_not_told_of_what_they_cannot_do(stage: Stage, toul: Chat) -> None:
    member = await enrolled(stage, "Paul", Role.MEMBER, TOUL)
    await member.does("tilleuls")

    assert "/seances" in member.screen or "/sessions" in member.screen
    assert "/chercher" not in member.screen


async def test_who_thinks_again_before_withdrawing_is_not_told_of_erasing(
    camille: Actor, sacha: Actor
) -> None:
    await camille.does(("/suivi", Tap("withdraw")))

    assert camille.labels == ["🚫 La retirer", "⬅️ Ne rien changer"]
    await camille.does(Tap("write.stop"))
    assert [dossier.status for dossier in camille.dossiers()] == ["claimed"]
