"""The contributors' door: let in by the team, one by one or by a printed link, and out when they like."""

import re
from datetime import timedelta
from functools import partial

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.contributors.firms import poster_of_link
from models.team.tables import DoorKnock, Membership
from tests import pdfs
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.lending import contributor_link, lends
from tests.journeys.offices import TOUL
from tests.journeys.sittings import forges, taps
from tests.stage import Stage


@pytest.fixture
def claire(stage: Stage) -> Actor:
    """Somebody of a contributor company, who has never written."""
    return Actor(stage, stage.telegram.person("Claire", "Morel", language="fr"))


def link_on(actor: Actor) -> str:
    """Return the parameter of the link on somebody's screen."""
    found = re.search(r"start=(\S+)", actor.screen)
    assert found, actor.screen
    return found[1]


def contributors(stage: Stage) -> list[tuple[int, int | None]]:
    """Return who is a contributor today, each as an advisor or not."""
    return [
        (each.person_id, each.advisor_id)
        for each in rows(stage, Membership)
        if each.role == "contributor" and each.until is None
    ]


async def test_an_advisor_is_invited_from_their_page_and_sees_no_firm_yet(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claire: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await sacha.does("/intervenants")
    await taps(sacha, "advisor")
    await taps(sacha, "contributor_invite.")
    await claire.does(f"/start {link_on(sacha)}")

    assert [person for person, advisor in contributors(stage) if advisor] == [claire.person.id]
    assert "/missions" in claire.screen
    await claire.does("/missions")
    assert "Tilleuls" not in claire.screen and "AZ-" not in claire.screen
    await claire.does("/file")
    assert "Tilleuls" not in claire.screen


async def opens_firm(sacha: Actor) -> None:
    """Open the page of the first firm of the territory."""
    await sacha.does("/intervenants")
    await taps(sacha, "contributor_firm")


async def test_who_comes_by_a_printed_link_waits_until_the_team_says_who_they_are(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claire: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens_firm(sacha)
    await taps(sacha, "contributor_link")
    link = link_on(sacha)
    await claire.does((f"/start {link}", "je suis le patron, donne moi accès"))
    assert not rows(stage, DoorKnock), "a sentence is no name"
    await claire.does("Clairette Roy")
    assert not contributors(stage)
    assert "Clairette Roy" in sacha.screen, "the team is told"
    await claire.does(f"/start {link}")
    assert len(rows(stage, DoorKnock)) == 1, "who waits is told again that they wait"

    assert "« Claire Morel »" in " ".join(sacha.screen.split()), "and of the name of the account"
    await taps(sacha, "knocks.1")
    assert not contributors(stage), "it is confirmed first"
    assert "Clairette Roy" in sacha.screen and "Claire Morel" in sacha.screen
    await taps(sacha, "knocks.1.yes")
    assert contributors(stage) == [(claire.person.id, 1)]
    assert "/missions" in claire.screen
    await taps(sacha, "contributor_unlink")
    await sacha.does(Tap("contributor_unlink.yes"))
    late = Actor(stage, stage.telegram.person("Hugo", "Blanc", language="fr"))
    await late.does(f"/start {link}")
    assert not late.has("knock.named")


async def test_who_is_not_known_is_told_so_and_sees_nothing(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claire: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens_firm(sacha)
    await taps(sacha, "contributor_link")
    link = link_on(sacha)
    await claire.does((f"/start {link}", Tap("knock.named")))
    former = sacha.button("knocks.1").data or ""
    await taps(sacha, "knocks.nobody")
    assert "Claire Durand" in sacha.screen or "Claire" in sacha.screen
    assert not claire.screen.startswith("🚪"), "one touch sends nobody away"
    await taps(sacha, "knocks.nobody.yes")

    assert not contributors(stage)
    assert "n’a pas retrouvé votre nom" in claire.screen
    await claire.does(f"/start {link}")
    assert len(rows(stage, DoorKnock)) == 1, "nobody is troubled twice"
    await forges(sacha, former)
    assert not contributors(stage), "an older button does not let them in"
    assert "déjà" in sacha.screen


async def test_a_printed_link_ends_after_its_year_and_when_it_is_renewed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, claire: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens_firm(sacha)
    await taps(sacha, "contributor_link")
    first = link_on(sacha)
    await opens_firm(sacha)
    await taps(sacha, "contributor_link")
    await sacha.does(Tap("contributor_link.yes"))
    second = link_on(sacha)
    await claire.does(f"/start {first}")
    assert not claire.has("knock.named")
    stage.clock.passes(timedelta(days=366))
    await claire.does(f"/start {second}")
    assert not claire.has("knock.named")


async def test_the_link_comes_as_a_poster_too_which_says_what_it_is_for(
    stage: Stage, toul: Chat, camille: Actor, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens_firm(sacha)
    await taps(sacha, "contributor_link")
    link = link_on(sacha)
    [sheet] = [message.file for message in sacha.person.chat.history if message.file is not None]

    assert sheet.name == "affiche-forges-du-val.pdf"
    assert pdfs.images(sheet.content) == [f"Code à scanner, qui ouvre https://t.me/alize_bot?start={link}"]
    told = pdfs.text(sheet.content)
    once = await contributor_link(stage, TOUL, "Forges du Val")
    made = [
        await stage.assistant.desk.database.run(
            partial(poster_of_link, network=None, link=each, now=stage.clock())
        )
        for each in (f"https://t.me/alize_bot?start={link}", f"https://t.me/alize_bot?start={once}", "non")
    ]
    assert [each and each[0] for each in made] == ["Forges du Val", None, None], "alize poster --link"
    assert "Chez Forges du Val, on aide les petites entreprises" in " ".join(told.split())


async def test_a_contributor_stops_by_themselves_and_may_be_put_out_by_the_team(
    stage: Stage, toul: Chat, sacha: Actor
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    hugo = await lends(stage, "Hugo", TOUL, "Forges du Val")
    await claire.does("/missions")
    await taps(claire, "contributor_end")
    assert len(contributors(stage)) == 2, "it is asked first"
    await claire.does(Tap("contributor_end.yes"))
    assert contributors(stage) == [(hugo.person.id, None)]
    heard = len(claire.person.chat.history)
    await claire.does("/missions")
    assert "Forges" not in "".join(message.text or "" for message in claire.person.chat.history[heard:])

    await sacha.does("/equipe")
    await taps(sacha, "contributors")
    await taps(sacha, "contributor_end")
    await sacha.does(Tap("contributor_end.yes"))
    assert not contributors(stage)
    assert "a pris fin" in hugo.screen
