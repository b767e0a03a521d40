"""What somebody may not do changes nothing and shows nothing: every button, every role, every basin.

The table below is written by hand, not read from the registry: an action that is added without a line
here fails the test.
"""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, func, select
from sqlmodel import Session

from bot.playground.telegram.chats import Chat
from bot.services.core.actions import NOT_YOURS, Asked
from bot.services.core.rights import Role
from bot.services.core.screens import Reply
from bot.services.core.visitors import Visitor
from bot.services.registry import ACTIONS
from conversations.dossiers.statuses import Status
from models.committee.tables import CommitteeSession
from models.database.prepared import table_of
from models.dossiers.tables import Dossier
from models.exchanges.tables import BasinLetter
from models.schema import METADATA
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import goes_on_agenda, taps
from tests.stage import Stage

OTHER = "meuse"
HOLDER, TEAM, MANAGER, NATIONAL, APPLICANT = "holder", "team", "manager", "national", "applicant"
WORKERS = frozenset({HOLDER, TEAM, MANAGER, NATIONAL})
OPERATING = frozenset({HOLDER, MANAGER, NATIONAL})

ALLOWED: dict[str, frozenset[str]] = {
    "claim": WORKERS,
    **dict.fromkeys(("open", "more", "history", "snooze", "note", "support", "exchanges"), WORKERS),
    **dict.fromkeys(("contact", "message"), frozenset({HOLDER})),
    **dict.fromkeys(
        ("release", "hand_over", "transfer", "make_ready", "rework", "decline", "redirect", "lose_touch",
         "ask", "resume", "schedule", "unschedule", "ask_agreement", "grant_skills", "grant_advance",
         "grant_both", "postpone", "refuse", "set_days", "set_amount", "set_jobs", "set_conditions",
         "rectify",
         "contract", "start", "close", "mission", "mission_end", "delivered", "team", "team_suggest",
         "team_days", "team_out", "team_add", "team_ask", "days_settled",
         "advance", "advance_set", "entrust", "exchange_for",
         "exchange_take_back"),
        OPERATING,
    ),
    **dict.fromkeys(
        ("days_heard", "mission_review", "follow_up", "agree", "letter_agree",
         "circulation", "disagree", "tell", "mine", "write", "answer", "withdraw", "standing", "earlier",
         "correct", "restate"),
        frozenset({APPLICANT}),
    ),
    "reopen": WORKERS | {APPLICANT},
}  # fmt: skip
"""Who may do what to a dossier of Toul, wherever it stands."""

