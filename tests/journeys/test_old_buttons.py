"""Old buttons and double taps: they never undo what came after them."""

from bot.playground.telegram.chats import Chat
from conversations.situation import Answer
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.sending import reviews
from tests.stage import Stage


async def test_an_old_button_to_begin_does_not_erase_the_request_under_way(camille: Actor) -> None:
    await camille.does("/suivi")
    begin, message = camille.button("n").data or "", camille.person.chat.last
    await camille.does("/start")
    await camille.fills_in(BAKER, until="founded")
    camille.person.forges_tap(begin, message)
    await camille.stage.plays()

    assert camille.answers["headcount"] == 12
    assert camille.has("d"), "the choice to continue, start again or delete is offered"


async def test_an_old_button_to_delete_does_not_touch_a_later_request(camille: Actor, toul: Chat) -> None:
    await camille.does(("/start", Tap("head"), "/start"))
    delete, menu = camille.button("d").data or "", camille.person.chat.last
    await camille.does(Tap("c"))
    await camille.fills_in(BAKER)
    await camille.sends()
    await camille.does(("/nouvelle", Tap("head")))
    camille.person.forges_tap(delete, menu)
    await camille.stage.plays()

    assert camille.answers["role"] == "head"


async def test_sending_again_says_that_it_is_sent(stage: Stage, camille: Actor, toul: Chat) -> None:
    await camille.applies()
    await camille.does((Tap("operator"), Tap("committee")))
    send, card = camille.button("x").data or "", camille.person.chat.last
    await camille.does(Tap("x"))
    camille.person.forges_tap(send, card)
    await stage.plays()

    assert "/suivi" in camille.alert
    assert len(camille.dossiers()) == 1


async def test_the_review_fits_in_one_message_whatever_was_answered(stage: Stage, camille: Actor) -> None:
    long = "Il nous faut réorganiser l'atelier, recruter et vendre davantage. "
    skills: list[Answer] = ["strategy", "hr", "quality", "hse", "technical", "digital", "legal", "export"]
    await reviews(
        camille,
        {
            "role": "adviser",
            "head_agrees": "no",
            "company": {"kind": "named", "name": "Menuiserie " * 10},
            "founded": 2026,
            "difficulties": {"codes": ["group", "insolvency"]},
            "description": (long * 30)[:1500],
            "skills": {"codes": skills, "words": (long * 10)[:600]},
            "priority_skill": "hr",
            "jobs_created": 0,
            "jobs_kept": 0,
            "advance": 20_000,
            "project_budget": 250_000,
            "aid_received": 400_000,
            "excluded": ("Banque de la place, " * 20)[:300],
        },
    )
    await camille.sends()

    assert len(camille.dossiers()) == 1
