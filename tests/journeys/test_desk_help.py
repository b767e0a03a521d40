"""Who works here is told what they can do, why a command is not theirs, what became of their words."""

import re
from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.dossiers.tables import Dossier
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul, who is spoken to in English."""
    return await in_english(await enrolled(stage, "Sacha", Role.OPERATOR, TOUL))


async def in_english(actor: Actor) -> Actor:
    """Have somebody spoken to in English."""
    await actor.does("english")
    return actor


def commands(actor: Actor) -> list[str]:
    """Return the commands on the screen, in order."""
    return re.findall(r"(?<![\w/])/[a-z]+", actor.screen)


@pytest.fixture
async def claimed(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A request that Sacha has taken in charge."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return camille.dossiers()[0]


# Commands


async def test_help_lists_the_commands_of_ones_role_first(stage: Stage, sacha: Actor) -> None:
    await sacha.does("/help")
    assert commands(sacha)[:3] == ["/queue", "/find", "/sessions"]
    assert "/status" in commands(sacha)
    assert "/invite" not in commands(sacha), "an operator gives nobody a role"


async def test_a_member_of_a_committee_is_not_offered_the_work_of_operators(stage: Stage) -> None:
    rose = await in_english(await enrolled(stage, "Rose", Role.MEMBER, TOUL))
    await rose.does("/help")
    assert commands(rose)[0] == "/sessions"
    assert "/queue" not in commands(rose)
    await rose.does("/team")
    assert not rose.has("list")


async def test_words_that_nothing_asked_for_lead_a_member_to_their_work(sacha: Actor) -> None:
    await sacha.does("tralala pouet")
    assert {"/queue", "/sessions", "/help"} <= set(commands(sacha))
    assert not sacha.has("n")


@pytest.mark.parametrize(("role", "command"), [(Role.OPERATOR, "/invite"), (Role.MEMBER, "/queue")])
async def test_a_command_of_other_roles_says_whose_it_is(stage: Stage, role: Role, command: str) -> None:
    rose = await in_english(await enrolled(stage, "Rose", role, TOUL))
    await rose.does(command)
    assert "basin manager" in rose.screen
    assert "/status" not in commands(rose)


async def test_a_command_says_that_the_role_has_ended(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/team", Tap("revoke"), Tap("revoke.yes"), "/queue"))
    assert "ended" in sacha.screen
    assert "2026" in sacha.screen


# Groups


@pytest.fixture
async def team(stage: Stage, sacha: Actor, camille: Actor) -> Chat:
    """A group that receives the requests of Toul, where somebody without a role talks too."""
    group = stage.telegram.group("Équipe", [sacha.person, camille.person])
    await writes(sacha, group, "/groupe")
    return group


async def writes(actor: Actor, group: Chat, text: str) -> list[str]:
    """Write in a group; return what the bot says there."""
    before = len(group.history)
    actor.person.types(text, chat=group)
    await actor.stage.plays()
    return [message.text for message in group.history[before:] if message.sender.is_bot]


@pytest.mark.wordings
@pytest.mark.parametrize("command", ["/file", "/chercher tilleuls", "/equipe", "/sessions"])
async def test_a_members_command_in_their_group_leads_to_the_private_chat(
    team: Chat, sacha: Actor, command: str
) -> None:
    [answer] = await writes(sacha, team, command)
    assert "https://t.me/" in answer


async def test_ordinary_talk_and_commands_of_others_are_met_with_silence(
    stage: Stage, team: Chat, camille: Actor, sacha: Actor
) -> None:
    elsewhere = stage.telegram.group("Pétanque", [sacha.person])
    await stage.plays()
    assert await writes(camille, team, "/file") == []
    assert await writes(sacha, team, "bonjour à tous") == []
    assert await writes(sacha, elsewhere, "/file") == []


async def test_a_lost_group_is_explained_before_its_requests_arrive_in_private(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    before = len(sacha.person.chat.history)
    sacha.person.removes_bot(toul)
    await stage.plays()
    explained, card = [message.text for message in sacha.person.chat.history[before:]]
    assert "/group" in explained
    assert dossier.reference in card


# Words that were asked for


async def test_a_command_ends_what_was_asked(stage: Stage, sacha: Actor, claimed: Dossier) -> None:
    noted = len(events(stage))
    await sacha.does((Tap("note"), "/help", "vu au téléphone"))
    assert len(events(stage)) == noted


async def test_a_note_typed_late_is_kept_once_it_is_confirmed(
    stage: Stage, sacha: Actor, claimed: Dossier
) -> None:
    await sacha.does(Tap("note"))
    noted = len(events(stage))
    stage.clock.passes(timedelta(hours=2))
    await sacha.does("vu au téléphone")
    assert "vu au téléphone" in sacha.screen
    assert claimed.reference in sacha.screen
    assert len(events(stage)) == noted
    await sacha.does(Tap("typed_late"))
    assert events(stage)[-1].note == "vu au téléphone"


async def test_a_note_typed_late_may_be_left_out(stage: Stage, sacha: Actor, claimed: Dossier) -> None:
    await sacha.does(Tap("note"))
    noted = len(events(stage))
    stage.clock.passes(timedelta(hours=2))
    await sacha.does(("pas ici", Tap("never_mind"), "ni là"))
    assert len(events(stage)) == noted


async def test_the_button_of_words_typed_late_takes_those_above_it_and_no_others(
    stage: Stage, sacha: Actor, claimed: Dossier
) -> None:
    await sacha.does(Tap("note"))
    stage.clock.passes(timedelta(hours=2))
    await sacha.does("la première")
    noted, first = len(events(stage)), sacha.person.chat.last
    data = first.rows[0][0].data or ""
    await sacha.does("la seconde")
    sacha.person.forges_tap(data, first)
    await stage.plays()
    assert len(events(stage)) == noted
    await sacha.does(Tap("typed_late"))
    assert events(stage)[-1].note == "la seconde"


async def test_what_is_typed_once_the_role_is_lost_is_said_to_be_lost(
    stage: Stage, sacha: Actor, claimed: Dossier
) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    await sacha.does(Tap("note"))
    await maud.does(("/equipe", Tap("revoke"), Tap("revoke.yes")))
    await sacha.does("vu au téléphone")
    assert "neither sent nor kept" in sacha.screen
    assert all(event.note != "vu au téléphone" for event in events(stage))


async def test_what_is_typed_for_a_request_that_moved_on_is_said_to_be_lost(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await sacha.does((Tap("more"), Tap("decline"), Tap("decline.because-other")))
    await camille.does(("/suivi", Tap("withdraw"), Tap("withdraw.yes")))
    await sacha.does("parce que")
    assert "neither sent nor kept" in sacha.screen
    assert claimed.reference in sacha.screen
    assert stored(stage, claimed).status == "withdrawn"


async def test_the_menu_lists_what_ones_roles_may_do(stage: Stage) -> None:
    nour = await enrolled(stage, "Nour", Role.MEMBER, TOUL)
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)

    def listed(actor: Actor) -> set[str]:
        calls = [call for call in stage.telegram.calls if call.method == "setMyCommands"]
        [own] = [call.parameters for call in calls if str(actor.person.id) in str(call.parameters["scope"])]
        return set(re.findall(r"['\"]command['\"]: ?['\"](\w+)", str(own["commands"])))

    assert {"file", "seances"} <= listed(sacha)
    assert "seances" in listed(nour) and "file" not in listed(nour)
    assert "/seances" in nour.screen and "/groupe" not in nour.screen