CHANGES_ANYTHING = ("reminder", "processed_update", "prompt", "uncounted", "share", "tally", "sent_copy")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the play, and in what capacity they stand before the dossier."""

    actor: Actor
    capacity: str


@pytest.fixture
async def people(stage: Stage, camille: Actor, toul: Chat) -> list[Somebody]:
    """Everybody there can be, once the dossier of Camille is claimed by Sacha."""
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return [
        Somebody(sacha, HOLDER),
        Somebody(await enrolled(stage, "Inès", Role.OPERATOR, TOUL), TEAM),
        Somebody(await enrolled(stage, "Maud", Role.MANAGER, TOUL), MANAGER),
        Somebody(await enrolled(stage, "Alex", Role.COORDINATOR), NATIONAL),
        Somebody(await enrolled(stage, "Dominique", Role.ADMINISTRATOR), NATIONAL),
        Somebody(camille, APPLICANT),
        Somebody(await enrolled(stage, "Karim", Role.MEMBER, TOUL), "member"),
        Somebody(await enrolled(stage, "Ayoub", Role.OPERATOR, OTHER), "other operator"),
        Somebody(await enrolled(stage, "Léa", Role.MANAGER, OTHER), "other manager"),
        Somebody(await enrolled(stage, "Paul", Role.MEMBER, OTHER), "other member"),
        Somebody(await lends(stage, "Claire", TOUL, "Forges du Val"), "contributor"),
        Somebody(await lends(stage, "Bruno", OTHER, "Scierie de la Meuse"), "other contributor"),
        Somebody(Actor(stage, stage.telegram.person("Nadia", language="fr")), "outsider"),
    ]


COUNTS = select(
    *(
        select(func.count()).select_from(table).scalar_subquery().label(name)
        for name, table in METADATA.tables.items()
        if name not in (*CHANGES_ANYTHING, "person", "outgoing")
    )
)


def contents(connection: Connection) -> dict[str, object]:
    """Return what is stored: the dossiers whole, and how many rows the other tables have."""
    dossiers = connection.execute(select(table_of(Dossier))).all()
    return {**connection.execute(COUNTS).one()._mapping, "dossiers": [tuple(row) for row in dossiers]}


async def asks(
    stage: Stage, actor: Actor, name: str, subject: int, version: int, *, office: bool, argument: str = ""
) -> Reply:
    """Have somebody forge a button."""
    now = stage.clock()
    world = stage.assistant.worlds.at(now)
    visitor = Visitor(actor.person.id, "fr", "Somebody")
    act = ACTIONS.act_at_office if office else ACTIONS.act_on_dossier
    asked = Asked(name, argument, subject, version, actor.person.id, 1)
    return await stage.assistant.desk.database.run(
        lambda transaction: act(transaction, world, visitor, asked, now)
    )


async def set_status(stage: Stage, dossier: Dossier, status: Status) -> int:
    """Put the dossier where it has to stand; return its version."""

    def change(connection: Connection) -> None:
        table = table_of(Dossier)
        stands = {"status": status.value}
        connection.execute(table.update().values(stands).where(table.c.id == dossier.id))

    await stage.assistant.desk.database.run(lambda transaction: change(transaction.connection))
    with Session(stage.assistant.desk.database.engine) as session:
        return session.get_one(Dossier, dossier.id).version


def shows_nothing(reply: Reply) -> bool:
    """Tell whether a reply says no more than that it is not for the person."""
    silent = not (
        reply.screens or reply.page or reply.told or reply.announced or reply.document or reply.card
    )
    return silent and reply.alert == NOT_YOURS


def test_every_button_of_a_dossier_is_in_the_table() -> None:
    assert set(ACTIONS.on_dossier) == set(ALLOWED)


@pytest.mark.parametrize(
    ("database_url", "status"),
    [*(("sqlite", status) for status in Status), ("postgresql", Status.CLAIMED)],
    indirect=["database_url"],
)
async def test_nobody_does_to_a_dossier_what_they_may_not(
    stage: Stage, people: list[Somebody], camille: Actor, status: Status
) -> None:
    [dossier] = camille.dossiers()
    assert dossier.id is not None
    version = await set_status(stage, dossier, status)
    before = await stage.assistant.desk.database.read(contents)
    for name, allowed in ALLOWED.items():
        others = [somebody for somebody in people if somebody.capacity not in allowed]
        tapped = (asks(stage, somebody.actor, name, dossier.id, version, office=False) for somebody in others)
        for somebody, reply in zip(others, await asyncio.gather(*tapped), strict=True):
            may_see = somebody.capacity in WORKERS
            assert may_see or shows_nothing(reply), f"{somebody.capacity} sees something by {name!r}"
            assert not reply.told and not reply.announced
        after = await stage.assistant.desk.database.read(contents)
        assert after == before, f"somebody who may not changed something by {name!r}"


OPERATORS = frozenset({"operator", "manager", "coordinator", "admin"})
EVERY_ROLE = frozenset(role.value for role in Role)
STAFF = EVERY_ROLE - {"contributor"}

OFFICE: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("list", "find", "canned", "canned_show", "canned_add", "canned_change", "canned_delete",
         "session_new", "session_move", "session_sure", "session_cancel", "add", "add_all", "item_up",
         "call_members",
         "letter", "leave_out", "basin_letter", "letter_edit", "letter_word", "letter_read", "letter_paper",
         "letter_send", "letter_result",
         "attendance", "hold", "minutes_out", "advisors", "new_advisor", "advisor",
         "advisor_skills", "advisor_from", "advisor_contact", "advisor_leaves", "advisor_back",
         "contributor_firm", "contributor_invite", "contributor_link", "contributor_unlink", "contributors",
         "contributor_find",
         "knocks",
         "figures", "figure", "behind", "counted", "chart", "period", "territory", "export", "report",
         "dashboard", "receive", "group_as_is"),
        OPERATORS,
    ),
    **dict.fromkeys(("firm", "opinion", "comment", "recuse"), frozenset({"member"})),
    **dict.fromkeys(("sessions", "session", "item", "brief", "agenda", "minutes"), STAFF),
    **dict.fromkeys(("never_mind", "typed_late"), EVERY_ROLE),
    **dict.fromkeys(("team", "away", "stand_in", "revoke"), STAFF),
    **dict.fromkeys(("settings", "guide"), EVERY_ROLE),
    "contributor_end": OPERATORS | {"contributor"},
    **dict.fromkeys(
        ("missions", "lent", "days_given", "proposal", "own", "own_same", "own_skills", "own_from",
         "own_absence", "own_quiet", "own_words", "lent_review"),
        frozenset({"contributor"}),
    ),
    "knock": frozenset(),  # for who waits to be let in
    "invite": frozenset({"manager", "coordinator", "admin"}),
}  # fmt: skip
"""The roles of who may do what elsewhere; what it does to a basin not one's own is tested beside it."""


def test_every_button_of_the_office_is_in_the_table() -> None:
    assert {name: {role.value for role in action.roles} for name, action in ACTIONS.at_office.items()} == {
        name: set(roles) for name, roles in OFFICE.items()
    }


async def test_an_outsider_gets_nothing_from_the_office(stage: Stage, people: list[Somebody]) -> None:
    before = await stage.assistant.desk.database.read(contents)
    outside = [somebody for somebody in people if somebody.capacity in ("outsider", APPLICANT)]
    for name in ACTIONS.at_office:
        tapped = (asks(stage, somebody.actor, name, 1, 0, office=True) for somebody in outside)
        for somebody, reply in zip(outside, await asyncio.gather(*tapped), strict=True):
            assert shows_nothing(reply), f"{somebody.capacity} sees something by {name!r}"
    assert await stage.assistant.desk.database.read(contents) == before


