"""The command line: what it prints, what it refuses, and how it ends."""

import asyncio
import re
import shutil
import signal
import socket
import sqlite3
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from sqlmodel import Session

from bot.commands.parser import main
from bot.health import ALIVE_PATH, METRICS_PATH, READY_PATH
from bot.playground.telegram.bot_api import serving
from bot.playground.telegram.calls import too_many_requests
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from models.database.engines import open_engine
from models.dossiers.tables import Dossier
from models.intake.tables import Person as StoredPerson
from models.network.file import sample_network_text
from tests import pdfs
from tests.programs import alize, forked

UNKNOWN_TOKEN = "1:a-token-that-telegram-does-not-know"
SILENT = "http://127.0.0.1:9"  # the port of the discard service, which nothing listens at


@pytest.fixture(autouse=True)
def folder(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run every command in an empty folder, with no setting but those of the test."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return empty_folder


@pytest.fixture
def ready(folder: Path, installed: Path) -> None:
    """Have a database with the sample network there, as ``migrate`` and ``network load`` leave it."""
    shutil.copy(installed, folder / "alize.db")


def telegram_settings(telegram: Simulator, address: str) -> dict[str, str]:
    return {
        "ALIZE_TELEGRAM_TOKEN": telegram.token,
        "ALIZE_TELEGRAM_API_URL": address,
        "ALIZE_REGISTRY_URL": "",
        "ALIZE_MESSAGES_PER_SECOND": "0",
    }


NOTICE_SETTINGS = {
    "ALIZE_CONTROLLER": "Association Exemple Emploi",
    "ALIZE_CONTROLLER_CONTACT": "donnees@exemple-emploi.example",
    "ALIZE_DPO": "aucun",
    "ALIZE_LEGAL_BASIS": "request",
    "ALIZE_TRANSFER_SAFEGUARD": "les mots du responsable",
}


def a_telegram() -> Simulator:
    return Simulator(lambda: datetime.now(UTC))


async def answered(person: Person) -> None:
    """Wait until the bot said something."""
    async with asyncio.timeout(60):
        while not person.chat.history or not person.chat.history[-1].sender.is_bot:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


class TestDemo:
    async def test_its_page_is_at_the_address_it_prints_and_ctrl_c_ends_it_cleanly(self) -> None:
        async with alize("demo", "--no-browser", "--port", "0") as program:
            line = await program.says("The demonstration is at")
            found = re.search(r"http://\S+:\d+", line)
            assert found
            async with aiohttp.ClientSession() as client, client.get(found.group()) as page:
                assert page.status == 200
            assert await program.stops(signal.SIGINT) == (0, "")

    async def test_a_taken_port_leads_to_the_next_free_one(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            async with forked("demo", "--no-browser", "--port", str(port)) as program:
                line = await program.says("The demonstration is at")
                assert f"(port {port} is taken)" in line


class TestNetwork:
    def test_the_sample_network_needs_no_mending(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["network", "check", "--sample"]) == 0
        assert "nothing to mend" in capsys.readouterr().out

    def test_a_wrong_file_is_told_with_the_lines_to_mend(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "network.toml").write_text('name = "Essai"\n[basins.a]\nname = 3\n')
        assert main(["network", "check", "network.toml"]) == 2
        assert "basins.a.name (line 3)" in capsys.readouterr().err

    def test_a_loaded_network_decides_where_places_go(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["route", "Aubagne"])
        assert "No network is loaded" in capsys.readouterr().out
        assert main(["migrate"]) == main(["network", "load", "--sample"]) == 0
        capsys.readouterr()
        assert main(["route", "Aubagne"]) == 0
        told = capsys.readouterr().out
        assert "covered by Marseille" in told and "No network is loaded" not in told

    def test_a_network_that_leaves_live_requests_is_loaded_once_that_is_confirmed(
        self, folder: Path, ready: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with Session(open_engine("sqlite:///alize.db")) as session:
            now = datetime.now(UTC)
            session.add(StoredPerson(id=1, first_seen_at=now))
            session.flush()
            session.add(
                Dossier(
                    reference="AZ-26-0042",
                    draft_id=1,
                    person_id=1,
                    basin_code="meuse",
                    status="claimed",
                    outcome="prequalified",
                    verdict={},
                    answers={},
                    language="fr",
                    submitted_at=now,
                    operator_agreed_at=now,
                    status_since=now,
                    acted_at=now,
                    told_at=now,
                )
            )
            session.commit()
        text = sample_network_text()
        at = text.index("[basins.meuse]")
        paused = text[:at] + text[at:].replace('status = "active"', 'status = "paused"', 1)
        (folder / "network.toml").write_text(paused)
        capsys.readouterr()

        assert main(["network", "load", "network.toml"]) == 1
        told = capsys.readouterr().err
        assert "AZ-26-0042" in told and "--yes" in told
        assert main(["route", "Bar-le-Duc"]) == 0
        assert "covered by Meuse" in capsys.readouterr().out, "nothing was loaded"
        assert main(["network", "load", "network.toml", "--yes"]) == 0
        assert "AZ-26-0042" in capsys.readouterr().out
        assert main(["route", "Bar-le-Duc"]) == 0
        assert "paused" in capsys.readouterr().out

    def test_a_list_of_advisors_is_loaded_whole_and_once(
        self, folder: Path, ready: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["contributors", "liste.csv", "--template"]) == 0
        head = (folder / "liste.csv").read_text("utf-8-sig").splitlines()[0]
        given = {
            "Bassin": "meuse",
            "Entreprise": "Forges fictives",
            "Intervenant": "Claire Ondine",
            "Compétences": "quality",
        }
        cells = ";".join(given.get(name, "") for name in head.split(";"))
        (folder / "liste.csv").write_text(f"{head}\n{cells}\n", "utf-8")
        capsys.readouterr()

        assert main(["contributors", "liste.csv"]) == 0
        assert "New firms: 1. New advisors: 1." in capsys.readouterr().out
        assert main(["contributors", "liste.csv"]) == 0
        assert "New firms: 0. New advisors: 0." in capsys.readouterr().out

    def test_an_insee_code_names_its_commune(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["route", "54528"]) == 0
        assert "Toul (54528)" in capsys.readouterr().out

    @pytest.mark.parametrize("words", ["54", "Meurthe-et-Moselle"])
    def test_a_department_is_too_wide(self, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["route", words]) != 0
        told = capsys.readouterr()
        assert "the département 54. Give one of its communes" in told.out + told.err

    def test_communes_that_may_be_meant_are_told_apart(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["route", "54200"]) == 0
        assert "“54200” may be one of these:" in capsys.readouterr().out

    def test_a_place_nobody_knows_is_said_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["route", "Zzzzzz"]) == 1
        assert "No commune is called “Zzzzzz”" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "settings", "cause"),
    [
        ("migrate", {"ALIZE_DATABASE_URL": "sqlite:///none/alize.db"}, "The database cannot be opened"),
        ("run", {"ALIZE_LISTEN": "anywhere"}, "ALIZE_LISTEN cannot be used"),
        ("stats", {}, "run alize migrate"),
        ("invite --role coordinator", {}, "ALIZE_TELEGRAM_TOKEN is missing"),
        ("invite --role operator", {}, "--basin goes with the roles of a basin"),
        ("invite --role contributor --basin meuse", {}, "--firm goes with the role contributor"),
        (
            "invite --role coordinator",
            {"ALIZE_TELEGRAM_TOKEN": UNKNOWN_TOKEN, "ALIZE_TELEGRAM_API_URL": SILENT},
            "Telegram does not answer at http://127.0.0.1:9",
        ),
    ],
)
def test_what_keeps_a_command_from_running_is_one_line(
    command: str,
    settings: Mapping[str, str],
    cause: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(command.split()) == 2
    told = capsys.readouterr().err
    assert cause in told and told.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "cause"),
    [
        ({}, "ALIZE_TELEGRAM_TOKEN is missing"),
        (
            {"ALIZE_NETWORK_FILE": "none.toml", "ALIZE_TELEGRAM_TOKEN": UNKNOWN_TOKEN},
            "none.toml does not exist",
        ),
    ],
)
async def test_what_keeps_the_assistant_from_starting_is_told_without_a_traceback(
    settings: Mapping[str, str], cause: str
) -> None:
    async with forked("run", settings=settings) as program:
        code, said = await program.ends()
        assert code == 2 and cause in said and "Traceback" not in said


