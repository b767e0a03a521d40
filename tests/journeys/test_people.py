"""Roles are given by links and end at the next tap; colleagues stand in for one another."""

import re
from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.team.tables import Absence
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import reviews, sends
from tests.stage import Stage


@pytest.fixture
async def maud(stage: Stage) -> Actor:
    """The manager of the basin of Toul."""
    return await enrolled(stage, "Maud", Role.MANAGER, TOUL)


def link_of(actor: Actor) -> str:
    """Return the parameter of the invitation on the screen."""
    found = re.search(r"\?start=([\w-]+)", actor.screen)
    assert found, actor.screen
    return found[1]


async def test_a_manager_invites_to_their_basin_only(stage: Stage, maud: Actor) -> None:
    await maud.does(("/equipe", Tap("invite")))
    assert not maud.has("invite.coordinator")
    await maud.does(Tap("invite.operator"))
    assert [key for key in ("meuse", TOUL) if maud.has(f"invite.operator.{key}")] == [TOUL]
    await maud.does(Tap(f"invite.operator.{TOUL}"))
    newcomer = Actor(stage, stage.telegram.person("Noé", language="fr"))
    await newcomer.does(f"/start {link_of(maud)}")
    await newcomer.does("/file")

    assert "Noé" not in newcomer.screen
    await maud.does("/equipe")
    assert "Noé" in maud.screen


async def test_a_role_ends_at_the_next_tap_and_its_dossiers_go_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, maud: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await maud.does("/equipe")
    await maud.does((Tap("revoke"), Tap("revoke.yes")))

    assert stored(stage, dossier).holder_id is None
    assert stored(stage, dossier).status == "received"
    before = sacha.screen
    await sacha.does(Tap("contact"))
    assert sacha.alert
    assert "06 12 34 56 78" not in sacha.screen
    assert before


async def test_a_substitute_works_the_dossiers_of_who_is_away(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    await sacha.does(Tap(f"stand_in.{ines.person.id}.2026-12-01.2026-12-12"))
    assert "Sacha" in ines.screen
    [dossier] = camille.dossiers()

    await ines.does("/file")
    assert dossier.reference not in ines.screen
    stage.clock.passes(timedelta(days=9))
    await ines.does("/file")
    assert dossier.reference in ines.screen
    await ines.does((Tap("open"), Tap("contact")))
    assert "06 12 34 56 78" in ines.screen


@pytest.mark.wordings
@pytest.mark.parametrize("words", ["hier", "bonjour", "du 3 au 5 janvier 2020", "du 14 au 3 août"])
async def test_an_absence_that_makes_no_sense_is_asked_again(stage: Stage, sacha: Actor, words: str) -> None:
    await sacha.does(("/absence", words))
    assert not sacha.has("stand_in.0.2027-08-14.2028-08-03")
    await sacha.does("du 1er au 12 décembre")

    assert sacha.has("stand_in.0.2026-12-01.2026-12-12")


@pytest.mark.parametrize(
    ("said", "stands_in"),
    [("Inès", True), ("ines", True), ("c’est Inès Valmorin", True), ("Inès me remplace", True),
     ("personne", False), ("personne ne me remplace", False)],
)  # fmt: skip
async def test_who_stands_in_may_be_typed(stage: Stage, sacha: Actor, said: str, stands_in: bool) -> None:
    ines = await enrolled(stage, "Inès Valmorin", Role.OPERATOR, TOUL)
    await enrolled(stage, "Dominique Marchandeau", Role.OPERATOR, TOUL)
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    sacha.person.types(said)
    await stage.plays()

    [absence] = rows(stage, Absence)
    assert absence.substitute_id == (ines.person.id if stands_in else None)
    assert ("Sacha" in ines.screen) == stands_in


@pytest.mark.parametrize("said", ["Zoé", "Inès et Dominique", "bonjour"])
async def test_a_name_of_no_colleague_asks_again_who_stands_in(stage: Stage, sacha: Actor, said: str) -> None:
    await enrolled(stage, "Inès Valmorin", Role.OPERATOR, TOUL)
    await enrolled(stage, "Dominique Marchandeau", Role.OPERATOR, TOUL)
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    sacha.person.types(said)
    await stage.plays()

    assert rows(stage, Absence) == []
    assert "Inès Valmorin" in sacha.labels and "12 décembre" in sacha.screen


async def test_an_absence_that_has_begun_is_of_this_year(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "du 20 novembre au 15 décembre"))
    assert sacha.has("stand_in.0.2026-11-20.2026-12-15")


async def test_next_week_is_no_absence_that_has_begun(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "la semaine prochaine"))
    assert "30 novembre 2026" in sacha.screen


async def test_other_days_of_an_absence_are_typed_until_somebody_stands_in(
    stage: Stage, sacha: Actor
) -> None:
    await sacha.does(("/absence", "du 1er au 12 décembre", "du 1er au 14 décembre"))
    await sacha.does(Tap("stand_in.0.2026-12-01.2026-12-14"))
    assert len(rows(stage, Absence)) == 1
    await sacha.does("Boulangerie")
    assert "jours" not in sacha.screen