ARGUMENTS = ("", "yes", "1", TOUL, f"operator.{TOUL}", "favourable")


async def test_another_basin_changes_and_sees_nothing_of_this_one(
    stage: Stage, people: list[Somebody], camille: Actor
) -> None:
    sacha, *_ = (somebody.actor for somebody in people)
    [dossier] = camille.dossiers()
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    await goes_on_agenda(sacha)
    await sacha.does("/modeles")
    await taps(sacha, "canned_add")
    await sacha.does("Accueil\nBonjour {name}")
    before = await stage.assistant.desk.database.read(contents)
    others = [somebody for somebody in people if somebody.capacity.startswith("other")]
    for name in OFFICE:
        for argument in ARGUMENTS:
            tapped = (
                asks(stage, somebody.actor, name, 1, 0, office=True, argument=argument) for somebody in others
            )
            for somebody, reply in zip(others, await asyncio.gather(*tapped), strict=True):
                shown = repr(reply)
                for secret in (dossier.reference, "Tilleuls", "Durand", "Sacha", "Accueil"):
                    assert secret not in shown, f"{somebody.capacity} sees {secret} by {name}.{argument}"
    after = await stage.assistant.desk.database.read(contents)
    own = ("committee_session", "invitation", "absence", "preference", "membership", "basin_letter")
    assert {name: rows for name, rows in after.items() if name not in own} == {
        name: rows for name, rows in before.items() if name not in own
    }
    assert await stage.assistant.desk.database.read(of_toul) == {"sessions": 1, "members": 5, "letters": 0}


def of_toul(connection: Connection) -> dict[str, int]:
    """Count what is Toul's among what another basin may have of its own."""
    sessions, members = table_of(CommitteeSession), table_of(Membership)
    live = select(func.count()).select_from(sessions).where(
        sessions.c.basin_code == TOUL, sessions.c.cancelled_at.is_(None), sessions.c.created_by.is_(None)
    )  # fmt: skip
    held = select(func.count()).select_from(members).where(
        members.c.basin_code == TOUL, members.c.until.is_(None)
    )  # fmt: skip
    letters = table_of(BasinLetter)
    drafted = select(func.count()).select_from(letters).where(letters.c.basin_code == TOUL)
    return {
        "letters": connection.execute(drafted).scalar_one(),
        "sessions": min(1, connection.execute(live).scalar_one()),
        "members": connection.execute(held).scalar_one(),
    }


@pytest.mark.wordings
@pytest.mark.parametrize(
    "command",
    [
        "/file",
        "/chercher AZ",
        "/equipe",
        "/inviter",
        "/absence",
        "/reglages",
        "/modeles",
        "/intervenants",
        "/chiffres",
        "/bilan",
        "/export",
        "/tableau",
        "/guide",
        "/missions",
    ],
)
async def test_members_commands_do_not_exist_for_others(
    stage: Stage, people: list[Somebody], command: str
) -> None:
    outsider = next(somebody.actor for somebody in people if somebody.capacity == "outsider")
    await outsider.does(command)
    shown = outsider.screen
    await outsider.does("/nothing_of_the_kind")

    assert outsider.screen == shown
    assert "AZ-26" not in shown


EVERY_COMMAND = (
    "/file", "/chercher Tilleuls", "/chercher AZ-26-0001", "/equipe", "/inviter", "/absence", "/reglages",
    "/seances", "/modeles", "/intervenants", "/chiffres", "/bilan", "/export", "/tableau", "/guide", "/suivi",
    "/aide", "/mesdonnees", "/missions", "/entraide",
)  # fmt: skip


@pytest.mark.parametrize("command", EVERY_COMMAND)
async def test_a_command_shows_nothing_of_another_basin(
    stage: Stage, people: list[Somebody], camille: Actor, command: str
) -> None:
    [dossier] = camille.dossiers()
    before = await stage.assistant.desk.database.read(contents)
    for somebody in people:
        if not somebody.capacity.startswith(("other", "outsider")):
            continue
        heard = len(somebody.actor.person.chat.history)
        await somebody.actor.does(command)
        told = "\n".join(message.text or "" for message in somebody.actor.person.chat.history[heard + 1 :])
        for secret in (dossier.reference, "Tilleuls", "Durand", "Sacha", "Inès"):
            seen = secret in told and secret not in command  # what was typed may be said again
            assert not seen, f"{somebody.capacity} sees {secret} by {command}"
    after = await stage.assistant.desk.database.read(contents)
    own = ("committee_session", "prompt", "sent_copy")  # what was typed is said again, and noted as said
    assert {name: rows for name, rows in after.items() if name not in own} == {
        name: rows for name, rows in before.items() if name not in own
    }