async def test_an_assistant_that_starts_before_telegram_answers_waits_for_it() -> None:
    telegram = a_telegram()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = telegram_settings(telegram, f"http://127.0.0.1:{port}")
    async with forked("run", settings=settings) as program:
        await program.says("Telegram does not answer")
        async with serving(telegram, port):
            await program.says("Telegram answers, after")
            await program.says("is at work")
            camille = telegram.person("Camille", language="en")
            camille.types("/start")
            await answered(camille)
            assert (await program.stops(signal.SIGTERM))[0] == 0


async def test_an_assistant_that_waits_for_telegram_can_be_stopped() -> None:
    settings = {"ALIZE_TELEGRAM_TOKEN": UNKNOWN_TOKEN, "ALIZE_TELEGRAM_API_URL": SILENT}
    async with forked("run", settings=settings) as program:
        await program.says("Telegram does not answer")
        code, said = await program.stops(signal.SIGTERM)
        assert code == 0 and "Traceback" not in said


async def test_two_processes_that_set_the_same_webhook_at_once_both_work() -> None:
    telegram = a_telegram()
    async with serving(telegram) as address, AsyncExitStack() as processes:
        programs = []
        for database in ("one", "two"):
            with socket.create_server(("127.0.0.1", 0)) as free:
                listen = f"127.0.0.1:{free.getsockname()[1]}"
            settings = telegram_settings(telegram, address) | {
                "ALIZE_DATABASE_URL": f"sqlite:///{database}.db",
                "ALIZE_WEBHOOK_URL": "https://alize.example.com",
                "ALIZE_WEBHOOK_SECRET": "a-secret",
                "ALIZE_LISTEN": listen,
            }
            programs.append(await processes.enter_async_context(forked("run", settings=settings)))
        telegram.fail(too_many_requests(1), "setWebhook", times=2)
        for program in programs:
            await program.says("Telegram has setWebhook wait, for 1 s")
            await program.says("setWebhook is done")
            await program.says("is at work")
            assert (await program.stops(signal.SIGTERM))[0] == 0