async def test_who_hands_over_to_a_colleague_who_is_away_reads_it_first(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    lou = await enrolled(stage, "Lou", Role.OPERATOR, TOUL)
    await lou.does(("/absence", "jusqu’au 15 décembre", "Sacha"))
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("more"), Tap("hand_over")))
    assert "Lou · 🏖 jusqu’au 15 décembre 2026" in sacha.labels
    await sacha.does(Tap(f"hand_over.{lou.person.id}"))
    assert "Lou" in sacha.screen and "15 décembre 2026" in sacha.screen and "Sacha" in sacha.screen


async def test_an_absence_counts_once_somebody_or_nobody_stands_in(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    assert rows(stage, Absence) == []
    await sacha.does(Tap("stand_in.0.2026-12-01.2026-12-12"))
    [absence] = rows(stage, Absence)
    assert (str(absence.since), str(absence.until), absence.substitute_id) == (
        "2026-12-01",
        "2026-12-12",
        None,
    )


async def test_more_than_sixty_days_of_absence_are_confirmed(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "du 1er décembre au 15 mars"))
    assert "105" in sacha.screen
    assert not sacha.has("stand_in.0.2026-12-01.2027-03-15")
    await sacha.does((Tap("away.from.2026-12-01.2027-03-15"), Tap("stand_in.0.2026-12-01.2027-03-15")))
    assert len(rows(stage, Absence)) == 1


async def test_what_a_leaver_held_beyond_the_queue_is_on_the_list_of_who_answers_for_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, maud: Actor
) -> None:
    lou = await enrolled(stage, "Lou", Role.OPERATOR, TOUL)
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    dossier = await granted(stage, camille, sacha, toul)
    await loses_role(maud, "Sacha")
    ended = next(each.text for each in reversed(maud.person.chat.history) if "n’a plus le rôle" in each.text)
    assert "De retour dans la file" not in ended, "nobody can claim it there"
    assert f"À confier à quelqu’un : {dossier.reference}." in ended.replace("\N{NO-BREAK SPACE}", " ")
    await maud.does("/file")
    assert dossier.reference in maud.screen
    for other in (lou, alex):
        await other.does("/file")
        assert dossier.reference not in other.screen
    await maud.does(
        (Tap("open"), Tap("more"), Tap("hand_over"), Tap(f"hand_over.{lou.person.id}"), Tap("yes"))
    )
    assert stored(stage, dossier).holder_id == lou.person.id
    await maud.does("/file")
    assert dossier.reference not in maud.screen


async def stands_in(actor: Actor, for_whom: Actor, days: str = "2026-11-23.2026-12-12") -> None:
    """Have somebody note days of absence from today on, and who stands in."""
    await for_whom.does(("/absence", "du 23 novembre au 12 décembre"))
    await for_whom.does(Tap(f"stand_in.{actor.person.id}.{days}"))


async def loses_role(manager: Actor, name: str) -> None:
    """Have a manager end somebody's role."""
    await manager.does("/equipe")
    label = next(label for label in manager.labels if name in label)
    manager.person.taps(label)
    await manager.stage.plays()
    await manager.does(Tap("revoke.yes"))


async def passes(stage: Stage, days: int) -> None:
    for _ in range(days):
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()


def heard(actor: Actor, reference: str) -> int:
    """Count the reminders of a request that somebody got in private."""
    return sum("⏰" in message.text and reference in message.text for message in actor.person.chat.history)


async def test_a_substitute_whose_role_has_ended_is_reminded_of_nothing(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, maud: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await stands_in(ines, sacha)
    await loses_role(maud, "Inès")
    await passes(stage, 11)

    assert heard(ines, dossier.reference) == 0
    assert heard(sacha, dossier.reference) > 0


async def test_a_substitute_who_is_away_too_has_a_substitute(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    noe = await enrolled(stage, "Noé", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await stands_in(ines, sacha)
    await stands_in(noe, ines)
    await camille.does("Le four arrive lundi.")
    assert "Le four arrive lundi." in noe.screen
    assert "Le four arrive lundi." not in ines.screen
    await noe.does((Tap("open.aside"), Tap("contact")))

    assert "06 12 34 56 78" in noe.screen


async def test_two_people_who_stand_in_for_each_other_are_no_endless_errand(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await stands_in(ines, sacha)
    await stands_in(sacha, ines)
    await camille.does("Le four arrive lundi.")

    assert "Le four arrive lundi." in ines.screen


async def test_the_committee_agreement_is_told_to_who_stands_in(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await reviews(camille)
    await camille.does((Tap("operator"), Tap("x")))
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    sacha.person.taps("🔏 Demander son accord")
    await stage.plays()
    await stands_in(ines, sacha)
    await camille.does(Tap("agree"))

    assert "👍" in ines.screen


async def test_an_operator_whose_role_ends_is_named_to_the_managers_while_a_group_is_bound(
    stage: Stage, toul: Chat, sacha: Actor, maud: Actor
) -> None:
    lou = await enrolled(stage, "Lou", Role.MANAGER, TOUL)
    await loses_role(maud, "Sacha")

    assert "Sacha" in lou.screen and "groupe" in lou.screen
    assert "groupe" in maud.screen


async def test_a_committee_member_whose_role_ends_is_in_no_group(
    stage: Stage, toul: Chat, maud: Actor
) -> None:
    await enrolled(stage, "Rose", Role.MEMBER, TOUL)
    await loses_role(maud, "Rose")

    assert "groupe" not in maud.screen
