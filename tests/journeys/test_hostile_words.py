"""Words that no keyboard types: the conversation takes them, answers, and goes on for everybody."""

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.messages.tables import RelayedMessage
from tests.journeys.acting import BAKER, Act, Actor, Tap, errors, unhurried
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

UNSTORABLE: dict[str, Act] = {
    "company": "Boulangerie\x00 des Tilleuls",
    "description": (
        "Nous reprenons le fournil\x00 voisin :\nil faut \ud800réorganiser.\n\nVite.",
        Tap("done"),
    ),
    "name": "Camille\ud83d Durand",
}


async def test_what_no_database_takes_is_left_out_and_the_rest_kept(stage: Stage, camille: Actor) -> None:
    with errors() as logged:
        await camille.applies(BAKER | UNSTORABLE)
        await sends_it(camille)

    [dossier] = camille.dossiers()
    assert logged == []
    assert dossier.answers["company"]["name"] == "Boulangerie des Tilleuls"
    assert dossier.answers["description"].startswith("Nous reprenons le fournil  voisin :\nil faut ")
    assert "\x00" not in str(dossier.answers)


async def sends_it(actor: Actor) -> None:
    """Send what was filled in."""
    assert actor.state == "review"
    await actor.sends()


async def test_it_is_left_out_of_edits_commands_buttons_and_what_is_passed_on(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    with errors() as logged:
        await sends(camille)
        await taps_in(sacha, toul, "claim")
        await camille.does("Le devis\x00 est signé.\nLa banque \ud800 suit.")
        mine = next(
            each for each in reversed(camille.person.chat.history) if each.text.startswith("Le devis")
        )
        camille.person.edits(mine, "Le devis\x00 est refait.")
        await stage.plays()
        for words in ("/start \x00", "/chercher \x00toul", "/chiffres \x00", "/nothing\x00"):
            await sacha.does(words)
        last = sacha.person.chat.history[-1]
        for data in ("o:0:0:find.\x00", "d:1:1:open\x00", "\x00", "a:1:1:\ud800"):
            sacha.person.forges_tap(data, last)
            await stage.plays()

    passed_on = [message.text for message in rows(stage, RelayedMessage)]
    assert logged == []
    assert passed_on[0] == "Le devis  est signé.\nLa banque \N{REPLACEMENT CHARACTER} suit."
    assert passed_on[-1] == "Le devis  est refait."


async def test_nobody_turns_round_what_others_read(stage: Stage, camille: Actor, toul: Chat) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    turned = {"company": "Moulin\u202e des Tilleuls", "name": "Camille \u2067Durand"}
    await camille.applies(BAKER | turned)
    await sends_it(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does(Tap("contact"))
    camille.person.sends_document("devis\u202efdp.exe", b"MZ")
    await stage.plays()

    [dossier] = camille.dossiers()
    assert dossier.answers["company"]["name"] == "Moulin des Tilleuls"
    everything = "".join(each.text for each in sacha.person.chat.history)
    assert "Durand" in everything
    assert not set(everything) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert [each.file_name for each in rows(stage, RelayedMessage)] == ["devis fdp.exe"]


LONG = {
    "letters": "a" * 4_096,
    "words": "menuiserie et charpente " * 170,
    "ligatures": "\ufdfa" * 4_096,
    "blanks": "a" + " " * 4_094 + "b",
    "markup": "<b>&" * 1_024,
    "digits": "7" * 4_096,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
async def test_the_longest_message_gets_an_answer_at_every_question(
    stage: Stage, camille: Actor, text: str
) -> None:
    unhurried(stage)
    with errors() as logged:
        await camille.does("/start")
        while (question := camille.state) not in ("review", None):
            said = len(camille.person.chat.history)
            await camille.does(text)
            assert len(camille.person.chat.history) > said + 1, f"nothing is said at {question}"
            if camille.has("again") and camille.state == question != "description":
                await camille.does(Tap("again"))  # what was read in it is declined
            if camille.state == question:  # at the first screen the role opens the request: a yes tells none
                await camille.does(BAKER["role" if question == "privacy" else question])

    assert logged == []


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
async def test_and_so_do_those_who_work_here(stage: Stage, toul: Chat, text: str) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    with errors() as logged:
        for words in ("/chercher", "/chiffres", "/bilan", "/absence", "/export"):
            for each in ((f"{words} {text}"[:4_096],), (words, text)):
                said = len(sacha.person.chat.history)
                for typed in each:
                    await sacha.does(typed)
                assert len(sacha.person.chat.history) > said + len(each), f"nothing is said to {words}"

    assert logged == []