async def test_a_token_telegram_does_not_know_is_told_as_such() -> None:
    telegram = a_telegram()
    async with serving(telegram) as address:
        settings = telegram_settings(telegram, address) | {"ALIZE_TELEGRAM_TOKEN": UNKNOWN_TOKEN}
        async with forked("run", settings=settings) as program:
            code, said = await program.ends()
            assert code == 2 and "Telegram does not know this bot" in said and UNKNOWN_TOKEN not in said


def test_the_database_of_a_later_release_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    main(["migrate"])
    with sqlite3.connect(folder / "alize.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    capsys.readouterr()
    assert main(["migrate"]) == 2
    assert "made by a later release" in capsys.readouterr().err


class TestOnTelegram:
    async def test_an_invitation_link_gives_its_role_once_the_assistant_runs(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        telegram = a_telegram()
        async with serving(telegram) as address:
            settings = telegram_settings(telegram, address)
            for name, value in settings.items():
                monkeypatch.setenv(name, value)
            for preparation in ("migrate", "network load --sample", "invite --role operator --basin meuse"):
                assert await asyncio.to_thread(main, preparation.split()) == 0
            link = capsys.readouterr().out.splitlines()[-1]
            async with alize("run") as program:
                await program.says("is at work")
                dominique = telegram.person("Dominique", language="en")
                dominique.follows(link)
                await answered(dominique)
                assert "operator, Meuse" in dominique.chat.last.text
                code, said = await program.stops(signal.SIGTERM)
                assert code == 0 and "Traceback" not in said

    async def test_a_poster_leads_to_the_bot_and_tells_where_it_hung(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        telegram = a_telegram()
        async with serving(telegram) as address:
            for name, value in telegram_settings(telegram, address).items():
                monkeypatch.setenv(name, value)
            assert await asyncio.to_thread(main, ["poster", "--origin", "mairie-toul"]) == 0
            assert capsys.readouterr().out.strip() == "affiche-mairie-toul.pdf"
            paper = (folder / "affiche-mairie-toul.pdf").read_bytes()
            link = f"https://t.me/{telegram.bot.username}?start=mairie-toul"
            assert pdfs.images(paper) == [f"Code à scanner, qui ouvre {link}"]
            assert await asyncio.to_thread(main, ["poster", "--origin", "mairie-toul"]) == 2
            assert "affiche-mairie-toul.pdf" in capsys.readouterr().err

    @pytest.mark.parametrize("origin", ["mairie de Toul", "été", "i-2027", "", "a" * 54])
    async def test_a_code_that_no_link_carries_is_refused_in_a_line(
        self, capsys: pytest.CaptureFixture[str], origin: str
    ) -> None:
        assert await asyncio.to_thread(main, ["poster", "--origin", origin, "--lang", "en"]) == 2
        assert "cannot be a campaign" in capsys.readouterr().err

    async def test_without_a_network_it_says_so_and_runs(self) -> None:
        telegram = a_telegram()
        async with (
            serving(telegram) as address,
            forked("run", settings=telegram_settings(telegram, address)) as program,
        ):
            await program.says("No network is loaded")
            await program.says("is at work")
            assert (await program.stops(signal.SIGINT))[0] == 0

    async def test_without_what_the_privacy_notice_must_tell_it_says_so_and_runs(self) -> None:
        telegram = a_telegram()
        settings = NOTICE_SETTINGS | {"ALIZE_DPO": "", "ALIZE_TRANSFER_SAFEGUARD": ""}
        async with (
            serving(telegram) as address,
            forked("run", settings=telegram_settings(telegram, address) | settings) as program,
        ):
            await program.says("ALIZE_DPO is missing")
            await program.says("ALIZE_TRANSFER_SAFEGUARD is missing")
            await program.says("is at work")
            camille = telegram.person("Camille", language="fr")
            camille.types("/confidentialite")
            await answered(camille)
            notice = "".join(message.text or "" for message in camille.chat.history)
            assert "donnees@exemple-emploi.example" in notice and "démarches" in notice
            assert (await program.stops(signal.SIGINT))[0] == 0

    async def test_a_webhook_is_set_served_and_guarded_by_its_secret(self) -> None:
        telegram = a_telegram()
        with socket.create_server(("127.0.0.1", 0)) as free:
            listen = f"127.0.0.1:{free.getsockname()[1]}"
        async with serving(telegram) as address:
            settings = telegram_settings(telegram, address) | {
                "ALIZE_WEBHOOK_URL": "https://alize.example.com",
                "ALIZE_WEBHOOK_SECRET": "a-secret",
                "ALIZE_LISTEN": listen,
            }
            async with forked("run", settings=settings) as program:
                await program.says("is at work")
                assert telegram.webhook and telegram.webhook.url == "https://alize.example.com/telegram"
                camille = telegram.person("Camille", language="en")
                camille.types("/start")
                (update,) = telegram.take_updates()
                async with aiohttp.ClientSession(f"http://{listen}") as client:
                    for path in (ALIVE_PATH, READY_PATH, METRICS_PATH):
                        async with client.get(path) as hidden:
                            assert hidden.status == 404, "it is not for the world"
                    async with client.post("/telegram", json=update) as refused:
                        assert refused.status == 403
                    secret = {"X-Telegram-Bot-Api-Secret-Token": "a-secret"}
                    async with client.post("/telegram", json=update, headers=secret) as accepted:
                        assert accepted.status == 200
                await answered(camille)
                assert (await program.stops(signal.SIGTERM))[0] == 0

    async def test_health_and_measures_are_served_while_updates_are_asked_for(self) -> None:
        telegram = a_telegram()
        async with serving(telegram) as address:
            with socket.create_server(("127.0.0.1", 0)) as taken:
                port = taken.getsockname()[1]
                settings = telegram_settings(telegram, address) | {
                    "ALIZE_MONITORING_LISTEN": f"127.0.0.1:{port}"
                }
                async with alize("run", settings=settings) as program:
                    where = (await program.says("Health and measures are at")).split()[-1]
                    assert where != f"http://127.0.0.1:{port}", "another process has that port"
                    await program.says("is at work")
                    async with aiohttp.ClientSession(where) as client:
                        async with client.get(READY_PATH) as ready:
                            assert (ready.status, await ready.text()) == (200, "ok, 0 to send, 0 refused\n")
                        async with client.get(METRICS_PATH) as measures:
                            assert "alize_turns_total" in await measures.text()
                    assert (await program.stops(signal.SIGTERM))[0] == 0

    async def test_the_dashboard_is_served_where_updates_are_asked_for(
        self, ready: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        telegram = a_telegram()
        with socket.create_server(("127.0.0.1", 0)) as free:
            listen = f"localhost:{free.getsockname()[1]}"
        async with serving(telegram) as address:
            for name, value in telegram_settings(telegram, address).items():
                monkeypatch.setenv(name, value)
            monkeypatch.setenv("ALIZE_LISTEN", listen)
            monkeypatch.setenv("ALIZE_DASHBOARD_URL", f"http://{listen}/tableau")
            assert await asyncio.to_thread(main, "invite --role coordinator".split()) == 0
            invitation = capsys.readouterr().out.splitlines()[-1]
            async with forked("run") as program:
                await program.says("is at work")
                claude = telegram.person("Claude", language="en")
                claude.follows(invitation)
                await answered(claude)
                claude.types("/dashboard")
                await answered(claude)
                link = claude.chat.last.rows[0][0].url
                assert await opened(link) == "Overview"
                assert (await program.stops(signal.SIGTERM))[0] == 0

    async def test_the_doctor_finds_a_sound_installation_sound(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        telegram = a_telegram()
        async with serving(telegram) as address:
            for name, value in (telegram_settings(telegram, address) | NOTICE_SETTINGS).items():
                monkeypatch.setenv(name, value)
            for preparation in ("migrate", "network load --sample", "doctor"):
                assert await asyncio.to_thread(main, preparation.split()) == 0
            telegram.call("setWebhook", {"url": "https://elsewhere.example.com"})
            assert await asyncio.to_thread(main, ["doctor"]) == 1
            assert "✗ Telegram calls https://elsewhere.example.com" in capsys.readouterr().out


async def opened(link: str) -> str:
    """Open the dashboard by a link, and return the title of its first page."""
    origin = {"Origin": "/".join(link.split("/")[:3])}
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client,
        client.post(link, headers=origin) as page,
    ):
        assert page.status == 200
        return (await page.text()).partition("<title>")[2].partition(" ·")[0]


async def test_the_dashboard_alone_prints_the_link_that_opens_it(folder: Path, ready: None) -> None:
    async with forked("dashboard", "--port", "0") as program:
        code, said = await program.ends()
        assert code == 2 and "alize invite --role coordinator" in said
    with sqlite3.connect(folder / "alize.db") as database:
        database.execute("INSERT INTO person (id, language, first_seen_at) VALUES (1, 'en', '2026-01-01')")
        database.execute("INSERT INTO membership (person_id, role, since) VALUES (1, 'admin', '2026-01-01')")
    database.close()
    async with alize("dashboard", "--port", "0") as program:
        link = (await program.says("Open within 10 minutes")).split()[-1]
        assert await opened(link) == "Overview"
        code, said = await program.stops(signal.SIGINT)
        assert code == 0 and "Traceback" not in said


def test_the_doctor_names_what_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "✗ ALIZE_DATABASE_URL names a database that is not ready: run alize migrate." in told
    assert "✗ ALIZE_TELEGRAM_TOKEN is missing" in told
    for name in NOTICE_SETTINGS:
        assert f"✗ {name} is missing" in told


def test_the_doctor_names_the_files_that_others_may_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".env").write_text("ALIZE_LOG_LEVEL=INFO\n")
    (folder / ".env").chmod(0o640)
    assert main(["migrate"]) == 0
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "✗ .env can be read or changed by others (mode 640): chmod 600 .env" in told
    assert "✗ alize.db" not in told, "it is made for its owner alone"

    (folder / ".env").chmod(0o600)
    (folder / "alize.db").chmod(0o644)
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "✗ alize.db can be read or changed by others (mode 644): chmod 600 alize.db" in told
    assert "✗ .env" not in told

    (folder / "alize.db").chmod(0o600)
    main(["doctor"])
    assert "✓ Only their owner reads .env, alize.db" in capsys.readouterr().out
